import type { Tx } from '../../platform/db/types.ts'
import { deleteSampleDrafts } from './queries.ts'

/** Removes the drafts for sample postings and those written from the sample résumé; returns how many. */
export async function removeSampleDrafts(tx: Tx, userId: string): Promise<number> {
  return deleteSampleDrafts(tx, userId)
}
