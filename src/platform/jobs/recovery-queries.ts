import { sql } from 'kysely'
import type { Tx } from '../db/types.ts'
import { WORKER_LOCK_CLASS } from './lifeline.ts'

/**
 * Holds the dead worker's own lock until this transaction ends, so that one survivor alone recovers it; false when
 * another one does, or when the worker has come back.
 */
export async function holdLockOfDead(tx: Tx, workerId: string): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(${WORKER_LOCK_CLASS}::int, lock_key) as held from worker
      where id = ${workerId} and stopped_at is null`.execute(tx)
  return rows[0]?.held ?? false
}

/**
 * Puts back all that a dead worker ran, but for what needs a closer look: cancelled, out of attempts, paused or held
 * jobs, those of tasks unknown here, and rows that its process still holds. Returns the ids; they have no transport yet.
 */
export async function putBackLost(
  tx: Tx,
  workerId: string,
  failure: { code: string; message: string; fingerprints: ReadonlyMap<string, string> },
): Promise<string[]> {
  const { code, message, fingerprints } = failure
  const { rows } = await sql<{ id: string }>`
    with lost as materialized (
      select job.id, job.attempt, job.task, job.lane, known.fingerprint from job
        join unnest(${[...fingerprints.keys()]}::text[], ${[...fingerprints.values()]}::text[])
          as known (task, fingerprint) on known.task = job.task
        where job.worker_id = ${workerId} and job.state = 'running' and job.cancel_requested_at is null
          and job.attempt - job.handed_back < job.max_attempts
          and not exists (select from job_pause where job_pause.user_id = job.user_id and job_pause.lane = job.lane)
          and not exists (select from job_hold where (job_hold.lane is null or job_hold.lane = job.lane)
            and (job_hold.task is null or job_hold.task = job.task)
            and (job_hold.user_id is null or job_hold.user_id = job.user_id))
        for update of job skip locked
    ), closed as (
      update job_attempt set state = 'lost', error_code = ${code}, error_message = ${message}, finished_at = clock_timestamp()
        from lost where job_attempt.job_id = lost.id and job_attempt.attempt = lost.attempt
          and job_attempt.state = 'running'
    ), counted as (
      insert into job_failure (fingerprint, task, lane, code, message, count, last_job_id)
      select fingerprint, task, lane, ${code}, ${message}, count(*), (array_agg(id))[1] from lost
        group by fingerprint, task, lane order by fingerprint
      on conflict (fingerprint) do update set count = job_failure.count + excluded.count,
        message = excluded.message, last_job_id = excluded.last_job_id, last_seen_at = now()
    )
    update job set state = 'queued', worker_id = null, deadline_at = null, held = null, run_at = clock_timestamp(),
        error_code = ${code}, error_message = ${message}, fingerprint = lost.fingerprint
      from lost where job.id = lost.id returning job.id`.execute(tx)
  return rows.map((row) => row.id)
}
