import type { Db } from '../../platform/db/types.ts'
import { readActiveTargets } from '../scouting/read-active-targets.ts'
import type { OwnTarget } from './scoring/own/own-gates.ts'

/** What matching goes by besides the résumé: the person's active targets. */
export async function readOwnTargets(db: Db, userId: string): Promise<OwnTarget[]> {
  return (await readActiveTargets(db, userId)).map(({ understood }) => understood)
}
