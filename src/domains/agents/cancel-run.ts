import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { agentErrors } from './errors.ts'
import { findRun } from './queries.ts'

const fail = failWith(agentErrors)

/** Ends a waiting run at once and asks a running one to stop after what it is committing. */
export async function cancelRun(
  tx: Tx,
  ctx: Pick<AppContext, 'jobs'>,
  options: { userId: string; runId: string },
): Promise<void> {
  const run = await findRun(tx, options.userId, options.runId)
  if (!run) throw fail('run_not_found')
  const asked = run.job_id !== null && (await ctx.jobs.cancel(tx, run.job_id, 'You cancelled this.'))
  if (!asked) throw fail('run_over')
}
