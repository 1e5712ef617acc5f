import type { AppContext } from '../../context.ts'
import { afterCommit } from '../../platform/db/transaction.ts'
import { failWith } from '../../platform/errors.ts'
import type { Tx } from '../../platform/db/types.ts'
import { resumeErrors } from './errors.ts'
import { deleteResume, listFileKeys } from './queries.ts'

const fail = failWith(resumeErrors)

/** Removes a résumé with all versions and facts; its files go once that is certain. */
export async function removeResume(
  tx: Tx,
  ctx: Pick<AppContext, 'storage' | 'log'>,
  { userId, resumeId }: { userId: string; resumeId: string },
): Promise<void> {
  const keys = await listFileKeys(tx, userId, resumeId)
  if (!(await deleteResume(tx, userId, resumeId))) throw fail('resume_not_found')
  afterCommit(tx, () => {
    Promise.all(keys.map((key) => ctx.storage.delete(key))).catch((error: unknown) => {
      ctx.log.error({ err: error, keys }, 'files of a removed résumé are left in storage')
    })
  })
}
