import { sql } from 'kysely'
import type { Tx } from '../db/types.ts'

const tables = [
  'job',
  'job_attempt',
  'job_batch',
  'job_event',
  'job_hold',
  'job_pause',
  'job_schedule',
] as const

type JobUserData = Record<(typeof tables)[number], unknown[]>

/** Everything about the person's jobs, by table; not what their code logged, nor its stacks. */
export async function exportJobs(tx: Tx, userId: string): Promise<JobUserData> {
  const own = <Table extends (typeof tables)[number]>(table: Table) =>
    tx.selectFrom<(typeof tables)[number]>(table).where('user_id', '=', userId)
  return {
    job: await own('job').selectAll().execute(),
    job_attempt: await tx
      .selectFrom('job_attempt')
      .select(['job_id', 'attempt', 'state', 'error_code', 'error_message', 'started_at', 'finished_at'])
      .where('user_id', '=', userId)
      .orderBy('started_at')
      .execute(),
    job_batch: await own('job_batch').selectAll().execute(),
    job_event: await own('job_event').selectAll().execute(),
    job_hold: await own('job_hold').selectAll().execute(),
    job_pause: await own('job_pause').selectAll().execute(),
    job_schedule: await own('job_schedule').selectAll().execute(),
  }
}

/** An operator's hold isn't the person's to lift; it goes with their row of `users`. */
export async function eraseJobs(tx: Tx, userId: string): Promise<void> {
  for (const table of [
    'job_event',
    'job_attempt',
    'job',
    'job_batch',
    'job_pause',
    'job_schedule',
  ] as const) {
    await tx.deleteFrom<(typeof tables)[number]>(table).where('user_id', '=', userId).execute()
  }
}

/**
 * The system's own ended jobs that name somebody, with their attempts and events; a kind of failure that does keeps its
 * count and loses its message. Not the one job that does the erasing.
 */
export async function eraseJobMentions(
  tx: Tx,
  { traces, exceptJob }: { traces: readonly string[]; exceptJob: string },
): Promise<void> {
  const patterns = traces.map((trace) => `%${trace.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`)
  await sql`delete from job where id in (
    select job.id from job left join job_attempt attempt on attempt.job_id = job.id
      left join job_event event on event.job_id = job.id
    where job.user_id is null and job.id <> ${exceptJob}::uuid and job.finished_at is not null
      and concat_ws(' ', job.payload::text, job.result::text, job.cursor::text, job.unique_key, job.error_message,
        job.progress_words, attempt.error_message, attempt.error_stack, attempt.logs::text, event.words,
        event.data::text) ilike any(${patterns}::text[]))`.execute(tx)
  await sql`update job_failure set message = 'This named somebody who has left.'
    where message ilike any(${patterns}::text[])`.execute(tx)
}
