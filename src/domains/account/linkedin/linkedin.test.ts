import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clientWithCookie, createTestApp, type TestApp } from '../../../testing/app.ts'
import { createFakeLinkedin, type FakeLinkedin } from '../../../testing/fake-linkedin.ts'

let linkedin: FakeLinkedin
let app: TestApp
beforeAll(async () => {
  linkedin = await createFakeLinkedin()
  app = await createTestApp({
    config: { linkedin: linkedin.keys, role: 'web' },
    linkedin: linkedin.endpoints,
  })
})
afterAll(async () => {
  await app.close()
  await linkedin.close()
})
beforeEach(async () => {
  // Each test is somebody else's afternoon.
  await app.database.pool.query(`delete from rate_limit where key like 'sign-in-linkedin:%'`)
})

const signInStart = '/api/auth/sign-in/social'
const ada = { sub: 'ada-1', email: 'Ada@example.org', email_verified: true, name: 'Ada Example' }

/** A browser's cookies, as far as they matter here. */
class Browser {
  readonly cookies = new Map<string, string>()

  constructor(cookie = '') {
    for (const pair of cookie.split('; ').filter(Boolean)) this.#keep(pair)
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  #keep(pair: string): void {
    const [name = '', value = ''] = pair.split(/=(.*)/s, 2)
    if (value === '') this.cookies.delete(name)
    else this.cookies.set(name, value)
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...Object.fromEntries(new Headers(init.headers)), cookie: this.cookie }
    const response = await app.fetch(path, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) this.#keep(line.split(';', 1)[0] ?? '')
    return response
  }

  post(path: string, body: unknown): Promise<Response> {
    return this.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  }

  /** Where LinkedIn sends the browser back to, as a path here. */
  async visit(url: string): Promise<string> {
    const response = await fetch(url, { redirect: 'manual' })
    const back = new URL(response.headers.get('location') ?? '')
    return back.pathname + back.search
  }

  /** LinkedIn's own page, as we lead there. */
  async begin(body: unknown = {}, start = signInStart): Promise<URL> {
    const begun = await this.post(start, body)
    if (!begun.ok) throw new Error(`${begun.status} ${await begun.text()}`)
    const { url } = (await begun.json()) as { url: string }
    return new URL(url)
  }

  /** To LinkedIn and out of it again: the path by which one comes back. */
  async toCallback(body?: unknown, start?: string): Promise<string> {
    return this.visit((await this.begin(body, start)).href)
  }

  /** The path of the page that a callback leads to. */
  async land(callback: string): Promise<string> {
    const response = await this.fetch(callback)
    const landed = new URL(response.headers.get('location') ?? 'none:')
    if (response.status !== 302 || landed.origin !== app.ctx.config.appUrl)
      throw new Error(`${callback} answers ${response.status} ${landed.href}`)
    return landed.pathname + landed.search
  }

  /** The whole way: to LinkedIn, back, and on. */
  async signIn(body?: unknown, start?: string): Promise<string> {
    return this.land(await this.toCallback(body, start))
  }

  me() {
    return clientWithCookie(app.url, this.cookie).users.me.query()
  }
}

async function people(email: string) {
  const { rows } = await app.database.pool.query('select * from users where email = $1', [email])
  return rows
}

describe('Continue with LinkedIn', () => {
  test('makes an account of somebody new, goes on to the page they wanted, and knows them again', async () => {
    linkedin.allow(ada)
    const first = new Browser()
    expect(await first.signIn({ to: '/postings/new?way=paste' })).toBe('/postings/new?way=paste')
    const me = await first.me()
    expect(me).toMatchObject({ email: 'ada@example.org', emailVerified: true, name: 'Ada Example' })
    const { rows } = await app.database.pool.query(
      'select action, address from audit_event where subject_id = $1',
      [me.id],
    )
    expect(rows).toEqual([{ action: 'sessions.signIn', address: '127.0.0.0/24' }])
    linkedin.allow({ ...ada, email: 'changed@example.org' })
    const second = new Browser()
    expect(await second.signIn()).toBe('/today')
    expect(await second.me()).toMatchObject({ id: me.id, email: 'ada@example.org' })
  })

  test('keeps none of LinkedIn’s tokens', async () => {
    linkedin.allow({ ...ada, sub: 'tokens', email: 'tokens@example.org' })
    await new Browser().signIn()
    await new Browser().signIn()
    const { rows } = await app.database.pool.query(
      `select access_token, refresh_token, id_token from auth_account where account_id = 'tokens'`,
    )
    expect(rows).toEqual([{ access_token: null, refresh_token: null, id_token: null }])
  })

  test('asks LinkedIn for as little as it needs, with a state and the address it has registered', async () => {
    const url = await new Browser().begin({ provider: 'google', scopes: ['w_member_social'] })
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: linkedin.keys.clientId,
      redirect_uri: 'http://localhost:3000/api/auth/callback/linkedin',
      response_type: 'code',
      scope: 'openid profile email',
      state: expect.stringMatching(/^[\w-]{32}$/),
    })
  })

  test('understands a verified address also as a word', async () => {
    linkedin.allow({ sub: 'word', email: 'word@example.org', email_verified: 'true' })
    const browser = new Browser()
    await browser.signIn()
    expect(await browser.me()).toMatchObject({ email: 'word@example.org', emailVerified: true, name: '' })
  })

  test('leaves the second step due where there is one', async () => {
    linkedin.allow({ sub: 'steps', email: 'steps@example.org', email_verified: true })
    await new Browser().signIn()
    await app.database.pool.query(
      `insert into second_factor (user_id, sealed_secret, confirmed_at)
       select id, 'sealed', now() from users where email = 'steps@example.org'`,
    )
    const browser = new Browser()
    await browser.signIn()
    expect(await browser.me()).toMatchObject({ secondStep: 'due' })
    const refused = await browser.fetch('/api/v1/tokens')
    expect([refused.status, await refused.json()]).toMatchObject([
      403,
      { error: { code: 'second_step_required' } },
    ])
  })

  test('is offered where its keys are set', async () => {
    expect(await app.anonymous.sessions.options.query()).toMatchObject({ code: true, linkedin: true })
  })
})

describe('an account is never taken over', () => {
  test('by a LinkedIn profile with its address', async () => {
    const owner = await app.signIn('owner@example.org')
    linkedin.allow({ sub: 'thief', email: 'owner@example.org', email_verified: true })
    const browser = new Browser()
    expect(await browser.signIn({ to: '/drafts' })).toBe(
      '/sign-in?problem=linkedin_address_known&to=%2Fdrafts',
    )
    await expect(browser.me()).rejects.toMatchObject({ data: { reason: 'sign_in_required' } })
    expect(await owner.client.users.me.query()).toMatchObject({ id: owner.userId })
  })

  test.each([
    ['not verified', { email_verified: false }, 'linkedin_address_unverified'],
    ['not said to be verified', {}, 'linkedin_address_unverified'],
    ['missing', { email: undefined }, 'linkedin_no_address'],
    ['none', { email: 'ada' }, 'linkedin_no_address'],
  ])('nor made when its address is %s', async (name, told, problem) => {
    linkedin.allow({ sub: `sub ${name}`, email: 'unverified@example.org', ...told })
    expect(await new Browser().signIn()).toBe(`/sign-in?problem=${problem}`)
    expect(await people('unverified@example.org')).toEqual([])
  })

  test('by a callback that another browser began', async () => {
    linkedin.allow({ sub: 'mallory', email: 'mallory@example.org', email_verified: true })
    const attacker = new Browser()
    const callback = await attacker.toCallback()
    const victim = new Browser()
    expect(await victim.land(callback)).toBe('/sign-in?problem=linkedin_expired')
    await expect(victim.me()).rejects.toMatchObject({ data: { reason: 'sign_in_required' } })
  })

  test('by a callback that is used a second time', async () => {
    linkedin.allow({ sub: 'once', email: 'once@example.org', email_verified: true })
    const browser = new Browser()
    const callback = await browser.toCallback()
    const { cookie } = browser
    await browser.land(callback)
    expect(await new Browser(cookie).land(callback)).toBe('/sign-in?problem=linkedin_expired')
  })
})

describe('when it goes wrong, one lands on the sign-in page', () => {
  test.each(['user_cancelled_login', 'user_cancelled_authorize', 'access_denied'])('%s', async (error) => {
    linkedin.refuse(error)
    expect(await new Browser().signIn({ to: '/drafts' })).toBe(
      '/sign-in?problem=linkedin_cancelled&to=%2Fdrafts',
    )
  })

  test('LinkedIn says something else', async () => {
    linkedin.refuse('unauthorized_scope_error')
    expect(await new Browser().signIn()).toBe('/sign-in?problem=linkedin_failed')
  })

  test('LinkedIn is down after the person said yes', async () => {
    linkedin.allow(ada)
    const browser = new Browser()
    const callback = await browser.toCallback()
    linkedin.breakDown(503)
    try {
      expect(await browser.land(callback)).toBe('/sign-in?problem=linkedin_failed')
    } finally {
      linkedin.breakDown(null)
    }
  })

  test.each([
    ['nothing', ''],
    ['a code alone', '?code=x'],
    ['a state that nobody made', '?code=x&state=y'],
    ['an error alone', '?error=access_denied'],
    ['a NUL', '?state=%00&code=1'],
    ['a state without end', `?state=${'s'.repeat(9_000)}&code=1`],
  ])('a callback with %s', async (_, query) => {
    const asked = linkedin.asked.length
    expect(await new Browser().land(`/api/auth/callback/linkedin${query}`)).toMatch(
      /^\/sign-in\?problem=linkedin_\w+$/,
    )
    expect(linkedin.asked).toHaveLength(asked)
  })
})

test.each([
  '//evil.example',
  'https://evil.example/',
  '/\\evil.example',
  'javascript:alert(1)',
  '/a\nb',
  7,
  null,
])('nobody is sent on to %j', async (to) => {
  linkedin.allow({ sub: 'onwards', email: 'onwards@example.org', email_verified: true })
  expect(await new Browser().signIn({ to })).toBe('/today')
})

describe('connecting LinkedIn', () => {
  const link = '/api/auth/link-social'

  /** Of a person's connections: how many letters, and what the log says. */
  async function told(userId: string): Promise<[letters: number, actions: string[]]> {
    const letters = await app.database.pool.query(
      `select 1 from email_message where user_id = $1 and kind = 'security_notice'`,
      [userId],
    )
    const entries = await app.database.pool.query(
      `select action from audit_event where subject_id = $1 and action like 'connections.%' order by id`,
      [userId],
    )
    return [letters.rows.length, entries.rows.map(({ action }) => action)]
  }

  test('is for somebody who has just signed in, by the address that both know', async () => {
    const { cookie, userId } = await app.signIn('linked@example.org')
    linkedin.allow({ sub: 'linked', email: 'linked@example.org', email_verified: true })
    expect(await new Browser(cookie).signIn({}, link)).toBe('/settings/security')
    const later = new Browser()
    await later.signIn()
    expect(await later.me()).toMatchObject({ id: userId })
    expect(await told(userId)).toEqual([1, ['connections.add']])
  })

  test('is shown, and can be undone; a code by mail still signs in', async () => {
    const { cookie, client, userId } = await app.signIn('undone@example.org')
    expect(await client.connections.list.query()).toEqual([])
    linkedin.allow({ sub: 'undone', email: 'undone@example.org', email_verified: true })
    await new Browser(cookie).signIn({}, link)
    expect(await client.connections.list.query()).toEqual([
      { provider: 'linkedin', since: expect.stringMatching(/^\d{4}-/) },
    ])
    await client.connections.remove.mutate({ provider: 'linkedin' })
    expect(await client.connections.list.query()).toEqual([])
    await expect(client.connections.remove.mutate({ provider: 'linkedin' })).rejects.toMatchObject({
      data: { reason: 'linkedin_not_connected' },
    })
    expect(await told(userId)).toEqual([2, ['connections.add', 'connections.remove']])
    expect(await new Browser().signIn()).toBe('/sign-in?problem=linkedin_address_known')
    expect((await app.signIn('undone@example.org')).userId).toBe(userId)
  })

  test.each<[string, { sub?: string; email?: string; email_verified?: boolean }, string]>([
    ['another address', { email: 'elsewhere@example.org' }, 'linkedin_other_address'],
    ['an address that isn’t verified', { email_verified: false }, 'linkedin_address_unverified'],
    ['a profile of somebody else', { sub: 'ada-1' }, 'linkedin_taken'],
  ])('is refused with %s', async (name, told, problem) => {
    if (told.sub !== undefined) {
      linkedin.allow(ada)
      await new Browser().signIn()
    }
    const email = `link.${name.replaceAll(/\W/g, '')}@example.org`
    const { cookie } = await app.signIn(email)
    linkedin.allow({ sub: `link ${name}`, email, email_verified: true, ...told })
    expect(await new Browser(cookie).signIn({}, link)).toBe(`/settings/security?problem=${problem}`)
  })

  test('is refused when somebody else has signed in meanwhile', async () => {
    const before = await app.signIn('before@example.org')
    const after = await app.signIn('after@example.org')
    linkedin.allow({ sub: 'meanwhile', email: 'before@example.org', email_verified: true })
    const browser = new Browser(before.cookie)
    const callback = await browser.toCallback({}, link)
    for (const pair of after.cookie.split('; ')) {
      const [name = '', value = ''] = pair.split(/=(.*)/s, 2)
      browser.cookies.set(name, value)
    }
    expect(await browser.land(callback)).toBe('/settings/security?problem=linkedin_other_person')
  })

  test('needs a recent sign-in, and a sign-in at all', async () => {
    linkedin.allow({ sub: 'stale', email: 'stale@example.org', email_verified: true })
    const browser = new Browser()
    await browser.signIn()
    await app.database.pool.query(
      `update auth_session set created_at = now() - interval '1 hour', authenticated_at = null
       where user_id = (select id from users where email = 'stale@example.org')`,
    )
    const refused = await browser.post(link, {})
    expect([refused.status, await refused.json()]).toMatchObject([
      403,
      { error: { code: 'recent_sign_in_required' } },
    ])
    expect((await new Browser().post(link, {})).status).toBe(401)
  })
})

test('thirty tries from one place are enough for a quarter of an hour', async () => {
  const answers = []
  for (let count = 0; count < 31; count++) answers.push((await new Browser().post(signInStart, {})).status)
  expect(answers.slice(0, 30).every((status) => status === 200)).toBe(true)
  expect(answers[30]).toBe(429)
})

test('without its keys there is nothing at these addresses', async () => {
  const without = await createTestApp({ config: { role: 'web' } })
  try {
    for (const [method, path] of [
      ['POST', '/sign-in/social'],
      ['POST', '/link-social'],
      ['GET', '/callback/linkedin?code=x&state=y'],
    ] as const)
      expect((await without.fetch(`/api/auth${path}`, { method })).status).toBe(404)
  } finally {
    await without.close()
  }
})
