import { sql, type Selectable } from 'kysely'
import type { Tx } from '../db/types.ts'
import { toJson, toStorableText } from '../json.ts'
import type { JobEnd } from './define-task.ts'
import type { AttemptState, JobTable } from './tables.ts'

export type JobRow = Selectable<JobTable>

export interface NewJob {
  task: string
  lane: string
  payload: unknown
  userId: string | null
  parentId: string | null
  runAt: Date | null
  maxAttempts: number
  uniqueKey: string | null
  traceparent: string | null
}

/** Indexable, which `is not distinct from` isn't. */
function ownedBy(userId: string | null) {
  return userId === null ? sql<boolean>`user_id is null` : sql<boolean>`user_id = ${userId}::uuid`
}

/**
 * Inserts the job and its transport; null when its key is taken. The turn is the person's next one in the lane,
 * and its distance to their first waiting one is the place that the transport orders by, so that nobody's heap
 * delays another person's first job.
 */
export async function insertJob(tx: Tx, job: NewJob): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    with line as (
      select min(turn) as first, max(turn) as last from job
        where lane = ${job.lane} and state = 'queued' and ${ownedBy(job.userId)}
    ), inserted as (
      insert into job (task, lane, payload, user_id, parent_id, run_at, max_attempts, unique_key, traceparent, turn)
      select ${job.task}, ${job.lane}, ${toJson(job.payload)}::jsonb, ${job.userId}::uuid, ${job.parentId}::uuid,
        coalesce(${job.runAt}::timestamptz, now()), ${job.maxAttempts}, ${job.uniqueKey}, ${job.traceparent},
        coalesce(line.last + 1, 0) from line
      on conflict (task, unique_key, user_id)
        where unique_key is not null and unique_mode = 'keep' and state in ('queued', 'running')
        do nothing
      returning id, lane, run_at, priority, turn
    )
    select id, app.enqueue_transport(id, lane, run_at,
      app.transport_priority(priority, turn - coalesce(line.first, turn))) from inserted, line`.execute(tx)
  return rows[0]?.id ?? null
}

export async function findActiveJob(
  tx: Tx,
  job: Pick<NewJob, 'task' | 'userId' | 'uniqueKey'>,
): Promise<string | null> {
  const found = await tx
    .selectFrom('job')
    .select('id')
    .where('task', '=', job.task)
    .where('unique_key', '=', job.uniqueKey)
    .where('user_id', 'is not distinct from', job.userId)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst()
  return found?.id ?? null
}

export async function lockJob(tx: Tx, jobId: string): Promise<JobRow | null> {
  return (
    (await tx.selectFrom('job').selectAll().where('id', '=', jobId).forUpdate().executeTakeFirst()) ?? null
  )
}

/** Takes a due job for this worker and opens its next attempt; null when it isn't to be had, or is paused. */
export async function claimJob(tx: Tx, jobId: string, workerId: string): Promise<JobRow | null> {
  const { rows } = await sql<JobRow>`
    with claimed as (
      update job set state = 'running', attempt = attempt + 1, worker_id = ${workerId},
        started_at = coalesce(started_at, now())
      where id = ${jobId} and state = 'queued' and run_at <= now() + interval '1 second'
        and not exists (select from job_pause where job_pause.user_id = job.user_id and job_pause.lane = job.lane)
      returning *
    ), opened as (
      insert into job_attempt (job_id, attempt, user_id, worker_id)
      select id, attempt, user_id, ${workerId} from claimed
    )
    select * from claimed`.execute(tx)
  return rows[0] ?? null
}

export interface AttemptEnd {
  state: AttemptState
  code?: string
  message?: string
  stack?: string | undefined
}

export async function closeAttempt(
  tx: Tx,
  job: Pick<JobRow, 'id' | 'attempt'>,
  end: AttemptEnd,
): Promise<void> {
  await tx
    .updateTable('job_attempt')
    .set({
      state: end.state,
      error_code: end.code ?? null,
      error_message: end.message === undefined ? null : toStorableText(end.message),
      error_stack: end.stack === undefined ? null : toStorableText(end.stack),
      finished_at: sql<Date>`clock_timestamp()`,
    })
    .where('job_id', '=', job.id)
    .where('attempt', '=', job.attempt)
    .where('state', '=', 'running')
    .execute()
}

/**
 * Ends the current attempt and its job as succeeded in one statement; null when it is no longer the current
 * one or somebody asked it to stop.
 */
export async function succeedAtOnce(
  tx: Tx,
  job: Pick<JobRow, 'id' | 'attempt'>,
  result: string,
): Promise<JobRow | null> {
  const { rows } = await sql<JobRow>`
    with finished as (
      update job set state = 'succeeded', result = ${result}::jsonb, finished_at = clock_timestamp(), worker_id = null
      where id = ${job.id} and attempt = ${job.attempt} and state = 'running' and cancel_requested_at is null
      returning *
    ), closed as (
      update job_attempt set state = 'succeeded', finished_at = clock_timestamp()
      from finished where job_id = finished.id and job_attempt.attempt = finished.attempt
    )
    select * from finished`.execute(tx)
  return rows[0] ?? null
}

export async function markEnded(tx: Tx, jobId: string, end: JobEnd & { message: string }): Promise<void> {
  await tx
    .updateTable('job')
    .set({
      state: end.state,
      error_code: end.code,
      error_words: toStorableText(end.words),
      error_message: toStorableText(end.message),
      finished_at: sql<Date>`clock_timestamp()`,
      worker_id: null,
    })
    .where('id', '=', jobId)
    .execute()
}

export interface Requeue {
  /** From now; 0 runs it at once. */
  delayMs: number
  /** The attempt was given back and doesn't count. */
  handedBack?: boolean
  error?: { code: string; message: string }
}

/** Back into the queue with a new transport; returns when it will run. */
export async function requeueJob(tx: Tx, jobId: string, requeue: Requeue): Promise<Date> {
  const { rows } = await sql<{ run_at: Date }>`
    with requeued as (
      update job set state = 'queued', worker_id = null,
        run_at = clock_timestamp() + make_interval(secs => ${requeue.delayMs / 1000}::float8),
        handed_back = handed_back + ${requeue.handedBack ? 1 : 0}::int,
        error_code = ${requeue.error?.code ?? null},
        error_message = ${requeue.error ? toStorableText(requeue.error.message) : null}
      where id = ${jobId}
      returning id, lane, run_at, priority
    )
    select run_at, app.enqueue_transport(id, lane, run_at, priority) from requeued`.execute(tx)
  const row = rows[0]
  if (!row) throw new Error(`job ${jobId} vanished while it was put back`)
  return row.run_at
}

/** Gives queued jobs a (new) transport; those that aren't queued are left alone. */
export async function sendAgain(tx: Tx, jobIds: string[]): Promise<void> {
  if (jobIds.length === 0) return
  await sql`select app.enqueue_transport(id, lane, run_at, priority) from job
    where id = any(${jobIds}::uuid[]) and state = 'queued'`.execute(tx)
}

/** Due jobs that nothing carries and no pause holds: their transport was lost. Looks at the oldest thousand. */
export async function findUncarriedJobs(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (
      select id from job where state = 'queued' and run_at < now() - interval '2 seconds'
        and not exists (select from job_pause where job_pause.user_id = job.user_id and job_pause.lane = job.lane)
      order by run_at limit 1000
    ) due where not app.has_transport(id)`.execute(tx)
  return rows.map((row) => row.id)
}

export async function dropTransportOfPools(tx: Tx, poolIds: string[]): Promise<string[]> {
  if (poolIds.length === 0) return []
  const { rows } = await sql<{
    id: string
  }>`select app.drop_transport_of_pools(${poolIds}::text[]) as id`.execute(tx)
  return rows.map((row) => row.id)
}

export async function requestCancel(tx: Tx, jobId: string, reason: string): Promise<void> {
  await tx
    .updateTable('job')
    .set({ cancel_requested_at: sql<Date>`now()`, cancel_reason: toStorableText(reason) })
    .where('id', '=', jobId)
    .where('cancel_requested_at', 'is', null)
    .execute()
  await sql`select pg_notify('jobpilot_cancel', ${jobId})`.execute(tx)
}

export interface RunningRow {
  id: string
  attempt: number
  cancel_requested_at: Date | null
  cancel_reason: string | null
}

export async function listRunningJobs(tx: Tx, workerId: string): Promise<RunningRow[]> {
  return tx
    .selectFrom('job')
    .select(['id', 'attempt', 'cancel_requested_at', 'cancel_reason'])
    .where('worker_id', '=', workerId)
    .where('state', '=', 'running')
    .execute()
}

export async function saveCursor(tx: Tx, jobId: string, cursor: unknown): Promise<void> {
  await tx
    .updateTable('job')
    .set({ cursor: toJson(cursor) })
    .where('id', '=', jobId)
    .execute()
}

export async function noteProgress(
  tx: Tx,
  jobId: string,
  percent: number | null,
  words: string,
): Promise<void> {
  const rounded = percent === null ? null : Math.max(0, Math.min(100, Math.round(percent)))
  await tx
    .updateTable('job')
    .set({ progress_percent: rounded, progress_words: toStorableText(words) })
    .where('id', '=', jobId)
    .execute()
}
