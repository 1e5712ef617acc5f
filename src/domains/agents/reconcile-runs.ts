import { z } from 'zod'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import type { JobEnd, RunningJob } from '../../platform/jobs/define-task.ts'
import { lockJob, type JobRow } from '../../platform/jobs/queries.ts'
import { agentOf, agentTaskName } from './agent-task.ts'
import type { Agent } from './define-agent.ts'
import { completeRun, endRun } from './end-run.ts'
import { listMasterlessRuns, lockRun, type RunRow } from './queries.ts'

/** Of one pass; the next one sees to the rest. */
const MOST = 200

/**
 * Ends runs that no job works on any more, so that nobody waits for them for ever: their job ended without their
 * last word (this version had no such task, a hook failed) or was removed.
 */
export async function reconcileRuns(
  ctx: AppContext,
  job: Pick<RunningJob<unknown>, 'commit' | 'signal'>,
): Promise<{ ended: number }> {
  const runs = await job.commit((tx) => listMasterlessRuns(tx, MOST))
  let ended = 0
  for (const run of runs) {
    job.signal.throwIfAborted()
    if (await job.commit((tx) => endMasterless(tx, ctx, run))) ended++
  }
  return { ended }
}

/** The job's row first, as all who end runs do: it may be about to run again. */
async function endMasterless(tx: Tx, ctx: AppContext, seen: RunRow): Promise<boolean> {
  const job = seen.job_id === null ? null : await lockJob(tx, seen.job_id)
  const run = await lockRun(tx, seen.user_id, seen.id)
  if (!run || run.finished_at !== null || (job && job.finished_at === null)) return false
  const agent = agentOf(ctx.jobs.task(agentTaskName(run.agent))) ?? unknownAgent(run.agent)
  const ending = {
    id: job?.id ?? '',
    userId: run.user_id,
    payload: { runId: run.id },
    attempt: job?.attempt ?? 0,
  }
  if (job?.state === 'succeeded') await completeRun(tx, ctx, agent, ending)
  else await endRun(tx, ctx, agent, ending, endOf(job))
  return true
}

function endOf(job: JobRow | null): JobEnd {
  if (!job) return { state: 'failed', code: 'run_lost', words: 'This was lost. Please start it again.' }
  const words = job.error_words ?? 'This ended without a reason. Please start it again.'
  return {
    state: job.state === 'cancelled' ? 'cancelled' : 'failed',
    code: job.error_code ?? 'run_lost',
    words,
  }
}

/** An agent of another version, of which nothing is known but its runs. */
function unknownAgent(kind: string): Agent<unknown> {
  return { kind, input: z.unknown(), steps: [] }
}
