import { sql, type RawBuilder, type Selectable } from 'kysely'
import type { Tx } from '../db/types.ts'
import { toJson, toStorableText } from '../json.ts'
import type { JobEnd } from './define-task.ts'
import type { AttemptState, JobTable } from './tables.ts'

export type JobRow = Selectable<JobTable>

export async function lockJob(tx: Tx, jobId: string): Promise<JobRow | null> {
  return (
    (await tx.selectFrom('job').selectAll().where('id', '=', jobId).forUpdate().executeTakeFirst()) ?? null
  )
}

export interface AttemptEnd {
  state: AttemptState
  code?: string
  message?: string
  stack?: string | undefined
  /** Null leaves what is there. */
  logs?: unknown
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
      ...(end.logs ? { logs: toJson(end.logs) } : {}),
    })
    .where('job_id', '=', job.id)
    .where('attempt', '=', job.attempt)
    .where('state', '=', 'running')
    .execute()
}

export interface Success {
  id: string
  attempt: number
  /** JSON text; null: nothing. */
  result: string | null
  resultTtlMs: number
  /** JSON text; null: nothing was logged. */
  logs: string | null
  /** Ends together with a count of its batch. */
  batchId: string | null
}

interface EndedRow {
  id: string
  batch_id: string | null
}

/**
 * Ends current attempts and their jobs as succeeded in one statement. Those that are no longer the current
 * ones, or that somebody asked to stop, are left alone and not among the answers.
 */
export function succeeding(successes: readonly Success[]): RawBuilder<EndedRow> {
  const column = <Key extends keyof Success>(key: Key) => successes.map((success) => success[key])
  return sql`
    with ended as (
      select * from unnest(${column('id')}::uuid[], ${column('attempt')}::integer[], ${column('result')}::text[],
        ${column('resultTtlMs')}::float8[], ${column('logs')}::text[]) as success (job_id, nth, result, ttl, logs)
    ), finished as (
      update job set state = 'succeeded', result = ended.result::jsonb, worker_id = null, deadline_at = null,
        cursor = null, error_code = null, error_words = null, error_message = null, fingerprint = null,
        finished_at = clock_timestamp(),
        result_expires_at = case when ended.result is null then null
          else clock_timestamp() + make_interval(secs => ended.ttl / 1000) end
      from ended where job.id = job_id and attempt = nth and state = 'running' and cancel_requested_at is null
      returning job.id, job.attempt, job.batch_id, ended.logs
    ), closed as (
      update job_attempt set state = 'succeeded', finished_at = clock_timestamp(),
        logs = coalesce(finished.logs::jsonb, job_attempt.logs)
      from finished where job_id = finished.id and job_attempt.attempt = finished.attempt
    )
    select id, batch_id from finished`
}

export async function markEnded(
  tx: Tx,
  jobId: string,
  end: JobEnd & { message: string; fingerprint?: string | null },
): Promise<void> {
  await tx
    .updateTable('job')
    .set({
      state: end.state,
      error_code: end.code,
      error_words: toStorableText(end.words),
      error_message: toStorableText(end.message),
      fingerprint: end.fingerprint ?? null,
      finished_at: sql<Date>`clock_timestamp()`,
      worker_id: null,
      deadline_at: null,
      held: null,
    })
    .where('id', '=', jobId)
    .execute()
}

/** The last place of a line that the transport tells from others (app.transport_priority). */
const MAX_PLACE = 319

export interface Requeue {
  /** From now; 0 runs it at once. */
  delayMs: number
  /** The attempt was given back and doesn't count. */
  handedBack?: boolean
  error?: { code: string; message: string; fingerprint: string }
}

/** Back into the queue with a new transport; returns when it will run. */
export async function requeueJob(tx: Tx, jobId: string, requeue: Requeue): Promise<Date> {
  const { rows } = await sql<{ run_at: Date }>`
    update job set state = 'queued', worker_id = null, deadline_at = null, held = null,
      run_at = clock_timestamp() + make_interval(secs => ${requeue.delayMs / 1000}::float8),
      handed_back = handed_back + ${requeue.handedBack ? 1 : 0}::int,
      error_code = ${requeue.error?.code ?? null},
      error_message = ${requeue.error ? toStorableText(requeue.error.message) : null},
      fingerprint = ${requeue.error?.fingerprint ?? null}
    where id = ${jobId}
    returning run_at`.execute(tx)
  const row = rows[0]
  if (!row) throw new Error(`job ${jobId} vanished while it was put back`)
  await sendAgain(tx, [jobId])
  return row.run_at
}

/** Gives queued jobs a (new) transport at their place in the line; those that aren't queued are left alone. */
export async function sendAgain(tx: Tx, jobIds: readonly string[]): Promise<void> {
  if (jobIds.length === 0) return
  await sql`update job set held = null
    where id = any(${jobIds}::uuid[]) and state = 'queued' and held is not null`.execute(tx)
  await sendQueued(tx, jobIds)
}

/** Gives a transport to those that are queued and not held, and wakes idle workers. */
export async function sendQueued(tx: Tx, jobIds: readonly string[]): Promise<void> {
  await sql`select ${sending(jobIds)}`.execute(tx)
}

/** As sendQueued, without waiting for the disk: should a crash take it back, the sweep sends them again. */
export function sendingNew(jobIds: readonly string[]): RawBuilder<unknown> {
  return sql`select set_config('synchronous_commit', 'off', true), ${sending(jobIds)}`
}

/**
 * The place that the transport orders by is how many of its person's jobs of the lane wait before it, so that
 * nobody's heap delays another person's first job. Looks at MAX_PLACE of the line: further places count alike.
 */
function sending(jobIds: readonly string[]): RawBuilder<unknown> {
  return jobIds.length === 1 ? sendingOne(jobIds) : sendingMany(jobIds)
}

function sendingOne(jobIds: readonly string[]): RawBuilder<unknown> {
  return sql`(
    select app.send_transports(array[id], array[lane], array[run_at], array[
      app.transport_priority(priority, app.waiting_before(lane, user_id, turn, ${MAX_PLACE}::integer))])
    from job where id = (${jobIds}::uuid[])[1] and state = 'queued' and held is null)`
}

/** A person's first one of the lane among them counts the line, the others stand behind it. */
function sendingMany(jobIds: readonly string[]): RawBuilder<unknown> {
  return sql`(
    with own as (
      select id, lane, user_id, run_at, priority, turn,
        row_number() over (partition by lane, user_id order by turn) - 1 as nth,
        dense_rank() over (order by lane, user_id) as line
      from job where id = any(${jobIds}::uuid[]) and state = 'queued' and held is null
    ), ahead as materialized (
      select line, app.waiting_before(lane, user_id, turn, ${MAX_PLACE}::integer) as waiting from own where nth = 0
    )
    select app.send_transports(array_agg(id order by turn), array_agg(lane order by turn),
      array_agg(run_at order by turn),
      array_agg(app.transport_priority(priority, (waiting + nth)::integer) order by turn))
    from own join ahead using (line) having count(*) > 0)`
}

/** Due jobs that nothing carries and nothing keeps waiting: their transport was lost. Looks at the oldest thousand. */
export async function findUncarriedJobs(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select app.without_transport(array(
      select id from job where state = 'queued' and run_at < now() - interval '1 second' and held is null
        and not exists (select from job_pause where job_pause.user_id = job.user_id and job_pause.lane = job.lane)
        and not exists (select from job_hold where (job_hold.lane is null or job_hold.lane = job.lane)
          and (job_hold.task is null or job_hold.task = job.task)
          and (job_hold.user_id is null or job_hold.user_id = job.user_id))
      order by run_at limit 1000)) as id`.execute(tx)
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

/** Statements of this transaction that wait longer than a second for a lock fail with 55P03. */
export async function limitLockWait(tx: Tx): Promise<void> {
  await sql`set local lock_timeout = '1s'`.execute(tx)
}

/** Running attempts whose time is over, whoever has them; `overdueMs` leaves their own worker the first word. */
export async function listOverdue(tx: Tx, overdueMs: number): Promise<{ id: string; attempt: number }[]> {
  return tx
    .selectFrom('job')
    .select(['id', 'attempt'])
    .where('state', '=', 'running')
    .where('deadline_at', '<', sql<Date>`now() - make_interval(secs => ${overdueMs / 1000}::float8)`)
    .execute()
}

export interface NewJobEvent {
  jobId: string
  type: string
  words: string
  data?: Record<string, unknown>
}

/** On the job's record; what its row and attempts tell already needs no event. */
export async function addJobEvent(tx: Tx, event: NewJobEvent): Promise<void> {
  await sql`insert into job_event (job_id, user_id, type, words, data)
    select id, user_id, ${event.type}, ${toStorableText(event.words)}, ${toJson(event.data ?? {})}::jsonb
    from job where id = ${event.jobId}`.execute(tx)
}

export async function saveLogs(
  tx: Tx,
  attempt: { id: string; attempt: number },
  logs: unknown,
): Promise<void> {
  await tx
    .updateTable('job_attempt')
    .set({ logs: toJson(logs) })
    .where('job_id', '=', attempt.id)
    .where('attempt', '=', attempt.attempt)
    .execute()
}

export interface SeenFailure {
  fingerprint: string
  task: string
  lane: string
  code: string
  message: string
  jobId: string
}

/** Counts a failed attempt with those that look alike. The last statement of its transaction: many may meet here. */
export async function countFailure(tx: Tx, failure: SeenFailure): Promise<void> {
  await tx
    .insertInto('job_failure')
    .values({
      fingerprint: failure.fingerprint,
      task: failure.task,
      lane: failure.lane,
      code: failure.code,
      message: toStorableText(failure.message).slice(0, 2_000),
      last_job_id: failure.jobId,
    })
    .onConflict((conflict) =>
      conflict.column('fingerprint').doUpdateSet((old) => ({
        count: sql<number>`job_failure.count + 1`,
        message: old.ref('excluded.message'),
        last_job_id: old.ref('excluded.last_job_id'),
        last_seen_at: sql<Date>`now()`,
      })),
    )
    .execute()
}
