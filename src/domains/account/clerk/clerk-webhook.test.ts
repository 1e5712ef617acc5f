import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../testing/app.ts'
import {
  clerkWebhookSecret,
  createClerkInstance,
  signMessage,
  type ClerkInstance,
} from '../../../testing/clerk-instance.ts'

let app: TestApp
let clerk: ClerkInstance
beforeAll(async () => {
  clerk = await createClerkInstance()
  app = await createTestApp({ config: { clerk: clerk.config, clerkWebhookSecret, role: 'web' } })
})
afterAll(() => app.close())

let messages = 0
const nextId = (): string => `msg_${++messages}`

interface Told {
  email?: string
  verified?: boolean
  firstName?: string
  updatedAt?: number
}

/** What Clerk sends about a person, shortened to what it has to say. */
function person(name: string, told: Told = {}): object {
  const { email = `${name}@clerk.example.org`, verified = true, firstName = 'Ada', updatedAt = 1_000 } = told
  return {
    id: `user_${name}`,
    object: 'user',
    primary_email_address_id: 'idn_1',
    email_addresses: [
      { id: 'idn_0', email_address: `old-${email}`, verification: { status: 'verified' } },
      { id: 'idn_1', email_address: email, verification: { status: verified ? 'verified' : 'unverified' } },
    ],
    first_name: firstName,
    last_name: null,
    updated_at: updatedAt,
  }
}

const created = (name: string, told?: Told) => ({ type: 'user.created', data: person(name, told) })
const updated = (name: string, told?: Told) => ({
  type: 'user.updated',
  data: person(name, { updatedAt: 2_000, ...told }),
})
const deleted = (name: string) => ({
  type: 'user.deleted',
  data: { id: `user_${name}`, object: 'user', deleted: true },
})

function post(body: string, headers: Record<string, string>): Promise<Response> {
  return app.fetch('/api/webhooks/clerk', { method: 'POST', headers, body })
}

function tell(event: object, id = nextId()): Promise<Response> {
  const body = JSON.stringify(event)
  return post(body, signMessage(body, { id }))
}

async function rowsOf(name: string) {
  const { rows } = await app.database.pool.query(
    `select id, email, email_verified, name, state, purge_after from users where clerk_id = $1`,
    [`user_${name}`],
  )
  return rows
}

async function count(query: string, values: unknown[] = []): Promise<number> {
  const { rows } = await app.database.pool.query(`select count(*)::int as n from ${query}`, values)
  return rows[0].n
}

async function enter(
  name: string,
  overrides: object = {},
): Promise<{ status: number; me: { email?: string } }> {
  const token = await clerk.sign(clerk.claims(name, { ...overrides }))
  const response = await app.fetch('/api/v1/users/me', { headers: { authorization: `Bearer ${token}` } })
  return { status: response.status, me: (await response.json()) as { email?: string } }
}

async function reasonOf(response: Response): Promise<[number, string]> {
  const { error } = (await response.json()) as { error: { code: string } }
  return [response.status, error.code]
}

describe('what Clerk tells of a person', () => {
  test('makes them, and whoever signs in later is that one', async () => {
    expect((await tell(created('first'))).status).toBe(200)
    const rows = await rowsOf('first')
    expect(rows).toMatchObject([
      { email: 'first@clerk.example.org', email_verified: true, name: 'Ada', state: 'active' },
    ])
    expect((await enter('first')).me).toMatchObject({ id: rows[0].id })
    expect(await rowsOf('first')).toHaveLength(1)
  })

  test('comes to those who signed in before it: their new address, and a name where there was none', async () => {
    await enter('known')
    await tell(updated('known', { email: 'New@clerk.example.org' }))
    expect(await rowsOf('known')).toMatchObject([{ email: 'new@clerk.example.org', name: 'Ada' }])
    await tell(updated('known', { email: 'new@clerk.example.org', firstName: 'Eve', updatedAt: 3_000 }))
    expect(await rowsOf('known')).toMatchObject([{ name: 'Ada' }])
  })

  test('changes nothing when it is older than what is known', async () => {
    await tell(updated('late', { email: 'newer@clerk.example.org', updatedAt: 5_000 }))
    await tell(created('late', { email: 'older@clerk.example.org', updatedAt: 4_000 }))
    await tell(updated('late', { email: 'same@clerk.example.org', updatedAt: 5_000 }))
    expect(await rowsOf('late')).toMatchObject([{ email: 'newer@clerk.example.org' }])
  })

  test('gives nobody the address of another account', async () => {
    const owner = await app.signIn('owner@example.org')
    await tell(created('taker', { email: 'owner@example.org' }))
    expect(await rowsOf('taker')).toMatchObject([
      { email: 'user_taker@clerk.invalid', email_verified: false },
    ])
    await tell(created('mover'))
    await tell(updated('mover', { email: 'owner@example.org' }))
    expect(await rowsOf('mover')).toMatchObject([{ email: 'mover@clerk.example.org', email_verified: true }])
    expect(await owner.client.users.me.query()).toMatchObject({ id: owner.userId })
    expect(await count(`audit_event where actor_role = 'clerk' and after ->> 'addressTaken' = 'true'`)).toBe(
      2,
    )
  })

  test('takes an address over only once it is verified', async () => {
    await tell(created('shy', { verified: false }))
    expect(await rowsOf('shy')).toMatchObject([{ email: 'user_shy@clerk.invalid', email_verified: false }])
    await tell(updated('shy'))
    expect(await rowsOf('shy')).toMatchObject([{ email: 'shy@clerk.example.org', email_verified: true }])
  })

  test('is taken once, however often it is sent', async () => {
    const id = nextId()
    const answers = await Promise.all(Array.from({ length: 8 }, () => tell(created('twice'), id)))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200))
    const [row] = await rowsOf('twice')
    expect(await count('audit_event where subject_id = $1', [row?.id])).toBe(1)
    // A message of the same id that says something else was signed by Clerk too, but it isn't a new one.
    await tell(updated('twice', { email: 'other@clerk.example.org' }), id)
    expect(await rowsOf('twice')).toMatchObject([{ email: 'twice@clerk.example.org' }])
  })
})

describe('a person whom Clerk has deleted', () => {
  test('starts leaving; sessions, tokens and what Clerk signed before end', async () => {
    const { userId, cookie, client } = await app.signIn('gone@clerk.example.org')
    await app.database.pool.query('update users set clerk_id = $1 where id = $2', ['user_gone', userId])
    const { token } = await client.tokens.create.mutate({ name: 'program' })
    expect((await enter('gone')).status).toBe(200)
    const before = Date.now()
    expect((await tell(deleted('gone'))).status).toBe(200)
    const [row] = await rowsOf('gone')
    expect(row).toMatchObject({ id: userId, state: 'pending_deletion' })
    expect(Math.abs(row.purge_after.getTime() - before - 30 * 86_400_000)).toBeLessThan(60_000)
    expect((await app.fetch('/api/v1/users/me', { headers: { cookie } })).status).toBe(401)
    const byToken = await app.fetch('/api/v1/users/me', { headers: { authorization: `Bearer ${token}` } })
    expect(byToken.status).toBe(401)
    // Another token than the one remembered for a few seconds.
    expect((await enter('gone', { jti: 'another' })).status).toBe(401)
    const { rows } = await app.database.pool.query(
      `select action from audit_event where subject_id = $1 and actor_role = 'clerk' order by action`,
      [userId],
    )
    expect(rows.map(({ action }) => action)).toEqual(['account.deletedAtClerk', 'privacy.deletion_requested'])
    expect(await count(`email_message where user_id = $1 and kind = 'deletion_scheduled'`, [userId])).toBe(1)
  })

  test('is not brought back by a token or by older news', async () => {
    await tell(deleted('unmet'))
    expect((await enter('unmet')).status).toBe(401)
    await tell(created('unmet'))
    await tell(updated('unmet', { updatedAt: 9_000 }))
    expect(await rowsOf('unmet')).toEqual([])
  })

  test('stays suspended, if that is what they were', async () => {
    await tell(created('barred'))
    await app.database.pool.query(`update users set state = 'suspended' where clerk_id = 'user_barred'`)
    await tell(deleted('barred'))
    expect(await rowsOf('barred')).toMatchObject([{ state: 'suspended', purge_after: null }])
    expect((await enter('barred')).status).toBe(401)
  })

  const news = { created, updated, deleted }
  const names = ['created', 'updated', 'deleted'] as const
  const orders = names.flatMap((first) =>
    names
      .filter((second) => second !== first)
      .map(
        (second) => [first, second, ...names.filter((third) => third !== first && third !== second)] as const,
      ),
  )

  test.each(orders.map((order) => [order.join('-'), order] as const))(
    'in the order %s',
    async (name, order) => {
      for (const kind of order) expect((await tell(news[kind](name))).status).toBe(200)
      const rows = await rowsOf(name)
      expect(rows.map(({ state }) => state)).toEqual(order[0] === 'deleted' ? [] : ['pending_deletion'])
      expect((await enter(name)).status).toBe(401)
      expect(await count('clerk_tombstone where clerk_id = $1', [`user_${name}`])).toBe(1)
    },
  )

  test('all at once, and together with a first request', async () => {
    await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const name = `rush-${index}`
        const told = [created(name), updated(name), deleted(name)].map((event) => tell(event))
        const answers = await Promise.all([...told, enter(name)])
        expect(answers.slice(0, 3).map(({ status }) => status)).toEqual([200, 200, 200])
        const rows = await rowsOf(name)
        expect(rows.length).toBeLessThan(2)
        expect(rows.every(({ state }) => state === 'pending_deletion')).toBe(true)
      }),
    )
  })
})

describe('a message', () => {
  const body = JSON.stringify(created('hostile'))
  const id = 'msg_hostile'

  test.each<[string, () => [body: string, headers: Record<string, string>]]>([
    ['without a signature', () => [body, {}]],
    ['tampered with', () => [body.replace('Ada', 'Eve'), signMessage(body, { id })]],
    ['under another id', () => [body, { ...signMessage(body, { id }), 'svix-id': 'msg_other' }]],
    [
      'with the time set forward',
      () => [
        body,
        {
          ...signMessage(body, { id, at: new Date(Date.now() - 600_000) }),
          'svix-timestamp': String(Math.floor(Date.now() / 1_000)),
        },
      ],
    ],
    ['ten minutes old', () => [body, signMessage(body, { id, at: new Date(Date.now() - 600_000) })]],
    ['of ten minutes from now', () => [body, signMessage(body, { id, at: new Date(Date.now() + 600_000) })]],
    ['with another secret', () => [body, signMessage(body, { id, key: Buffer.from('somebody else') })]],
    ['with a time that is none', () => [body, { ...signMessage(body, { id }), 'svix-timestamp': 'now' }]],
    [
      'with a signature of another version',
      () => [body, { ...signMessage(body, { id }), 'svix-signature': 'v2,AAAA' }],
    ],
    ['that is signed and no JSON', () => ['{', signMessage('{', { id })]],
  ])('%s is refused', async (_, make) => {
    const [text, headers] = make()
    expect(await reasonOf(await post(text, headers))).toEqual([400, 'webhook_refused'])
    expect(await rowsOf('hostile')).toEqual([])
    expect(await count('webhook_event where event_id = $1', [id])).toBe(0)
  })

  test('that is huge is not read to its end', async () => {
    const huge = JSON.stringify({ ...created('huge'), padding: 'x'.repeat(300_000) })
    expect(await reasonOf(await post(huge, signMessage(huge, { id: nextId() })))).toEqual([
      413,
      'body_too_large',
    ])
    expect(await rowsOf('huge')).toEqual([])
  })

  test('of another kind is accepted and ignored', async () => {
    for (const type of ['session.created', 'organization.created', 'something.new'])
      expect((await tell({ type, data: { id: 'x' } })).status).toBe(200)
  })

  test('that is signed and says nothing sensible is refused in words', async () => {
    for (const data of [null, {}, { id: 7 }, { ...person('odd'), updated_at: 'now' }])
      expect(await reasonOf(await tell({ type: 'user.updated', data }))).toEqual([422, 'webhook_unreadable'])
    expect(await reasonOf(await tell({ type: 'user.deleted', data: { deleted: true } }))).toEqual([
      422,
      'webhook_unreadable',
    ])
  })

  test('with a NUL and half a character in a name is stored without them', async () => {
    await tell(created('odd-name', { firstName: 'A\0da \ud800' }))
    expect(await rowsOf('odd-name')).toMatchObject([{ name: expect.stringMatching(/^A ?da/) }])
  })

  test('may come to the versioned address too, and to no other', async () => {
    const text = JSON.stringify(created('versioned'))
    const send = (address: string, method = 'POST') =>
      app.fetch(address, {
        method,
        headers: signMessage(text, { id: nextId() }),
        ...(method === 'POST' ? { body: text } : {}),
      })
    expect((await send('/api/v1/webhooks/clerk')).status).toBe(200)
    expect(await rowsOf('versioned')).toHaveLength(1)
    for (const name of ['nobody', 'constructor', '__proto__'])
      expect((await send(`/api/webhooks/${name}`)).status).toBe(404)
    expect((await send('/api/webhooks/clerk', 'GET')).status).toBe(404)
  })

  test('finds nobody where no secret is set', async () => {
    const without = await createTestApp({ config: { clerk: clerk.config, role: 'web' } })
    try {
      const headers = signMessage(body, { id })
      const response = await without.fetch('/api/webhooks/clerk', { method: 'POST', headers, body })
      expect(await reasonOf(response)).toEqual([404, 'unknown_path'])
    } finally {
      await without.close()
    }
  })
})

describe('a first request', () => {
  test('twenty at once make one person', async () => {
    const tokens = await Promise.all(
      Array.from({ length: 20 }, (_, index) => clerk.sign(clerk.claims('jit', { jti: String(index) }))),
    )
    const ids = await Promise.all(
      tokens.map(async (token) => {
        const response = await app.fetch('/api/v1/users/me', {
          headers: { authorization: `Bearer ${token}` },
        })
        return ((await response.json()) as { id: string }).id
      }),
    )
    expect(new Set(ids).size).toBe(1)
    expect(await rowsOf('jit')).toHaveLength(1)
  })

  test('of somebody whose address isn’t verified keeps that address free', async () => {
    const { status, me } = await enter('claims', { email: 'victim@example.org', email_verified: false })
    expect(status).toBe(200)
    expect(me).toMatchObject({ email: 'user_claims@clerk.invalid', emailVerified: false })
    expect((await app.signIn('victim@example.org')).email).toBe('victim@example.org')
    await enter('claims', { email: 'claims@example.org', jti: 'verified since' })
    expect(await rowsOf('claims')).toMatchObject([{ email: 'claims@example.org', email_verified: true }])
  })

  test('may carry Clerk’s cookie instead of a header; one that no longer works is nobody', async () => {
    const token = await clerk.sign(clerk.claims('cookie'))
    const ask = (cookie: string) => app.fetch('/api/v1/users/me', { headers: { cookie } })
    expect((await ask(`other=1; __session=${token}`)).status).toBe(200)
    const stale = await clerk.sign(clerk.claims('cookie', { exp: 1_000_000_000 }))
    expect((await ask(`__session=${stale}`)).status).toBe(401)
    const options = await app.fetch('/api/v1/sessions/options', { headers: { cookie: `__session=${stale}` } })
    expect(options.status).toBe(200)
  })

  test('that writes with Clerk’s cookie from another site is refused', async () => {
    const token = await clerk.sign(clerk.claims('cookie'))
    const response = await app.fetch('/api/v1/users/me', {
      method: 'PATCH',
      headers: {
        cookie: `__session=${token}`,
        origin: 'https://evil.example',
        'content-type': 'application/json',
      },
      body: '{"name":"Eve"}',
    })
    expect(await reasonOf(response)).toEqual([403, 'cross_site_request'])
  })
})
