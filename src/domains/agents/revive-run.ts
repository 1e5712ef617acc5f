import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { appendEvent } from '../../platform/events/append-event.ts'
import type { EndingJob } from '../../platform/jobs/define-task.ts'
import type { RunPayload } from './agent-task.ts'
import type { Agent } from './define-agent.ts'
import { agentErrors } from './errors.ts'
import { findActiveTwin, lockRun, reviveRunRow } from './queries.ts'

const fail = failWith(agentErrors)

/**
 * In the transaction in which an operator queues a failed or cancelled run's job again: the same run goes on after its
 * last committed step. Throws run_not_found, run_not_retryable, run_twin_active, run_input_outdated, and what the
 * agent says when its input is gone.
 */
export async function reviveRun<Input>(
  tx: Tx,
  ctx: Pick<AppContext, 'clock' | 'events'>,
  agent: Agent<Input>,
  job: EndingJob<RunPayload>,
): Promise<void> {
  const { userId } = job
  const { runId } = job.payload
  const run = userId === null ? null : await lockRun(tx, userId, runId)
  if (userId === null || !run) throw fail('run_not_found')
  if (run.state === 'succeeded') throw fail('run_not_retryable')
  // A job may have ended without its run's last word: then the run is still its own twin.
  if (run.finished_at !== null && (await findActiveTwin(tx, run))) throw fail('run_twin_active')
  const input = agent.input.safeParse(run.input)
  if (!input.success) throw fail('run_input_outdated', { message: input.error.message })
  await agent.beforeRetry?.(tx, { userId, input: input.data })
  await reviveRunRow(tx, userId, runId)
  await appendEvent(tx, ctx, {
    userId,
    runId,
    agent: agent.kind,
    type: 'run_retrying',
    words: 'An operator has started this again',
    data: { attempt: job.attempt, retryAt: ctx.clock.now().toISOString() },
  })
}
