import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { appendEvent } from '../../platform/events/append-event.ts'
import { findHoldOf } from '../../platform/jobs/hold-queries.ts'
import { findPause } from '../../platform/jobs/pause-queries.ts'
import { agentTask } from './agent-task.ts'
import { AGENTS_LANE, type Agent } from './define-agent.ts'
import { insertRun } from './queries.ts'
import { heldWords, PAUSED_BEFORE, WAITING } from './run-view.ts'

export interface StartRunOptions<Input> {
  userId: string
  input: Input
  /** W3C traceparent of the request; travels with the job. */
  traceparent?: string | null
}

/** Creates the run, its job and its first event in the caller's transaction: all of them or none. */
export async function startRun<Input>(
  tx: Tx,
  ctx: Pick<AppContext, 'clock' | 'events' | 'jobs'>,
  agent: Agent<Input>,
  options: StartRunOptions<Input>,
): Promise<{ runId: string; jobId: string }> {
  const { userId, traceparent = null } = options
  const input = agent.input.parse(options.input)
  const runId = ctx.clock.uuid()
  const jobId = await ctx.jobs.enqueue(tx, agentTask(agent), { runId }, { userId, traceparent })
  await insertRun(tx, { id: runId, userId, agent: agent.kind, input, jobId, traceparent })
  const hold = await findHoldOf(tx, userId, AGENTS_LANE)
  const paused = hold !== null || (await findPause(tx, userId, AGENTS_LANE)) !== null
  const pausedWords = hold ? heldWords(hold.reason) : PAUSED_BEFORE
  await appendEvent(tx, ctx, {
    userId,
    runId,
    agent: agent.kind,
    type: 'run_queued',
    words: paused ? pausedWords : WAITING,
    data: paused ? { paused } : {},
  })
  return { runId, jobId }
}
