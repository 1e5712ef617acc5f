import { parse } from 'hono/utils/cookie'
import type { AppContext } from '../../context.ts'
import { verifyClerkToken, type ClerkIdentity } from '../../platform/auth/clerk-token.ts'
import type { SessionCache } from '../../platform/auth/session-cache.ts'
import type { Session, VerifyRequest } from '../../platform/auth/session.ts'
import { asWorker } from '../../platform/db/transaction.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { hashToken, TOKEN_PREFIX } from './access-token.ts'
import { accountErrors } from './errors.ts'
import {
  findPersonByEmail,
  findStanding,
  findStandingByClerkId,
  findToken,
  insertClerkPerson,
  touchToken,
  type Standing,
} from './queries.ts'
import type { SignIn } from './sign-in.ts'

const fail = failWith(accountErrors)

export interface VerifyParts extends Pick<AppContext, 'config' | 'db' | 'clock'> {
  signIn: Pick<SignIn, 'readSession' | 'cookieName'>
  cache: SessionCache
}

type Credential = Pick<Session, 'sessionId' | 'via' | 'mfa' | 'authTime'> & { readOnly?: boolean }

function admit(standing: Standing, credential: Credential): Session {
  if (standing.state === 'suspended') {
    throw fail('account_suspended', { message: `user ${standing.user_id} is suspended` })
  }
  return { userId: standing.user_id, role: standing.role, plan: standing.plan, ...credential }
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

/** Creates the row of a person whom Clerk knows and we meet for the first time. */
async function meetClerkPerson(tx: Tx, identity: ClerkIdentity): Promise<Standing> {
  const known = await findStandingByClerkId(tx, identity.clerkId)
  if (known) return known
  // Clerk's session token carries an address only when its template says so; the id keeps the row apart.
  const email = identity.email ?? `${identity.clerkId.toLowerCase()}@clerk.invalid`
  const other = await findPersonByEmail(tx, email)
  // Never joined silently: who owns an address here need not be who claims it there.
  if (other && other.clerk_id !== identity.clerkId)
    throw fail('email_taken', { message: 'Clerk person with a known address' })
  return insertClerkPerson(tx, { clerkId: identity.clerkId, email, name: identity.name })
}

async function verifyClerk({ config, db }: VerifyParts, token: string): Promise<Session> {
  const identity = config.clerk ? await verifyClerkToken(token, config.clerk) : null
  if (!identity)
    throw fail('session_invalid', { message: 'bearer token is neither ours nor a working Clerk one' })
  const standing = await asWorker(db, (tx) => meetClerkPerson(tx, identity))
  const { sessionId, mfa, authTime } = identity
  return admit(standing, { sessionId, via: 'clerk', mfa, authTime })
}

async function verifyCookie({ signIn, db }: VerifyParts, headers: Headers): Promise<Session | null> {
  const found = await signIn.readSession(headers)
  if (!found) return null
  const standing = await asWorker(db, (tx) => findStanding(tx, found.userId))
  if (!standing) return null
  return admit(standing, {
    sessionId: found.sessionId,
    via: 'session',
    mfa: false,
    authTime: found.signedInAt,
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

/**
 * Who is calling: a personal access token, a Clerk session token (both as Bearer) or the session cookie. A
 * stale cookie is nobody; a bad Bearer is an error, since its sender meant to be somebody.
 */
export function createVerify(parts: VerifyParts): VerifyRequest {
  const { cache, signIn } = parts
  return async (headers) => {
    const token = bearerOf(headers)
    if (token?.startsWith(TOKEN_PREFIX)) return cache.resolve(token, () => verifyAccessToken(parts, token))
    if (token !== null) return cache.resolve(token, () => verifyClerk(parts, token))
    const cookie = sessionCookie(headers, signIn.cookieName)
    if (cookie === undefined) return null
    // better-auth gets nothing but that cookie: what else the request carries is not its business here.
    const only = new Headers({ cookie: `${signIn.cookieName}=${encodeURIComponent(cookie)}` })
    return cache.resolve(cookie, () => verifyCookie(parts, only))
  }
}
