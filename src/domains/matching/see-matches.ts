import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { matchErrors } from './errors.ts'
import { countOwn, markSeen } from './listing/queries.ts'

const fail = failWith(matchErrors)

/** Notes that the person saw these; answers with those that were new. Gone ones are passed over unless all are. */
export async function seeMatches(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  { userId, ids }: { userId: string; ids: string[] },
): Promise<string[]> {
  if ((await countOwn(tx, userId, ids)) === 0) throw fail('match_not_found')
  return markSeen(tx, userId, ids, ctx.clock.now())
}
