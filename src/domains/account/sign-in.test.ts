import { getMigrations } from 'better-auth/db/migration'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { noEmail } from '../../platform/email/no-email.ts'
import { createTestApp, type TestApp } from '../../testing/app.ts'
import { createClerkInstance } from '../../testing/clerk-instance.ts'
import { offersCodes } from './code-offer.ts'
import { signInOptions } from './sign-in.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())

const send = '/api/auth/email-otp/send-verification-otp'
const use = '/api/auth/sign-in/email-otp'

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return app.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

function codeFor(email: string): string {
  const subject = app.mails.findLast((mail) => mail.to === email)?.subject ?? ''
  return /\d{6}/.exec(subject)?.[0] ?? ''
}

const wrong = (code: string) => (code === '000000' ? '111111' : '000000')

async function reasonOf(response: Response): Promise<string> {
  const { error } = (await response.json()) as { error: { code: string } }
  return error.code
}

test('better-auth finds nothing to migrate in our tables', async () => {
  const { toBeAdded, toBeCreated } = await getMigrations(signInOptions(app.ctx))
  expect({ toBeAdded, toBeCreated }).toEqual({ toBeAdded: [], toBeCreated: [] })
})

describe('the code', () => {
  test('signs in once; the cookie is out of reach of scripts and other sites', async () => {
    const email = 'once@example.org'
    await post(send, { email })
    const answer = await post(use, { email, otp: codeFor(email) })
    expect(answer.status).toBe(200)
    const cookie = answer.headers.getSetCookie().join('\n')
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    const body = await answer.text()
    expect(JSON.parse(body)).toEqual({ user: { id: expect.any(String), email, name: '' } })
    const again = await post(use, { email, otp: codeFor(email) })
    expect([again.status, await reasonOf(again)]).toEqual([400, 'code_wrong'])
  })

  test('is not readable in the database', async () => {
    const email = 'hashed@example.org'
    await post(send, { email })
    const { rows } = await app.database.pool.query(
      'select value from auth_verification where identifier like $1',
      [`%${email}`],
    )
    expect(rows).toHaveLength(1)
    expect(rows[0].value).not.toContain(codeFor(email))
  })

  test('is used up by five wrong tries, also when they come at once', async () => {
    const email = 'guess@example.org'
    await post(send, { email })
    const code = codeFor(email)
    const tries = await Promise.all(Array.from({ length: 8 }, () => post(use, { email, otp: wrong(code) })))
    expect(tries.filter((response) => response.ok)).toEqual([])
    const late = await post(use, { email, otp: code })
    expect(late.status).toBeGreaterThanOrEqual(400)
    expect(late.headers.getSetCookie()).toEqual([])
  })

  test('expires after ten minutes', async () => {
    const email = 'late@example.org'
    await post(send, { email })
    const { rows } = await app.database.pool.query(
      `update auth_verification set expires_at = expires_at - interval '10 minutes' where identifier like $1
       returning expires_at <= now() + interval '1 second' as over`,
      [`%${email}`],
    )
    expect(rows).toEqual([{ over: true }])
    const answer = await post(use, { email, otp: codeFor(email) })
    expect(['code_expired', 'code_wrong']).toContain(await reasonOf(answer))
  })

  test('a newer code replaces the older one', async () => {
    const email = 'twice@example.org'
    await post(send, { email })
    const first = codeFor(email)
    let second = first
    while (second === first) {
      await post(send, { email })
      second = codeFor(email)
    }
    expect((await post(use, { email, otp: first })).status).toBe(400)
    expect((await post(use, { email, otp: second })).status).toBe(200)
  })

  test('known and unknown addresses get the same answer', async () => {
    await app.signIn('known@example.org')
    const answers = await Promise.all(
      ['known@example.org', 'unknown@example.org'].map(async (email) => {
        const response = await post(send, { email })
        return [response.status, await response.text()]
      }),
    )
    expect(answers[0]).toEqual(answers[1])
  })

  test('an address is one person whatever its case', async () => {
    const lower = await app.signIn('case@example.org')
    const upper = await app.signIn('CASE@Example.org')
    expect(upper.userId).toBe(lower.userId)
  })
})

describe('limits', () => {
  test('a mailbox gets five codes, then a whole number of seconds to wait', async () => {
    const email = 'flood@example.org'
    const answers = await Promise.all(Array.from({ length: 9 }, () => post(send, { email })))
    const refused = answers.filter((response) => response.status === 429)
    expect(refused).toHaveLength(4)
    expect(app.mails.filter((mail) => mail.to === email)).toHaveLength(5)
    for (const response of refused) {
      const seconds = Number(response.headers.get('retry-after'))
      expect(Number.isInteger(seconds)).toBe(true)
      expect(seconds).toBeGreaterThan(0)
      expect(seconds).toBeLessThanOrEqual(180)
      expect(await reasonOf(response)).toBe('too_many_requests')
    }
  })
})

describe('bad input', () => {
  test.each([
    ['no address', {}, 'email_invalid'],
    ['no e-mail address', { email: 'ada' }, 'email_invalid'],
    ['a NUL', { email: 'a\0b@example.org' }, 'email_invalid'],
    ['a list', { email: ['a@example.org'] }, 'email_invalid'],
  ])('%s', async (_, body, code) => {
    const response = await post(send, body)
    expect([response.status, await reasonOf(response)]).toEqual([400, code])
  })

  test("better-auth's other endpoints do not exist here", async () => {
    for (const path of [
      '/sign-up/email',
      '/email-otp/verify-email',
      '/email-otp/check-verification-otp',
      '/update-user',
      '/ok',
      '/delete-user',
    ]) {
      expect([path, (await post(`/api/auth${path}`, {})).status]).toEqual([path, 404])
    }
  })
})

describe('sessions', () => {
  test('signing out ends the session at once', async () => {
    const { cookie, client } = await app.signIn('leaving@example.org')
    await client.users.me.query()
    expect((await post('/api/auth/sign-out', {}, { cookie })).status).toBe(200)
    await expect(client.users.me.query()).rejects.toMatchObject({ data: { reason: 'sign_in_required' } })
  })

  test('a session can be ended from another one', async () => {
    const here = await app.signIn('two@example.org')
    const there = await app.signIn('two@example.org')
    const sessions = await here.client.sessions.list.query()
    expect(new Set(sessions.map((session) => session.current))).toEqual(new Set([false, true]))
    const other = sessions.find((session) => !session.current)
    await here.client.sessions.revoke.mutate({ id: other?.id ?? '' })
    await expect(there.client.users.me.query()).rejects.toMatchObject({
      data: { reason: 'sign_in_required' },
    })
    expect(await here.client.users.me.query()).toMatchObject({ email: 'two@example.org' })
  })

  test('a tampered cookie is nobody', async () => {
    const { cookie } = await app.signIn('tampered@example.org')
    const [name, value = ''] = cookie.split('=', 2)
    const [token] = decodeURIComponent(value).split('.')
    for (const forged of [`${token}.AAAA`, `x${decodeURIComponent(value)}`, `${token}`]) {
      const response = await app.fetch('/api/v1/users/me', {
        headers: { cookie: `${name}=${encodeURIComponent(forged)}` },
      })
      expect(response.status).toBe(401)
    }
  })
})

test('a code that can reach nobody is refused in words, and nothing is dumped on the console', async () => {
  const mute = await createTestApp({ email: noEmail })
  const consoled = vi.spyOn(console, 'error')
  try {
    const response = await mute.fetch(send, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'ada@example.org', type: 'sign-in' }),
    })
    expect([response.status, await reasonOf(response)]).toEqual([503, 'email_unavailable'])
    expect(consoled).not.toHaveBeenCalled()
  } finally {
    consoled.mockRestore()
    await mute.close()
  }
})

test('a stream of events ends with its session', async () => {
  const { cookie } = await app.signIn('stream@example.org')
  const stream = await app.fetch('/api/v1/trpc/agents.events?input=%7B%7D', {
    headers: { cookie, accept: 'text/event-stream' },
  })
  const text = stream.text()
  expect((await post('/api/auth/sign-out', {}, { cookie })).status).toBe(200)
  expect(await text).toContain('event: connected')
})

test('everybody may ask how to sign in, also with a cookie that no longer works', async () => {
  expect(await app.anonymous.sessions.options.query()).toEqual({ code: true, clerk: null, linkedin: false })
  const { cookie } = await app.signIn('options@example.org')
  await post('/api/auth/sign-out', {}, { cookie })
  const response = await app.fetch('/api/v1/sessions/options', { headers: { cookie } })
  expect(await response.json()).toEqual({ code: true, clerk: null, linkedin: false })
})

test('beside Clerk nobody gets in by a code; without it, whoever has mail does', async () => {
  const { config: clerk } = await createClerkInstance()
  const resend = { apiKey: 're_x', from: 'a@example.org', baseUrl: 'http://127.0.0.1:1' }
  expect(offersCodes({ appEnv: 'production', clerk: null, resend })).toBe(true)
  const deployed = await createTestApp({ config: { appEnv: 'production', role: 'web', clerk, resend } })
  try {
    expect((await deployed.anonymous.sessions.options.query()).code).toBe(false)
    for (const path of [send, use, '/api/auth/reauthenticate']) {
      const response = await deployed.fetch(path, { method: 'POST', body: '{"email":"ada@example.org"}' })
      expect([path, response.status, await reasonOf(response)]).toEqual([path, 403, 'codes_not_offered'])
    }
    expect((await deployed.fetch('/api/auth/sign-out', { method: 'POST' })).status).toBe(200)
  } finally {
    await deployed.close()
  }
})

test('where the site is reached by https, cookies and browsers are held to it', async () => {
  const safe = await createTestApp({ config: { appUrl: 'https://jobs.example.org', role: 'web' } })
  try {
    const { cookie, client } = await safe.signIn('ada@example.org')
    expect(cookie).toMatch(/^__Secure-jobpilot/)
    expect((await client.users.me.query()).email).toBe('ada@example.org')
    const { headers } = await safe.fetch('/')
    expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/)
  } finally {
    await safe.close()
  }
})
