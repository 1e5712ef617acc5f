import { failWith, type ErrorTable } from '../errors.ts'
import type { Session } from './session.ts'

/** How fresh a sign-in must be for what can't be taken back or lets others in. */
export const RECENT_MINUTES = 15

export const sessionErrors = {
  sign_in_required: { kind: 'unauthorized', words: 'Please sign in first.' },
  second_step_required: {
    kind: 'forbidden',
    words: 'Your account has a second step. Enter a code from your authenticator app, or a backup code.',
  },
  account_leaving: {
    kind: 'forbidden',
    words: 'This account is going to be deleted. Cancel the deletion to go on using it.',
  },
  recent_sign_in_required: {
    kind: 'forbidden',
    words: 'Please confirm that it is you: sign in again, then repeat this.',
  },
  token_not_enough: {
    kind: 'forbidden',
    words: 'A token can’t do this. Sign in on the page.',
  },
  email_unverified: {
    kind: 'forbidden',
    words: 'Please confirm your e-mail address first.',
  },
  token_read_only: {
    kind: 'forbidden',
    words: 'This token may only read. Make one with the scope "write" to change things.',
  },
  operator_required: {
    kind: 'forbidden',
    words: 'This is for operators. Ask whoever runs this JobPilot for the role.',
  },
  admin_required: {
    kind: 'forbidden',
    words: 'This is for administrators. Ask whoever runs this JobPilot for the role.',
  },
} as const satisfies ErrorTable

const fail = failWith(sessionErrors)

export interface SessionNeeds {
  toWrite: boolean
  /** Also for those who still owe their second step, or are leaving. */
  atTheDoor?: boolean
}

/** The session of somebody who may do this; throws what to do otherwise. */
export function requireSession(session: Session | null, needs: SessionNeeds): Session {
  if (!session) throw fail('sign_in_required', { message: 'no session' })
  const { userId, sessionId, readOnly, secondStepDue, leaving } = session
  if (needs.toWrite && readOnly)
    throw fail('token_read_only', { message: `token ${sessionId} may only read` })
  if (needs.atTheDoor) return session
  if (secondStepDue) throw fail('second_step_required', { message: `${userId} owes the second step` })
  if (leaving) throw fail('account_leaving', { message: `${userId} is leaving` })
  return session
}

/** Somebody who has just proved who they are, by all the steps they have; never a token. */
export function requireRecentSession(session: Session | null, now: Date, needs: SessionNeeds): Session {
  const known = requireSession(session, needs)
  const { userId, via, authTime } = known
  if (via === 'token')
    throw fail('token_not_enough', { message: `token of ${userId} for a sensitive action` })
  // The machine's own operator has proved it by being there.
  if (via === 'machine') return known
  if (!authTime || now.getTime() - authTime.getTime() > RECENT_MINUTES * 60_000)
    throw fail('recent_sign_in_required', { message: `${userId} signed in too long ago` })
  return known
}

/** The session of an operator; admins are operators too. */
export function requireOperator(session: Session | null, needs: SessionNeeds): Session {
  const known = requireSession(session, needs)
  if (known.role === 'user') throw fail('operator_required', { message: `${known.userId} is no operator` })
  return known
}

export function requireAdmin(session: Session | null, needs: SessionNeeds): Session {
  const known = requireSession(session, needs)
  if (known.role !== 'admin') throw fail('admin_required', { message: `${known.userId} is no admin` })
  return known
}

export function requireVerified(session: Session): Session {
  if (session.unverified)
    throw fail('email_unverified', { message: `the address of ${session.userId} is unverified` })
  return session
}
