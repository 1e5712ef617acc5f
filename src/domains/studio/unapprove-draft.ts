import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { studioErrors } from './errors.ts'
import { findVersion, lockDraft, setState, withdrawApproval } from './queries.ts'
import { readDraft } from './read-draft.ts'
import type { Draft } from './schema.ts'

const fail = failWith(studioErrors)

/**
 * Takes the approval of the current text back, also after it was exported: what left has left, and both times stay
 * in its version. Facts that the approval confirmed stay confirmed. Nothing approved: nothing happens.
 */
export async function unapproveDraft(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  { userId, id }: { userId: string; id: string },
): Promise<Draft> {
  const draft = await lockDraft(tx, userId, id)
  const version = draft && (await findVersion(tx, userId, id, draft.version))
  if (!draft || !version) throw fail('draft_not_found')
  if (draft.state === 'approved') {
    await withdrawApproval(tx, userId, version.id, ctx.clock.now())
    await setState(tx, userId, id, 'draft')
  }
  return readDraft(tx, ctx, { userId, id })
}
