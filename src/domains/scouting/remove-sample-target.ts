import type { Tx } from '../../platform/db/types.ts'
import { deleteSampleTarget } from './queries.ts'

/** Removes the target of the sample data; returns how many there were, one or none. */
export async function removeSampleTarget(tx: Tx, userId: string): Promise<number> {
  return deleteSampleTarget(tx, userId)
}
