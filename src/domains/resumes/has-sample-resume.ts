import type { Tx } from '../../platform/db/types.ts'
import { findSampleResume } from './queries.ts'

/** Whether the person has the résumé of the sample data, for the domains above. */
export async function hasSampleResume(tx: Tx, userId: string): Promise<boolean> {
  return (await findSampleResume(tx, userId)) !== null
}
