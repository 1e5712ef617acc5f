import type { Db } from '../../platform/db/types.ts'
import { listTargetRows } from './queries.ts'
import type { Target } from './schema.ts'
import { targetView } from './target-view.ts'

/** A person's targets that count now, for the domains above; oldest first. */
export async function readActiveTargets(db: Db, userId: string): Promise<Target[]> {
  return (await listTargetRows(db, userId, { active: true })).map(targetView)
}
