import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { formatToken, hashToken } from '../domains/account/access-token.ts'
import type { UserState } from '../domains/account/tables.ts'
import type { Plan, UserRole } from '../platform/auth/session.ts'
import type { Policy } from '../platform/trpc/procedures.ts'
import type { TestApp } from './app.ts'

/** What somebody is and comes with; what isn't given is as for an ordinary person who has just signed in. */
export interface Standing {
  credential?: 'none' | 'forged' | 'session' | 'token'
  role?: UserRole
  plan?: Plan
  state?: UserState
  unverified?: true
  /** Of the session or the token. */
  expired?: true
  revoked?: true
  /** They proved who they are an hour ago. */
  stale?: true
  secondStep?: 'due' | 'passed'
  /** A token that may only read. */
  readOnly?: true
}

/** `in`: past the policy, whatever the call itself then says; else the code of the refusal. */
export type Outcome = 'in' | (string & {})

/** A kind of caller, and what calls of each policy answer it. */
export interface CallerKind {
  standing: Standing
  answers: Record<Policy, Outcome>
  /** What every change is answered that isn't public. */
  writes?: Outcome
}

const all = (outcome: Outcome): Record<Policy, Outcome> => ({
  public: outcome,
  door: outcome,
  user: outcome,
  sensitive: outcome,
  operator: outcome,
  admin: outcome,
})
const nobody = { ...all('sign_in_required'), public: 'in' }
const ordinary = { ...all('in'), operator: 'operator_required', admin: 'admin_required' }
const operator = { ...all('in'), admin: 'admin_required' }
const token = { ...ordinary, sensitive: 'token_not_enough' }
const atTheDoor = (refusal: Outcome) => ({ ...all(refusal), public: 'in', door: 'in' })

/** Everybody who may come to call. What they are answered follows from a call's policy alone. */
export const callerKinds = {
  anonymous: { standing: { credential: 'none' }, answers: nobody },
  'with a forged cookie': { standing: { credential: 'forged' }, answers: nobody },
  'with an expired session': { standing: { expired: true }, answers: nobody },
  suspended: { standing: { state: 'suspended' }, answers: all('account_suspended') },
  'suspended admin': { standing: { state: 'suspended', role: 'admin' }, answers: all('account_suspended') },
  'pending deletion': { standing: { state: 'pending_deletion' }, answers: atTheDoor('account_leaving') },
  'admin pending deletion': {
    standing: { state: 'pending_deletion', role: 'admin' },
    answers: atTheDoor('account_leaving'),
  },
  'second step missing': { standing: { secondStep: 'due' }, answers: atTheDoor('second_step_required') },
  'admin, second step missing': {
    standing: { secondStep: 'due', role: 'admin' },
    answers: atTheDoor('second_step_required'),
  },
  'second step passed': { standing: { secondStep: 'passed' }, answers: ordinary },
  unverified: { standing: { unverified: true }, answers: ordinary },
  free: { standing: {}, answers: ordinary },
  pro: { standing: { plan: 'pro' }, answers: ordinary },
  operator: { standing: { role: 'operator' }, answers: operator },
  admin: { standing: { role: 'admin' }, answers: all('in') },
  'signed in an hour ago': {
    standing: { stale: true },
    answers: { ...ordinary, sensitive: 'recent_sign_in_required' },
  },
  'with a token': { standing: { credential: 'token' }, answers: token },
  'with a token that may only read': {
    standing: { credential: 'token', readOnly: true },
    answers: token,
    writes: 'token_read_only',
  },
  'admin with a token that may only read': {
    standing: { credential: 'token', readOnly: true, role: 'admin' },
    answers: { ...all('in'), sensitive: 'token_not_enough' },
    writes: 'token_read_only',
  },
  'with an expired token': {
    standing: { credential: 'token', expired: true },
    answers: all('token_invalid'),
  },
  'with a revoked token': { standing: { credential: 'token', revoked: true }, answers: all('token_invalid') },
  'suspended, with a token': {
    standing: { credential: 'token', state: 'suspended' },
    answers: all('account_suspended'),
  },
} satisfies Record<string, CallerKind>

export interface Visitor {
  userId: string
  email: string
  headers: Record<string, string>
}

/** better-auth's signed cookie: the session's token, a dot, and its HMAC. */
function sessionCookie(secret: string, sessionToken: string): string {
  const signature = createHmac('sha256', secret).update(sessionToken).digest('base64')
  return `jobpilot.session_token=${encodeURIComponent(`${sessionToken}.${signature}`)}`
}

const HOUR = 3_600_000

/** Rows of a new person, their session or token and their second step, in one round trip. */
async function insertVisitor(
  { database }: TestApp,
  email: string,
  standing: Standing,
  secrets: { sessionToken: string; tokenHash: string },
): Promise<string> {
  const {
    credential = 'session',
    role,
    plan,
    state,
    secondStep,
    stale,
    expired,
    revoked,
    readOnly,
  } = standing
  const now = Date.now()
  const since = new Date(stale ? now - HOUR : now)
  const until = new Date(expired ? now - 1_000 : now + HOUR)
  const { rows } = await database.pool.query<{ id: string }>(
    `with person as (
       insert into users (email, role, plan, state, email_verified, deletion_requested_at, purge_after)
       values ($1, $2, $3, $4::text, $5, case when $4 = 'pending_deletion' then now() end,
         case when $4 = 'pending_deletion' then now() + interval '30 days' end) returning id),
     session as (
       insert into auth_session (user_id, token, expires_at, created_at, authenticated_at, second_factor_at)
       select id, $6, $7, $8, $8, case when $9 = 'passed' then $8::timestamptz end from person where $10 = 'session'),
     factor as (
       insert into second_factor (user_id, sealed_secret, confirmed_at)
       select id, 'sealed', now() from person where $9 <> ''),
     token as (
       insert into personal_access_token (user_id, name, token_hash, scopes, expires_at, revoked_at)
       select id, 'test', $11, $12, $7, case when $13 then now() end from person where $10 = 'token')
     select id from person`,
    [
      email,
      role ?? 'user',
      plan ?? 'free',
      state ?? 'active',
      !standing.unverified,
      secrets.sessionToken,
      until,
      since,
      secondStep ?? '',
      credential,
      secrets.tokenHash,
      readOnly ? ['read'] : ['read', 'write'],
      revoked ?? false,
    ],
  )
  return rows[0]?.id ?? ''
}

/** Somebody new of that standing, without going through sign-in: tests need hundreds of them. */
export async function createVisitor(app: TestApp, standing: Standing = {}): Promise<Visitor> {
  const { credential = 'session' } = standing
  const email = `${randomUUID()}@example.org`
  if (credential === 'none') return { userId: '', email, headers: {} }
  const sessionToken = randomBytes(24).toString('base64url')
  const accessToken = formatToken(randomBytes(32))
  const tokenHash = hashToken(accessToken)
  if (credential === 'forged')
    return { userId: '', email, headers: { cookie: sessionCookie('another secret', sessionToken) } }
  const userId = await insertVisitor(app, email, standing, { sessionToken, tokenHash })
  const headers: Record<string, string> =
    credential === 'token'
      ? { authorization: `Bearer ${accessToken}` }
      : { cookie: sessionCookie(app.ctx.config.authSecret, sessionToken) }
  return { userId, email, headers }
}
