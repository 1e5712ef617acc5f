import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { matchErrors } from './errors.ts'
import { countOwn, setHiddenMany } from './listing/queries.ts'

const fail = failWith(matchErrors)

interface HideMatches {
  userId: string
  ids: string[]
  hidden: boolean
}

/** Hides or shows these; answers with those that it changed. Gone ones are passed over unless all are. */
export async function hideMatches(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  { userId, ids, hidden }: HideMatches,
): Promise<string[]> {
  if ((await countOwn(tx, userId, ids)) === 0) throw fail('match_not_found')
  return setHiddenMany(tx, userId, ids, hidden ? ctx.clock.now() : null)
}
