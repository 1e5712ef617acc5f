import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { findSampleResume } from './queries.ts'
import { removeResume } from './remove-resume.ts'

/** Removes the résumé of the sample data with its file; false when there is none. */
export async function removeSampleResume(
  tx: Tx,
  ctx: Pick<AppContext, 'storage' | 'log'>,
  userId: string,
): Promise<boolean> {
  const resumeId = await findSampleResume(tx, userId)
  if (resumeId) await removeResume(tx, ctx, { userId, resumeId })
  return resumeId !== null
}
