import type { AppContext } from '../../context.ts'
import { failWith } from '../../platform/errors.ts'
import type { Tx } from '../../platform/db/types.ts'
import { lanes, laneSettings, type Lane } from '../../platform/jobs/lanes.ts'
import { listAudit } from '../account/list-audit.ts'
import { operationErrors } from './errors.ts'
import { explainJob, type JobFacts } from './explain-job.ts'
import {
  countRunning,
  findBatch,
  findJobRow,
  findPersonsPause,
  listAttempts,
  listChildren,
  listEvents,
  MOST_CHILDREN,
  readLine,
  type AttemptRow,
  type FullJobRow,
} from './inspecting/queries.ts'
import { iso, jobItem } from './job-view.ts'
import { maskLogs, maskText, maskValue } from './mask-value.ts'
import { listHoldRows, listLaneRows, listWorkerRows, type WorkerRow } from './overview/queries.ts'
import type { JobDetail } from './schema.ts'

const fail = failWith(operationErrors)
const MOST_ACTIONS = 50

/** Everything about a job that operators may see, with why it stands as it does. */
export async function readJob(
  tx: Tx,
  ctx: Pick<AppContext, 'clock' | 'config' | 'jobs'>,
  jobId: string,
): Promise<JobDetail> {
  const job = await findJobRow(tx, jobId)
  if (!job) throw fail('job_not_found', { message: `no job ${jobId}` })
  const now = ctx.clock.now()
  const workers = await listWorkerRows(tx)
  const children = await listChildren(tx, jobId)
  return {
    ...jobItem(job, now),
    ...shownContents(job, ctx.config.traceUrl),
    why: explainJob(await readFacts(tx, ctx, { job, workers, now })),
    attempts: (await listAttempts(tx, jobId)).map((attempt) => shownAttempt(attempt, now)),
    events: (await listEvents(tx, jobId)).map((event) => ({
      ...event,
      at: iso(event.at),
      data: maskValue(event.data),
    })),
    actions: await readActions(tx, jobId),
    children: { items: children.slice(0, MOST_CHILDREN), more: children.length > MOST_CHILDREN },
    batch: await readBatch(tx, job.batch_id),
    worker: shownWorker(workers, job.worker_id),
  }
}

function shownContents(job: FullJobRow, traceUrl: string | null) {
  const traceId = /^[\da-f]{2}-([\da-f]{32})-/.exec(job.traceparent ?? '')?.[1] ?? null
  const { parent_task: parentTask, parent_state: parentState } = job
  const parentId = job.parent_id
  return {
    payload: maskValue(job.payload),
    result: maskValue(job.result),
    resultExpiresAt: iso(job.result_expires_at),
    cursor: maskValue(job.cursor),
    cancelReason: job.cancel_reason === null ? null : maskText(job.cancel_reason),
    deadlineAt: iso(job.deadline_at),
    traceId,
    traceUrl: traceId !== null && traceUrl !== null ? traceUrl.replaceAll('{traceId}', traceId) : null,
    parent:
      parentId && parentTask && parentState ? { id: parentId, task: parentTask, state: parentState } : null,
    schedule: job.schedule_id && job.schedule_name ? { id: job.schedule_id, name: job.schedule_name } : null,
    run:
      job.run_id && job.run_agent && job.run_state
        ? { id: job.run_id, agent: job.run_agent, state: job.run_state }
        : null,
  }
}

function shownAttempt(attempt: AttemptRow, now: Date): JobDetail['attempts'][number] {
  const ended = attempt.finished_at ?? now
  return {
    attempt: attempt.attempt,
    state: attempt.state,
    workerId: attempt.worker_id,
    workerHost: attempt.host,
    startedAt: iso(attempt.started_at),
    finishedAt: iso(attempt.finished_at),
    durationMs: Math.max(0, ended.getTime() - attempt.started_at.getTime()),
    errorCode: attempt.error_code,
    errorMessage: attempt.error_message === null ? null : maskText(attempt.error_message),
    errorStack: attempt.error_stack === null ? null : maskText(attempt.error_stack),
    logs: maskLogs(attempt.logs),
  }
}

async function readActions(tx: Tx, jobId: string): Promise<JobDetail['actions']> {
  const entries = await listAudit(tx, { targetType: 'job', targetId: jobId }, MOST_ACTIONS)
  return entries.map(({ at, action, actor, reason }) => ({ at: iso(at), action, actor, reason }))
}

async function readBatch(tx: Tx, batchId: string | null): Promise<JobDetail['batch']> {
  const batch = batchId === null ? undefined : await findBatch(tx, batchId)
  if (!batch) return null
  const { completion_job_id: completionJobId, ...counts } = batch
  return { ...counts, completionJobId }
}

function shownWorker(workers: WorkerRow[], workerId: string | null): JobDetail['worker'] {
  const worker = workers.find(({ id }) => id === workerId)
  if (!worker) return null
  const { id, host, pid, version, alive } = worker
  return { id, host, pid, version, alive }
}

const isLane = (lane: string): lane is Lane => lanes.some((known) => known === lane)

async function readFacts(
  tx: Tx,
  ctx: Pick<AppContext, 'jobs'>,
  given: { job: FullJobRow; workers: WorkerRow[]; now: Date },
): Promise<JobFacts> {
  const { job, workers, now } = given
  const serving = workers.filter((worker) => worker.alive && job.lane in worker.lanes)
  const own = (await listLaneRows(tx)).find((row) => row.lane === job.lane)
  const settings = isLane(job.lane) ? laneSettings[job.lane] : { perPerson: null, maxRunning: null }
  const task = ctx.jobs.task(job.task)
  const isDue = job.state === 'queued' && job.run_at <= now
  return {
    now,
    job,
    holds: await listHoldRows(tx),
    pause: await findPersonsPause(tx, job),
    running: await countRunning(tx, job),
    limits: {
      perPerson: own?.per_person ?? settings.perPerson,
      maxRunning: own?.max_running ?? settings.maxRunning,
      ofTask: task?.maxRunning ?? null,
    },
    places: serving.reduce((sum, worker) => sum + (worker.lanes[job.lane] ?? 0), 0),
    workers: serving.length,
    taskKnown: task !== undefined,
    line: isDue ? await readLine(tx, job, now) : null,
    worker: shownWorker(workers, job.worker_id),
  }
}
