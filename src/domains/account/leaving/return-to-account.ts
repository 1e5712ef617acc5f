import type { Tx } from '../../../platform/db/types.ts'
import { lockLeaving, setLeaving, type LeavingRow } from './queries.ts'

/**
 * Takes the erasure back; null when the person isn't leaving, or their time is over and the erasure may have begun.
 * `tx` is the worker's.
 */
export async function returnToAccount(tx: Tx, userId: string, now: Date): Promise<LeavingRow | null> {
  const person = await lockLeaving(tx, userId)
  if (person?.state !== 'pending_deletion' || !person.purge_after || person.purge_after <= now) return null
  await setLeaving(tx, userId, null)
  return person
}
