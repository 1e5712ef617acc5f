import type { Tx } from '../../platform/db/types.ts'
import { findSampleResume } from './queries.ts'

/** The person's résumé of the sample data, for the domains above; null when there is none. */
export async function sampleResumeId(tx: Tx, userId: string): Promise<string | null> {
  return findSampleResume(tx, userId)
}
