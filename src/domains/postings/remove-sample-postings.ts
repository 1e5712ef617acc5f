import type { Tx } from '../../platform/db/types.ts'
import { deleteSamplePostings } from './queries.ts'

/** Removes the sample postings with their originals and matches; returns how many postings there were. */
export async function removeSamplePostings(tx: Tx, userId: string): Promise<number> {
  return deleteSamplePostings(tx, userId)
}
