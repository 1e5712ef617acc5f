import { sql } from 'kysely'
import type { Tx } from '../db/types.ts'
import { toJson, toStorableText } from '../json.ts'
import { sendAgain, type JobRow } from './queries.ts'

/*
 * What operators do to jobs, a page of them at a time. Every change looks at the state again, though its caller
 * has locked the rows: none of these can touch a job that runs.
 */

/** Of one person after the other, since hooks lock the persons' event counters: two operators can't meet crosswise. */
export async function lockJobs(tx: Tx, ids: readonly string[]): Promise<JobRow[]> {
  if (ids.length === 0) return []
  return tx
    .selectFrom('job')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('user_id')
    .orderBy('id')
    .forUpdate()
    .execute()
}

export interface Revival {
  id: string
  /** New limit of attempts: those that counted so far and the task's. */
  maxAttempts: number
}

/** Failed and cancelled jobs as if newly enqueued, last in their person's line; what they remember (cursor) stays. */
export async function reviveJobs(tx: Tx, revivals: readonly Revival[]): Promise<void> {
  const ids = revivals.map(({ id }) => id)
  await reopenInBatches(tx, ids)
  await sql`
    with wanted as (
      select id, max_attempts, nextval('job_turn_seq') as turn from (
        select * from unnest(${ids}::uuid[], ${revivals.map(({ maxAttempts }) => maxAttempts)}::integer[])
          with ordinality as wish (id, max_attempts, place)
        order by place) wished
    )
    update job set state = 'queued', run_at = now(), turn = wanted.turn, held = null,
      max_attempts = wanted.max_attempts, finished_at = null, deadline_at = null, result = null,
      result_expires_at = null, error_code = null, error_words = null, error_message = null, fingerprint = null,
      progress_percent = null, progress_words = null, cancel_requested_at = null, cancel_reason = null
    from wanted
    where job.id = wanted.id and job.state in ('failed', 'cancelled')`.execute(tx)
  await sendAgain(tx, ids)
}

/** A batch that isn't over waits for them again; one that is stays over, and counts nothing that ends later. */
async function reopenInBatches(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`
    with again as (
      select batch_id, count(*) as jobs, count(*) filter (where state = 'failed') as failed
      from job where id = any(${ids}::uuid[]) and state in ('failed', 'cancelled') and batch_id is not null
      group by batch_id
    ), open as (
      select job_batch.id from job_batch join again on again.batch_id = job_batch.id order by job_batch.id for update
    )
    update job_batch set pending = pending + again.jobs, failed = job_batch.failed - again.failed,
      cancelled = job_batch.cancelled - (again.jobs - again.failed)
    from again join open on open.id = again.batch_id
    where job_batch.id = again.batch_id and finished_at is null`.execute(tx)
}

/** Ends queued jobs that belong to no batch and whose task has no last word; others end one by one (endJob). */
export async function cancelWaiting(tx: Tx, ids: readonly string[], words: string): Promise<void> {
  const text = toStorableText(words)
  await sql`update job set state = 'cancelled', held = null, finished_at = clock_timestamp(),
      error_code = 'job_cancelled', error_words = ${text}, error_message = ${text}
    where id = any(${ids}::uuid[]) and state = 'queued'`.execute(tx)
}

/** Queued jobs get another start; one that a limit held back takes its chance again. */
export async function moveJobs(tx: Tx, ids: readonly string[], runAt: Date | 'now'): Promise<void> {
  const at = runAt === 'now' ? sql`now()` : sql`${runAt}::timestamptz`
  await sql`update job set run_at = ${at}, held = null
    where id = any(${ids}::uuid[]) and state = 'queued'`.execute(tx)
  await sendAgain(tx, [...ids])
}

/** Of queued jobs; those that a limit holds back have no transport to move. */
export async function prioritiseJobs(tx: Tx, ids: readonly string[], priority: number): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    with moved as (
      update job set priority = ${priority} where id = any(${ids}::uuid[]) and state = 'queued' returning id, held
    ) select id from moved where held is null`.execute(tx)
  await sendAgain(
    tx,
    rows.map(({ id }) => id),
  )
}

/** Finished jobs for good, with their attempts and events. */
export async function deleteJobs(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.deleteFrom('job').where('id', 'in', ids).where('finished_at', 'is not', null).execute()
}

export interface NewJobEvent {
  job: Pick<JobRow, 'id' | 'user_id'>
  type: string
  words: string
  data: Record<string, unknown>
}

/** For jobs that are there. */
export async function insertJobEvents(tx: Tx, events: readonly NewJobEvent[]): Promise<void> {
  if (events.length === 0) return
  const rows = events.map(({ job, type, words, data }) => ({
    job_id: job.id,
    user_id: job.user_id,
    type,
    words: toStorableText(words),
    data: toJson(data),
  }))
  await tx.insertInto('job_event').values(rows).execute()
}

/** Runs `work`; when it fails, undoes only that and says so, and the transaction goes on. */
export async function inSavepoint(tx: Tx, work: () => Promise<void>): Promise<{ error?: unknown }> {
  await sql`savepoint operation`.execute(tx)
  try {
    await work()
    await sql`release savepoint operation`.execute(tx)
    return {}
  } catch (error) {
    await sql`rollback to savepoint operation`.execute(tx)
    return { error }
  }
}
