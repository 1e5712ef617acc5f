import { parse } from 'hono/utils/cookie'
import type { AppContext } from '../../context.ts'
import { verifyClerkToken } from '../../platform/auth/clerk-token.ts'
import type { SessionCache } from '../../platform/auth/session-cache.ts'
import type { Session, VerifyRequest } from '../../platform/auth/session.ts'
import { asWorker } from '../../platform/db/transaction.ts'
import { failWith } from '../../platform/errors.ts'
import { hashToken, TOKEN_PREFIX } from './access-token.ts'
import { clerkCookie } from './clerk/clerk-cookie.ts'
import { meetClerkPerson } from './clerk/meet-clerk-person.ts'
import { accountErrors } from './errors.ts'
import { findSessionStanding, findToken, touchSession, touchToken, type Standing } from './queries.ts'
import type { SignIn } from './sign-in.ts'

const fail = failWith(accountErrors)
/** How exactly one can tell when a session was last used. */
const TOUCHED_EVERY_MS = 600_000

export interface VerifyParts extends Pick<AppContext, 'config' | 'db' | 'clock'> {
  signIn: Pick<SignIn, 'readSession' | 'cookieName'>
  cache: SessionCache
}

type Credential = Omit<Session, 'userId' | 'role' | 'plan' | 'leaving' | 'unverified'>

function admit(standing: Standing, credential: Credential): Session {
  if (standing.state === 'suspended') {
    throw fail('account_suspended', { message: `user ${standing.user_id} is suspended` })
  }
  return {
    userId: standing.user_id,
    role: standing.role,
    plan: standing.plan,
    // Whoever is leaving gets as far as the way back.
    ...(standing.state === 'pending_deletion' ? { leaving: true } : {}),
    ...(standing.email_verified ? {} : { unverified: true }),
    ...credential,
  }
}

async function verifyAccessToken({ db, clock }: VerifyParts, token: string): Promise<Session> {
  const now = clock.now()
  const found = await asWorker(db, async (tx) => {
    const row = await findToken(tx, hashToken(token), now)
    if (row) await touchToken(tx, row.token_id, now)
    return row
  })
  if (!found) throw fail('token_invalid', { message: 'unknown, expired or revoked personal access token' })
  const readOnly = !found.scopes.includes('write')
  return admit(found, { sessionId: found.token_id, via: 'token', mfa: false, authTime: null, readOnly })
}

async function verifyClerk({ config, db }: VerifyParts, token: string): Promise<Session | null> {
  const identity = config.clerk ? await verifyClerkToken(token, config.clerk) : null
  if (!identity) return null
  const standing = await asWorker(db, (tx) => meetClerkPerson(tx, identity))
  if (!standing) return null
  const { sessionId, mfa, authTime } = identity
  return admit(standing, { sessionId, via: 'clerk', mfa, authTime })
}

async function verifyClerkBearer(parts: VerifyParts, token: string): Promise<Session> {
  const session = await verifyClerk(parts, token)
  if (!session)
    throw fail('session_invalid', { message: 'bearer token is neither ours nor a working Clerk one' })
  return session
}

async function verifyCookie({ signIn, db, clock }: VerifyParts, headers: Headers): Promise<Session | null> {
  const found = await signIn.readSession(headers)
  if (!found) return null
  const standing = await asWorker(db, async (tx) => {
    const row = await findSessionStanding(tx, found.userId, found.sessionId)
    const now = clock.now()
    if (row && now.getTime() - row.used_at.getTime() > TOUCHED_EVERY_MS)
      await touchSession(tx, found.userId, found.sessionId, now)
    return row
  })
  if (!standing) return null
  const passed = standing.second_factor_at !== null
  return admit(standing, {
    sessionId: found.sessionId,
    via: 'session',
    mfa: standing.has_second_step && passed,
    authTime: standing.authenticated_at ?? standing.signed_in_at,
    ...(standing.has_second_step && !passed ? { secondStepDue: true } : {}),
  })
}

function bearerOf(headers: Headers): string | null {
  const header = headers.get('authorization')
  if (header === null) return null
  const token = /^Bearer +(\S+)$/i.exec(header)?.[1]
  if (token === undefined)
    throw fail('session_invalid', { message: 'Authorization header is not "Bearer …"' })
  return token
}

/** The cookie that signs in, or undefined. */
function sessionCookie(headers: Headers, cookieName: string): string | undefined {
  const header = headers.get('cookie')
  return header === null ? undefined : parse(header, cookieName)[cookieName]
}

function verifyClerkCookie(parts: VerifyParts, headers: Headers): Promise<Session | null> | null {
  const { clerk } = parts.config
  const token = clerk ? clerkCookie(headers, clerk.publishableKey) : undefined
  return token === undefined ? null : parts.cache.resolve(`cookie ${token}`, () => verifyClerk(parts, token))
}

/**
 * Who is calling: a personal access token, a Clerk session token (both as Bearer) or a session cookie, ours or Clerk's. A
 * stale cookie is nobody; a bad Bearer is an error, since its sender meant to be somebody.
 */
export function createVerify(parts: VerifyParts): VerifyRequest {
  const { cache, signIn } = parts
  return async (headers) => {
    const token = bearerOf(headers)
    if (token?.startsWith(TOKEN_PREFIX)) return cache.resolve(token, () => verifyAccessToken(parts, token))
    if (token !== null) return cache.resolve(token, () => verifyClerkBearer(parts, token))
    const cookie = sessionCookie(headers, signIn.cookieName)
    if (cookie === undefined) return verifyClerkCookie(parts, headers)
    // better-auth gets nothing but that cookie: what else the request carries is not its business here.
    const only = new Headers({ cookie: `${signIn.cookieName}=${encodeURIComponent(cookie)}` })
    const session = await cache.resolve(cookie, () => verifyCookie(parts, only))
    return session ?? verifyClerkCookie(parts, headers)
  }
}
