import type { Db } from '../../platform/db/types.ts'
import { listTargetRows } from './queries.ts'
import type { Target } from './schema.ts'
import { targetView } from './target-view.ts'

/**
 * A person's targets that count now, for the domains above; oldest first. The one that came with the sample data
 * counts for the sample résumé only, and there only until the person says what they look for themselves.
 */
export async function readActiveTargets(
  db: Db,
  userId: string,
  options: { forSample: boolean } = { forSample: false },
): Promise<Target[]> {
  const active = (await listTargetRows(db, userId, { active: true })).map(targetView)
  const own = active.filter((target) => !target.isSample)
  return own.length > 0 || !options.forSample ? own : active
}
