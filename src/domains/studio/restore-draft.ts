import type { AppContext } from '../../context.ts'
import { mapConstraint } from '../../platform/db/constraint-errors.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { studioErrors } from './errors.ts'
import { unmarkDeleted } from './queries.ts'
import { readDraft } from './read-draft.ts'
import { UNDO_REMOVAL_MS, type Draft } from './schema.ts'

const fail = failWith(studioErrors)

/** Brings a draft back that was removed within the last ten minutes. Throws draft_not_found, draft_replaced. */
export async function restoreDraft(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  { userId, id }: { userId: string; id: string },
): Promise<Draft> {
  const since = new Date(ctx.clock.now().getTime() - UNDO_REMOVAL_MS)
  const restored = await unmarkDeleted(tx, userId, id, since).catch((error: unknown) => {
    throw mapConstraint(error, { draft_of_match: (cause) => fail('draft_replaced', { cause }) })
  })
  if (!restored) throw fail('draft_not_found')
  return readDraft(tx, ctx, { userId, id })
}
