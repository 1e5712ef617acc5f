import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { editDraft } from './edit-draft.ts'
import { studioErrors } from './errors.ts'
import { findDraft, findVersion } from './queries.ts'
import type { Draft } from './schema.ts'

const fail = failWith(studioErrors)

export interface RestoreVersion {
  userId: string
  id: string
  /** Number of the version whose wording comes back. */
  version: number
  /** Number of the current version that the person saw. */
  base: number
}

/** An earlier wording becomes a new version, to be approved like any other. */
export async function restoreVersion(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  { userId, id, version, base }: RestoreVersion,
): Promise<Draft> {
  if (!(await findDraft(tx, userId, id))) throw fail('draft_not_found')
  const earlier = await findVersion(tx, userId, id, version)
  if (!earlier) throw fail('draft_version_not_found')
  return editDraft(tx, ctx, { userId, id, version: base, text: earlier.text })
}
