import type { Tx } from '../../../platform/db/types.ts'
import { failWith } from '../../../platform/errors.ts'
import { accountErrors } from '../errors.ts'
import { endAccess, lockLeaving, setLeaving, type LeavingRow } from './queries.ts'

const fail = failWith(accountErrors)

export interface Leave {
  userId: string
  /** The sign-in that asked, which may still take it back; null: none stays. */
  keepSession: string | null
  now: Date
  purgeAfter: Date
}

/**
 * Marks the account for erasure and ends every other way in. `ended`: the sessions and tokens that this process must
 * forget. Null when the person was leaving already: the time that was set stays. `tx` is the worker's.
 */
export async function leaveAccount(
  tx: Tx,
  { userId, keepSession, now, purgeAfter }: Leave,
): Promise<{ person: LeavingRow; ended: string[] } | null> {
  const person = await lockLeaving(tx, userId)
  if (!person) throw fail('session_invalid', { message: 'the person of this session no longer exists' })
  if (person.state === 'pending_deletion') return null
  await setLeaving(tx, userId, { requestedAt: now, purgeAfter })
  return { person, ended: await endAccess(tx, userId, { keep: keepSession, now }) }
}
