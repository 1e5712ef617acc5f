import type { Tx } from '../../platform/db/types.ts'
import { countByStage } from './listing/queries.ts'
import type { StageCounts } from './schema.ts'

/** How many applications a person has, in all and in each stage. */
export async function countApplications(tx: Tx, userId: string): Promise<StageCounts> {
  const byStage: StageCounts['byStage'] = {
    saved: 0,
    applied: 0,
    recruiter_screen: 0,
    assessment: 0,
    technical: 0,
    final: 0,
    offer: 0,
    closed: 0,
  }
  let total = 0
  for (const { stage, count } of await countByStage(tx, userId)) {
    byStage[stage] = count
    total += count
  }
  return { total, byStage }
}
