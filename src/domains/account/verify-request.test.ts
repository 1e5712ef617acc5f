import { createHmac } from 'node:crypto'
import { exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { VerifyRequest } from '../../platform/auth/session.ts'
import { createSessionCache } from '../../platform/auth/session-cache.ts'
import { systemClock } from '../../platform/clock.ts'
import { createTestApp, type TestApp } from '../../testing/app.ts'
import { createToken } from './create-token.ts'
import { createSignIn } from './sign-in.ts'
import { createVerify } from './verify-request.ts'

const issuer = 'https://clerk.example.org'
const party = 'https://jobs.example.org'

let app: TestApp
let verify: VerifyRequest
let keys: { privateKey: CryptoKey; publicKey: CryptoKey; pem: string }

beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  keys = { privateKey, publicKey, pem: await exportSPKI(publicKey) }
  const clerk = {
    secretKey: 'sk_test_x',
    publishableKey: 'pk_test_x',
    jwtKey: keys.pem,
    issuer,
    authorizedParties: [party],
  }
  app = await createTestApp({ config: { clerk, role: 'web' } })
  verify = uncached()
})
afterAll(() => app.close())

/** Every call asks the database. */
function uncached(): VerifyRequest {
  const { config, db, clock } = app.ctx
  return createVerify({
    config,
    db,
    clock,
    signIn: createSignIn(app.ctx),
    cache: createSessionCache(clock, 0),
  })
}

const seconds = () => Math.floor(Date.now() / 1_000)

function claims(name: string, overrides: JWTPayload = {}): JWTPayload {
  const now = seconds()
  const email = `${name}@clerk.example.org`
  return {
    iss: issuer,
    sub: `user_${name}`,
    sid: `sess_${name}`,
    azp: party,
    email,
    email_verified: true,
    iat: now,
    nbf: now - 5,
    exp: now + 60,
    ...overrides,
  }
}

function sign(payload: JWTPayload, key: CryptoKey = keys.privateKey): Promise<string> {
  return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'test' }).sign(key)
}

const bearer = (token: string) => new Headers({ authorization: `Bearer ${token}` })

/** null and an error both keep the caller out. */
async function outcome(headers: Headers): Promise<string> {
  try {
    return (await verify(headers)) === null ? 'nobody' : 'admitted'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}

interface Adapter {
  /** Headers of a signed-in person of that name. */
  signIn(name: string): Promise<Headers>
  expired(name: string): Promise<Headers>
  tampered(name: string): Promise<Headers>
}

const cookieOf = async (name: string) => (await app.signIn(`${name}@example.org`)).cookie

const adapters: Record<string, Adapter> = {
  session: {
    signIn: async (name) => new Headers({ cookie: await cookieOf(name) }),
    async expired(name) {
      const { cookie, userId } = await app.signIn(`${name}@example.org`)
      await app.database.pool.query(
        `update auth_session set expires_at = now() - interval '1 s' where user_id = $1`,
        [userId],
      )
      return new Headers({ cookie })
    },
    async tampered(name) {
      const cookie = await cookieOf(name)
      return new Headers({
        cookie: cookie.replace(/=(..)/, (_, two: string) => (two === 'aa' ? '=bb' : '=aa')),
      })
    },
  },
  clerk: {
    signIn: async (name) => bearer(await sign(claims(name))),
    expired: async (name) =>
      bearer(await sign(claims(name, { iat: seconds() - 900, nbf: seconds() - 900, exp: seconds() - 600 }))),
    async tampered(name) {
      const [header, , signature] = (await sign(claims(name))).split('.')
      const other = Buffer.from(JSON.stringify(claims('somebody-else'))).toString('base64url')
      return bearer(`${header}.${other}.${signature}`)
    },
  },
  token: {
    async signIn(name) {
      return bearer((await createToken(app.ctx, { email: `${name}@example.org` })).token)
    },
    async expired(name) {
      const { token, tokenId } = await createToken(app.ctx, { email: `${name}@example.org` })
      await app.database.pool.query(
        `update personal_access_token set expires_at = now() - interval '1 s' where id = $1`,
        [tokenId],
      )
      return bearer(token)
    },
    async tampered(name) {
      const { token } = await createToken(app.ctx, { email: `${name}@example.org` })
      return bearer(token.slice(0, -2) + (token.endsWith('AA') ? 'BB' : 'AA'))
    },
  },
}

describe.each(Object.entries(adapters))('sign-in by %s', (via, adapter) => {
  test('says who it is, in full', async () => {
    const session = await verify(await adapter.signIn(`${via}-good`))
    expect(session).toMatchObject({
      userId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      role: 'user',
      plan: 'free',
      via,
    })
    expect(session?.sessionId).toBeTruthy()
  })

  test('is the same person every time', async () => {
    const first = await verify(await adapter.signIn(`${via}-again`))
    const second = await verify(await adapter.signIn(`${via}-again`))
    expect(second?.userId).toBe(first?.userId)
  })

  test('tells people apart', async () => {
    const one = await verify(await adapter.signIn(`${via}-one`))
    const two = await verify(await adapter.signIn(`${via}-two`))
    expect(two?.userId).not.toBe(one?.userId)
  })

  test('carries role and plan as they are now', async () => {
    const headers = await adapter.signIn(`${via}-rise`)
    const before = await verify(headers)
    await app.database.pool.query(`update users set role = 'operator', plan = 'pro' where id = $1`, [
      before?.userId,
    ])
    expect(await verify(headers)).toMatchObject({ role: 'operator', plan: 'pro' })
  })

  test('keeps out what is expired or tampered with', async () => {
    expect(await outcome(await adapter.expired(`${via}-old`))).not.toBe('admitted')
    expect(await outcome(await adapter.tampered(`${via}-forged`))).not.toBe('admitted')
  })

  test('keeps out the suspended', async () => {
    const headers = await adapter.signIn(`${via}-bad`)
    const session = await verify(headers)
    await app.database.pool.query(`update users set state = 'suspended' where id = $1`, [session?.userId])
    expect(await outcome(headers)).toBe('account_suspended')
  })
})

test('nothing at all is nobody; a malformed Authorization header is an error', async () => {
  expect(await outcome(new Headers())).toBe('nobody')
  for (const authorization of ['Basic YTpi', 'Bearer', 'Bearer a b', 'jp_x']) {
    expect([authorization, await outcome(new Headers({ authorization }))]).toEqual([
      authorization,
      'session_invalid',
    ])
  }
})

describe('Clerk tokens', () => {
  test.each<[string, JWTPayload]>([
    ['another issuer', { iss: 'https://evil.example' }],
    ['another party', { azp: 'https://evil.example' }],
    ['no party', { azp: undefined }],
    ['a session that is still pending', { sts: 'pending' }],
    ['no session', { sid: undefined }],
    ['no subject', { sub: undefined }],
    ['a time that is yet to come', { nbf: seconds() + 600, iat: seconds() + 600, exp: seconds() + 900 }],
  ])('of %s are refused', async (_, overrides) => {
    expect(await outcome(bearer(await sign(claims('strict', overrides))))).toBe('session_invalid')
  })

  test('signed by another key, not at all, or with the public key as a secret are refused', async () => {
    const other = await generateKeyPair('RS256')
    const unsigned = new UnsecuredJWT(claims('none')).encode()
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const confused = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims('confused'))}`
    const mac = createHmac('sha256', keys.pem).update(confused).digest('base64url')
    for (const token of [
      await sign(claims('other'), other.privateKey),
      unsigned,
      `${confused}.${mac}`,
      'a.b.c',
      'x',
    ]) {
      expect(await outcome(bearer(token))).toBe('session_invalid')
    }
  })

  test('make one person, also when the first requests come at once', async () => {
    const token = await sign(claims('first'))
    const sessions = await Promise.all(Array.from({ length: 6 }, () => verify(bearer(token))))
    expect(new Set(sessions.map((session) => session?.userId)).size).toBe(1)
  })

  test('never take over the account of an address that is already somebody', async () => {
    const owner = await app.signIn('owner@example.org')
    const claimed = await outcome(bearer(await sign(claims('thief', { email: 'owner@example.org' }))))
    expect(claimed).toBe('email_taken')
    expect(await owner.client.users.me.query()).toMatchObject({ id: owner.userId })
  })

  test('tell of the second factor and of when the first was given', async () => {
    const iat = seconds()
    const session = await verify(bearer(await sign(claims('factors', { iat, fva: [3, 1] }))))
    expect(session).toMatchObject({ mfa: true, authTime: new Date((iat - 180) * 1_000) })
    expect(await verify(bearer(await sign(claims('factors', { fva: [-1, -1] }))))).toMatchObject({
      mfa: false,
      authTime: null,
    })
  })
})

describe('personal access tokens', () => {
  test('are kept as a hash only', async () => {
    const { token, tokenId } = await createToken(app.ctx, { email: 'hash@example.org' })
    const { rows } = await app.database.pool.query('select * from personal_access_token where id = $1', [
      tokenId,
    ])
    expect(JSON.stringify(rows)).not.toContain(token.slice(3, 20))
  })

  test('with the scope read may only read', async () => {
    const { client } = await app.signIn('reader@example.org')
    const { token } = await client.tokens.create.mutate({ name: 'reads', scope: 'read' })
    const answer = (method: string, path: string, body?: string) =>
      app.fetch(`/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body ? { body } : {}),
      })
    expect((await answer('GET', '/users/me')).status).toBe(200)
    const write = await answer('PATCH', '/users/me', '{"name":"changed"}')
    expect([write.status, await write.json()]).toMatchObject([403, { error: { code: 'token_read_only' } }])
  })

  test('that are revoked stop at once in this process', async () => {
    const { client } = await app.signIn('revoke@example.org')
    const { id, token } = await client.tokens.create.mutate({ name: 'short life' })
    const headers = { authorization: `Bearer ${token}` }
    expect((await app.fetch('/api/v1/users/me', { headers })).status).toBe(200)
    await client.tokens.revoke.mutate({ id })
    const refused = await app.fetch('/api/v1/users/me', { headers })
    expect([refused.status, await refused.json()]).toMatchObject([401, { error: { code: 'token_invalid' } }])
  })

  test('say when they were last used', async () => {
    const { client } = await app.tokenFor({ email: 'used@example.org' })
    const [listed] = await client.tokens.list.query()
    expect(Date.parse(listed?.lastUsedAt ?? '')).toBeGreaterThan(Date.now() - 60_000)
  })

  test('keep role and plan of a known person unless new ones are named', async () => {
    const { userId } = await createToken(app.ctx, {
      email: 'keep@example.org',
      role: 'operator',
      plan: 'pro',
    })
    expect((await createToken(app.ctx, { email: 'Keep@example.org' })).userId).toBe(userId)
    const { token } = await createToken(app.ctx, { email: 'keep@example.org', plan: 'free' })
    expect(await verify(bearer(token))).toMatchObject({ role: 'operator', plan: 'free' })
  })

  test('are not made for something that is no address', async () => {
    await expect(createToken(app.ctx, { email: 'ada' })).rejects.toMatchObject({ code: 'email_invalid' })
  })
})

test('a verified credential is remembered for five seconds at most', async () => {
  let now = Date.now()
  const { config, db } = app.ctx
  const clock = { ...systemClock, now: () => new Date(now) }
  const remembering = createVerify({
    config,
    db,
    clock,
    signIn: createSignIn(app.ctx),
    cache: createSessionCache(clock),
  })
  const { token, userId } = await createToken(app.ctx, { email: 'remember@example.org' })
  await remembering(bearer(token))
  await app.database.pool.query(`update users set state = 'suspended' where id = $1`, [userId])
  expect(await remembering(bearer(token))).toMatchObject({ userId })
  now += 5_000
  await expect(remembering(bearer(token))).rejects.toMatchObject({ code: 'account_suspended' })
})
