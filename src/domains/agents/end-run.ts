import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { appendEvent } from '../../platform/events/append-event.ts'
import type { EndingJob, JobEnd, JobRetry } from '../../platform/jobs/define-task.ts'
import type { RunPayload } from './agent-task.ts'
import { findHoldOf } from '../../platform/jobs/hold-queries.ts'
import { heldWords, PAUSED_MIDWAY } from './run-view.ts'
import { AGENTS_LANE, type Agent } from './define-agent.ts'
import { attemptInSavepoint, endRunRow, findRun, markWaiting } from './queries.ts'

type Ending = EndingJob<RunPayload>
type EndContext = Pick<AppContext, 'events' | 'log'>

function ownerOf(job: Ending): string {
  if (job.userId === null) throw new Error(`job ${job.id} of a run belongs to nobody`)
  return job.userId
}

/** In the transaction that ends the job as succeeded. */
export async function completeRun<Input>(
  tx: Tx,
  ctx: EndContext,
  agent: Agent<Input>,
  job: Ending,
): Promise<void> {
  const { runId } = job.payload
  if (!(await endRunRow(tx, runId, { state: 'succeeded', code: null, words: null }))) return
  const event = { userId: ownerOf(job), runId, agent: agent.kind, type: 'run_succeeded', words: 'Done' }
  await appendEvent(tx, ctx, { ...event, data: { attempt: job.attempt } })
}

/** In the transaction that puts the job back into the queue after a failed attempt. */
export async function noteRetry<Input>(
  tx: Tx,
  ctx: EndContext,
  agent: Agent<Input>,
  job: Ending,
  retry: JobRetry,
): Promise<void> {
  const { runId } = job.payload
  await markWaiting(tx, runId)
  const event = { userId: ownerOf(job), runId, agent: agent.kind, type: 'run_retrying' }
  const data = { attempt: job.attempt, retryAt: retry.runAt.toISOString() }
  await appendEvent(tx, ctx, { ...event, words: `${retry.words} It will be tried again.`, data })
}

/** In the transaction that puts the job back because the person or an operator has paused the agents. */
export async function notePause<Input>(
  tx: Tx,
  ctx: EndContext,
  agent: Agent<Input>,
  job: Ending,
): Promise<void> {
  const { runId } = job.payload
  const userId = ownerOf(job)
  await markWaiting(tx, runId)
  const hold = await findHoldOf(tx, userId, AGENTS_LANE)
  const words = hold ? heldWords(hold.reason) : PAUSED_MIDWAY
  const event = { userId, runId, agent: agent.kind, type: 'progress', words }
  await appendEvent(tx, ctx, { ...event, data: { attempt: job.attempt, paused: true } })
}

/** In the transaction that ends the job as failed or cancelled. */
export async function endRun<Input>(
  tx: Tx,
  ctx: EndContext,
  agent: Agent<Input>,
  job: Ending,
  end: JobEnd,
): Promise<void> {
  const { runId } = job.payload
  const userId = ownerOf(job)
  if (!(await endRunRow(tx, runId, { state: end.state, code: end.code, words: end.words }))) return
  await letDomainTidyUp(tx, ctx, agent, { runId, userId }, end)
  const type = end.state === 'failed' ? 'run_failed' : 'run_cancelled'
  const data = { attempt: job.attempt, code: end.code }
  await appendEvent(tx, ctx, { userId, runId, agent: agent.kind, type, words: end.words, data })
}

/** Should the domain's own ending fail, the run still ends: its event is what people wait for. */
async function letDomainTidyUp<Input>(
  tx: Tx,
  ctx: EndContext,
  agent: Agent<Input>,
  ids: { runId: string; userId: string },
  end: JobEnd,
): Promise<void> {
  if (!agent.onEnd) return
  const run = await findRun(tx, ids.userId, ids.runId)
  const input = agent.input.safeParse(run?.input)
  if (!input.success) return
  const { error } = await attemptInSavepoint(tx, async () =>
    agent.onEnd?.(tx, { ...ids, input: input.data }, end),
  )
  if (error) ctx.log.error({ err: error, run_id: ids.runId, agent: agent.kind }, 'onEnd of an agent failed')
}
