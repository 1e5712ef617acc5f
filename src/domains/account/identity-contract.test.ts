import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RECENT_MINUTES, requireRecentSession } from '../../platform/auth/require-session.ts'
import { createSessionCache, type SessionCache } from '../../platform/auth/session-cache.ts'
import type { Session, VerifyRequest } from '../../platform/auth/session.ts'
import { createTestApp, type TestApp } from '../../testing/app.ts'
import { createSettableClock } from '../../testing/authenticator.ts'
import { createClerkInstance, type ClerkInstance } from '../../testing/clerk-instance.ts'
import { scheduleDeletion } from '../privacy/erasing/request-deletion.ts'
import { applyClerkNews } from './clerk/apply-clerk-news.ts'
import { createSignIn } from './sign-in.ts'
import { createVerify } from './verify-request.ts'

/** What everything behind `verify(request)` relies on, whichever way people sign in. */

const clock = createSettableClock()
const CACHED_SECONDS = 5
let app: TestApp
let clerk: ClerkInstance
/** Asks the database every time. */
let verify: VerifyRequest
let cache: SessionCache
let cached: VerifyRequest

beforeAll(async () => {
  clerk = await createClerkInstance()
  app = await createTestApp({ clock, config: { clerk: clerk.config, role: 'web' } })
  const parts = { ...app.ctx, signIn: createSignIn(app.ctx) }
  verify = createVerify({ ...parts, cache: createSessionCache(clock, 0) })
  cache = createSessionCache(clock, CACHED_SECONDS * 1_000)
  cached = createVerify({ ...parts, cache })
})
afterAll(() => app.close())

interface SignedIn {
  headers: Headers
  /** Ends it for good, as this way of signing in does. */
  end: () => Promise<void>
}

interface Adapter {
  signIn(name: string, how?: { minutesAgo?: number; unverified?: boolean }): Promise<SignedIn>
  expired(name: string): Promise<Headers>
  tampered(name: string): Promise<Headers>
}

const change = (text: string, at: number): string =>
  text.slice(0, at) + (text[at] === 'a' ? 'b' : 'a') + text.slice(at + 1)

const byCookie: Adapter = {
  async signIn(name, { minutesAgo = 0, unverified = false } = {}) {
    const { cookie, userId } = await app.signIn(`${name}@example.org`)
    await app.database.pool.query(
      `update auth_session set created_at = created_at - make_interval(mins => $2) where user_id = $1`,
      [userId, minutesAgo],
    )
    await app.database.pool.query('update users set email_verified = $2 where id = $1', [userId, !unverified])
    return {
      headers: new Headers({ cookie }),
      async end() {
        const response = await app.fetch('/api/auth/sign-out', { method: 'POST', headers: { cookie } })
        expect(response.status).toBe(200)
      },
    }
  },
  async expired(name) {
    const { headers } = await byCookie.signIn(name)
    await app.database.pool.query(
      `update auth_session set expires_at = now() - interval '1 s'
       where user_id = (select id from users where email = $1)`,
      [`${name}@example.org`],
    )
    return headers
  },
  async tampered(name) {
    const { headers } = await byCookie.signIn(name)
    const cookie = headers.get('cookie') ?? ''
    return new Headers({ cookie: change(cookie, cookie.indexOf('=') + 3) })
  },
}

const bearer = (token: string) => new Headers({ authorization: `Bearer ${token}` })

const byClerk: Adapter = {
  async signIn(name, { minutesAgo = 0, unverified = false } = {}) {
    const claims = clerk.claims(name, { fva: [minutesAgo, -1], email_verified: !unverified })
    return {
      headers: bearer(await clerk.sign(claims)),
      async end() {
        const news = { kind: 'gone', clerkId: String(claims.sub) } as const
        await applyClerkNews(app.ctx, news, {
          id: randomUUID(),
          requestId: randomUUID(),
          leave: (tx, request) => scheduleDeletion(tx, app.ctx, request),
        })
      },
    }
  },
  async expired(name) {
    const past = Math.floor(Date.now() / 1_000) - 900
    return bearer(await clerk.sign(clerk.claims(name, { iat: past, nbf: past, exp: past + 60 })))
  },
  async tampered(name) {
    const token = await clerk.sign(clerk.claims(name))
    return bearer(change(token, token.indexOf('.') + 10))
  },
}

/** `out`: nobody, or an error; both keep the caller out. */
async function outcome(headers: Headers, by: VerifyRequest = verify): Promise<string> {
  try {
    return (await by(headers)) === null ? 'out' : 'in'
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return code === 'session_invalid' ? 'out' : code
  }
}

async function sessionOf(headers: Headers): Promise<Session> {
  const session = await verify(headers)
  if (!session) throw new Error('nobody is signed in')
  return session
}

const setPerson = (userId: string, set: string) =>
  app.database.pool.query(`update users set ${set} where id = $1`, [userId])

describe.each([
  ['session', byCookie],
  ['clerk', byClerk],
] as const)('signing in by %s', (via, adapter) => {
  test('nothing is nobody', async () => {
    expect(await verify(new Headers())).toBeNull()
  })

  test('says who it is, in full and no more', async () => {
    const { headers } = await adapter.signIn(`${via}-valid`)
    const session = await sessionOf(headers)
    expect(session).toEqual({
      userId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      role: 'user',
      plan: 'free',
      sessionId: expect.stringMatching(/./),
      via,
      mfa: false,
      authTime: expect.any(Date),
    })
    expect(Math.abs(Date.now() - (session.authTime?.getTime() ?? 0))).toBeLessThan(60_000)
  })

  test('is the same person each time, and another for another', async () => {
    const first = await sessionOf((await adapter.signIn(`${via}-same`)).headers)
    const again = await sessionOf((await adapter.signIn(`${via}-same`)).headers)
    const other = await sessionOf((await adapter.signIn(`${via}-other`)).headers)
    expect(again.userId).toBe(first.userId)
    expect(other.userId).not.toBe(first.userId)
  })

  test('that has expired, or was changed on its way, lets nobody in', async () => {
    expect(await outcome(await adapter.expired(`${via}-expired`))).toBe('out')
    expect(await outcome(await adapter.tampered(`${via}-tampered`))).toBe('out')
  })

  test('gives the role and plan that the database says', async () => {
    const { headers } = await adapter.signIn(`${via}-role`)
    await setPerson((await sessionOf(headers)).userId, `role = 'operator', plan = 'pro'`)
    expect(await verify(headers)).toMatchObject({ role: 'operator', plan: 'pro' })
  })

  test('of somebody suspended is refused in words', async () => {
    const { headers } = await adapter.signIn(`${via}-suspended`)
    await setPerson((await sessionOf(headers)).userId, `state = 'suspended'`)
    expect(await outcome(headers)).toBe('account_suspended')
  })

  test('of somebody who is leaving says so', async () => {
    const { headers } = await adapter.signIn(`${via}-leaving`)
    const { userId } = await sessionOf(headers)
    await setPerson(userId, `state = 'pending_deletion', purge_after = now() + interval '30 days'`)
    expect(await verify(headers)).toMatchObject({ userId, leaving: true })
  })

  test('with an address that nobody has shown to be theirs says so', async () => {
    const { headers } = await adapter.signIn(`${via}-unverified`, { unverified: true })
    expect(await verify(headers)).toMatchObject({ unverified: true })
  })

  test('tells how long ago they proved who they are', async () => {
    const isRecent = async (minutesAgo: number): Promise<boolean> => {
      const { headers } = await adapter.signIn(`${via}-aged-${minutesAgo}`, { minutesAgo })
      const session = await sessionOf(headers)
      try {
        return requireRecentSession(session, new Date(), { toWrite: true }) === session
      } catch {
        return false
      }
    }
    expect(await isRecent(0)).toBe(true)
    expect(await isRecent(RECENT_MINUTES - 1)).toBe(true)
    expect(await isRecent(RECENT_MINUTES + 1)).toBe(false)
  })

  test('that has ended is out: at once where it is forgotten, within seconds elsewhere', async () => {
    const { headers, end } = await adapter.signIn(`${via}-ended`)
    const { sessionId } = (await cached(headers)) ?? { sessionId: '' }
    const elsewhere = createSessionCache(clock, CACHED_SECONDS * 1_000)
    const there = createVerify({ ...app.ctx, signIn: createSignIn(app.ctx), cache: elsewhere })
    expect(await outcome(headers, there)).toBe('in')
    await end()
    cache.forget(sessionId)
    expect(await outcome(headers, cached)).toBe('out')
    clock.forward(CACHED_SECONDS)
    expect(await outcome(headers, there)).toBe('out')
  })
})
