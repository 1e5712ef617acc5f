import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { studioErrors } from './errors.ts'
import { markDeleted } from './queries.ts'

const fail = failWith(studioErrors)

/** Removes a draft with all its versions; for ten minutes restoreDraft brings it back. */
export async function removeDraft(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  { userId, id }: { userId: string; id: string },
): Promise<void> {
  if (!(await markDeleted(tx, userId, id, ctx.clock.now()))) throw fail('draft_not_found')
}
