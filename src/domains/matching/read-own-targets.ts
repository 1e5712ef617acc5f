import type { Db } from '../../platform/db/types.ts'
import type { ReadResume } from '../resumes/read-resume.ts'
import { readActiveTargets } from '../scouting/read-active-targets.ts'
import type { OwnTarget } from './scoring/own/own-gates.ts'

/** What matching goes by besides the résumé: the person's active targets. The sample résumé has one of its own. */
export async function readOwnTargets(
  db: Db,
  userId: string,
  resume: Pick<ReadResume, 'isSample'>,
): Promise<OwnTarget[]> {
  const targets = await readActiveTargets(db, userId, { forSample: resume.isSample })
  return targets.map(({ understood }) => understood)
}
