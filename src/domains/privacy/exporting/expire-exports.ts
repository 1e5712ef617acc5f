import type { AppContext } from '../../../context.ts'
import type { RunningJob } from '../../../platform/jobs/define-task.ts'
import { expireExport, listExpiredExports } from '../queries.ts'

const BATCH = 100

/** Removes archives whose day is over: the file first, so that no row forgets a file that is still there. */
export async function expireExports(
  ctx: Pick<AppContext, 'storage' | 'clock'>,
  job: Pick<RunningJob<unknown>, 'commit' | 'signal'>,
): Promise<{ expired: number }> {
  let expired = 0
  for (;;) {
    job.signal.throwIfAborted()
    const rows = await job.commit((tx) => listExpiredExports(tx, ctx.clock.now(), BATCH))
    for (const { id, user_id: userId, storage_key: key } of rows) {
      if (key !== null) await ctx.storage.delete(key)
      await job.commit((tx) => expireExport(tx, userId, id))
      expired++
    }
    if (rows.length < BATCH) return { expired }
  }
}
