import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { agentOf, agentTaskName } from './agent-task.ts'
import { agentErrors } from './errors.ts'
import { findActiveTwin, lockRun } from './queries.ts'
import { startRun } from './start-run.ts'

const fail = failWith(agentErrors)

/**
 * Starts a failed or cancelled run again as a new one with the same input; the old one stays as it ended. Asked
 * twice, it names the run that is under way. Throws run_not_found, run_not_retryable, run_input_outdated, and
 * what the agent says when its input is gone.
 */
export async function retryRun(
  tx: Tx,
  ctx: Pick<AppContext, 'clock' | 'events' | 'jobs'>,
  options: { userId: string; runId: string; traceparent?: string | null },
): Promise<{ runId: string }> {
  const { userId, traceparent = null } = options
  const run = await lockRun(tx, userId, options.runId)
  if (!run) throw fail('run_not_found')
  if (run.state !== 'failed' && run.state !== 'cancelled') throw fail('run_not_retryable')
  const twin = await findActiveTwin(tx, run)
  if (twin) return { runId: twin }
  const agent = agentOf(ctx.jobs.task(agentTaskName(run.agent)))
  const input = agent?.input.safeParse(run.input)
  if (!agent || !input?.success) throw fail('run_input_outdated')
  await agent.beforeRetry?.(tx, { userId, input: input.data })
  const { runId } = await startRun(tx, ctx, agent, { userId, traceparent, input: input.data })
  return { runId }
}
