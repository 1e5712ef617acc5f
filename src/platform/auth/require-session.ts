import { failWith, type ErrorTable } from '../errors.ts'
import type { Session } from './session.ts'

export const sessionErrors = {
  sign_in_required: { kind: 'unauthorized', words: 'Please sign in first.' },
  token_read_only: {
    kind: 'forbidden',
    words: 'This token may only read. Make one with the scope "write" to change things.',
  },
  operator_required: {
    kind: 'forbidden',
    words: 'This is for operators. Ask whoever runs this JobPilot for the role.',
  },
} as const satisfies ErrorTable

const fail = failWith(sessionErrors)

/** The session of somebody who may do this; throws what to do otherwise. */
export function requireSession(session: Session | null, options: { toWrite: boolean }): Session {
  if (!session) throw fail('sign_in_required', { message: 'no session' })
  if (options.toWrite && session.readOnly) {
    throw fail('token_read_only', { message: `token ${session.sessionId} may only read` })
  }
  return session
}

/** The session of an operator; admins are operators too. */
export function requireOperator(session: Session | null, options: { toWrite: boolean }): Session {
  const known = requireSession(session, options)
  if (known.role === 'user') {
    throw fail('operator_required', { message: `${known.userId} is no operator` })
  }
  return known
}
