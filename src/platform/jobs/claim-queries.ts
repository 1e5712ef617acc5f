import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../db/types.ts'
import type { Held, RunningCount } from './admit.ts'
import type { JobRow } from './queries.ts'

/** Class of the advisory locks under which a lane's limits are counted. */
const LANE_LOCK_CLASS = 7203

/** What an attempt needs of its job. */
export type ClaimedJob = Pick<
  JobRow,
  | 'id'
  | 'task'
  | 'lane'
  | 'payload'
  | 'user_id'
  | 'attempt'
  | 'handed_back'
  | 'max_attempts'
  | 'traceparent'
  | 'cursor'
  | 'batch_id'
  | 'run_at'
  | 'attempt_started_at'
>

/** Due, and neither its person nor an operator keeps it from beginning. */
const mayBegin = sql<boolean>`state = 'queued' and run_at <= now() + interval '1 second'
  and not exists (select from job_pause where job_pause.user_id = job.user_id and job_pause.lane = job.lane)
  and not exists (select from job_hold where (job_hold.lane is null or job_hold.lane = job.lane)
    and (job_hold.task is null or job_hold.task = job.task)
    and (job_hold.user_id is null or job_hold.user_id = job.user_id))`

/**
 * Takes those of the jobs that may begin for this worker and opens their next attempts. `hardLimits`: seconds
 * by task, with 'default' for all others.
 */
export function claiming(
  jobIds: readonly string[],
  workerId: string,
  hardLimits: Readonly<Record<string, number>>,
): RawBuilder<ClaimedJob> {
  const limits = JSON.stringify(hardLimits)
  return sql`
    with claimed as (
      update job set state = 'running', attempt = attempt + 1, worker_id = ${workerId}::uuid, held = null,
        started_at = coalesce(started_at, now()), attempt_started_at = now(),
        deadline_at = now() + make_interval(secs =>
          coalesce((${limits}::jsonb ->> task), (${limits}::jsonb ->> 'default'))::float8)
      where id = any(${jobIds}::uuid[]) and ${mayBegin}
      returning id, task, lane, payload, user_id, attempt, handed_back, max_attempts, traceparent, cursor,
        batch_id, run_at, attempt_started_at
    ), opened as (
      insert into job_attempt (job_id, attempt, user_id, worker_id)
      select id, attempt, user_id, ${workerId}::uuid from claimed
    )
    select id, task, lane, payload, user_id, attempt, handed_back, max_attempts, traceparent, cursor,
      batch_id, run_at, attempt_started_at from claimed`
}

/** Until the transaction ends nobody else counts places of this lane: what they add up to can't change meanwhile. */
export async function lockLane(tx: Tx, lane: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LANE_LOCK_CLASS}, hashtext(${lane}))`.execute(tx)
}

/** Those of the jobs that may begin but for the lane's limits, in the order of their places. */
export async function listCandidates(
  tx: Tx,
  jobIds: readonly string[],
): Promise<Pick<JobRow, 'id' | 'task' | 'user_id'>[]> {
  const { rows } = await sql<Pick<JobRow, 'id' | 'task' | 'user_id'>>`
    select id, task, user_id from job where id = any(${jobIds}::uuid[]) and ${mayBegin}
    order by priority, turn, run_at`.execute(tx)
  return rows
}

export async function countRunning(tx: Tx, lane: string): Promise<RunningCount[]> {
  return tx
    .selectFrom('job')
    .select(['task', 'user_id', (count) => count.fn.countAll<number>().as('count')])
    .where('lane', '=', lane)
    .where('state', '=', 'running')
    .groupBy(['task', 'user_id'])
    .execute()
}

/** They wait without a transport from now on, until sendHeld finds a place for them. */
export async function markHeld(tx: Tx, held: ReadonlyMap<string, Held>): Promise<void> {
  if (held.size === 0) return
  await sql`update job set held = why from unnest(${[...held.keys()]}::uuid[], ${[...held.values()]}::text[]) as wait (job_id, why)
    where id = job_id and state = 'queued'`.execute(tx)
}

/** People who have held jobs in the lane; at most 1,000 of them. Hops from one to the next along the index. */
export async function listHeldPeople(tx: Tx, lane: string): Promise<string[]> {
  const { rows } = await sql<{ user_id: string }>`
    with recursive person as (
      (select user_id from job where state = 'queued' and held is not null and lane = ${lane} and user_id is not null
        order by user_id limit 1)
      union all
      select (select job.user_id from job where state = 'queued' and held is not null and lane = ${lane}
        and job.user_id > person.user_id order by job.user_id limit 1)
      from person where person.user_id is not null
    )
    select user_id from person where user_id is not null limit 1000`.execute(tx)
  return rows.map((row) => row.user_id)
}

/**
 * Held jobs that are due, in the order of their places: the first ones of each of these people, and the first ones
 * that a limit of the lane or of one of these tasks keeps waiting.
 */
export async function listWaitingForPlace(
  tx: Tx,
  lane: string,
  people: readonly string[],
  tasks: readonly string[],
): Promise<Pick<JobRow, 'id' | 'task' | 'user_id'>[]> {
  const due = sql`state = 'queued' and lane = ${lane} and run_at <= now() + interval '1 second'`
  const { rows } = await sql<Pick<JobRow, 'id' | 'task' | 'user_id'>>`
    select distinct id, task, user_id, priority, turn from (
      select own.* from unnest(${people}::uuid[]) as person (person_id) cross join lateral (
        select id, task, user_id, priority, turn from job
        where ${due} and held is not null and user_id = person_id order by priority, turn limit 20) own
      union all
      (select id, task, user_id, priority, turn from job where ${due} and held = 'lane' order by priority, turn limit 100)
      union all
      select own.* from unnest(${tasks}::text[]) as limited (limited_task) cross join lateral (
        select id, task, user_id, priority, turn from job
        where ${due} and held = 'task' and task = limited_task order by priority, turn limit 100) own
    ) waiting order by priority, turn`.execute(tx)
  return rows
}
