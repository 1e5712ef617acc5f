import type { Tx } from '../../platform/db/types.ts'
import { deleteSampleApplications } from './queries.ts'

/** Removes the applications for sample postings with their timelines; returns how many. */
export async function removeSampleApplications(tx: Tx, userId: string): Promise<number> {
  return deleteSampleApplications(tx, userId)
}
