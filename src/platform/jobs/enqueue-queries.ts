import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../db/types.ts'
import { toJson } from '../json.ts'
import type { UniqueMode } from './tables.ts'

/** What jobs of one enqueue share. */
export interface NewJobs {
  userId: string | null
  parentId: string | null
  batchId: string | null
  /** null: now. */
  runAt: Date | null
  traceparent: string | null
}

/** What differs from job to job. */
export interface NewJobPart {
  task: string
  lane: string
  /** The code's limit of the lane; null: none. An operator's word (job_lane) goes before it. */
  perPerson: number | null
  payload: unknown
  priority: number
  maxAttempts: number
}

export interface NewJob extends NewJobs, NewJobPart {
  scheduleId: string | null
  unique: NewKey | null
}

export interface NewKey {
  key: string
  mode: UniqueMode
  /** Of a debounce: from now to the start; 0 for the other modes. */
  delayMs: number
  /** Of a debounce: the start is never later than this after the first enqueue. */
  maxWaitMs: number
}

/** Behind everybody. */
const LAST_TURN = '9223372036854775807'

/** Indexable, which `is not distinct from` isn't. */
function ownedBy(userId: string | null): RawBuilder<boolean> {
  return userId === null ? sql`user_id is null` : sql`user_id = ${userId}::uuid`
}

function milliseconds(ms: number): RawBuilder<unknown> {
  return sql`make_interval(secs => ${ms / 1000}::float8)`
}

/**
 * Inserts the job; null when its key is taken and the mode is `keep`. Its transport is sent after the commit, together
 * with others' (send-transports.ts), or by its caller. Where the lane has a limit per person, a due job beyond it
 * gets no transport at all: the engine sends it when a place is free. The cost doesn't depend on how many wait.
 */
export async function insertJob(tx: Tx, job: NewJob): Promise<string | null> {
  const key = job.unique
  const runAt = sql`coalesce(${job.runAt}::timestamptz, now()) + ${milliseconds(key?.delayMs ?? 0)}`
  const { rows } = await sql<{ id: string }>`
    insert into job (task, lane, payload, user_id, parent_id, batch_id, schedule_id, priority, run_at, max_attempts,
      unique_key, unique_mode, traceparent, held)
    values (${job.task}, ${job.lane}, ${toJson(job.payload)}::jsonb, ${job.userId}::uuid, ${job.parentId}::uuid,
      ${job.batchId}::uuid, ${job.scheduleId}::uuid, ${job.priority}::integer, ${runAt}, ${job.maxAttempts}::integer,
      ${key?.key ?? null}::text, ${key?.mode ?? 'keep'}::text, ${job.traceparent}::text, ${heldNow(job, runAt)})
    ${onConflict(key)}
    returning id`.execute(tx)
  return rows[0]?.id ?? null
}

/** 'person' where as many of the person's wait already as the lane has places for them; a system job is nobody's. */
function heldNow(
  { lane, userId, perPerson }: NewJob,
  runAt: RawBuilder<unknown>,
): RawBuilder<'person' | null> {
  if (userId === null) return sql`null::text`
  return sql`(
    select case when app.waiting_before(${lane}, ${userId}::uuid, ${LAST_TURN}::bigint, places) >= places then 'person' end
    from (select coalesce((select per_person from job_lane where lane = ${lane}), ${perPerson}::integer)) lane (places)
    where places is not null and ${runAt} <= now())`
}

function onConflict(key: NewKey | null): RawBuilder<unknown> {
  if (key === null) return sql``
  if (key.mode === 'keep') {
    return sql`on conflict (task, unique_key, user_id)
        where unique_key is not null and unique_mode = 'keep' and state in ('queued', 'running')
        do nothing`
  }
  const start =
    key.mode === 'replace'
      ? sql`excluded.run_at`
      : sql`least(excluded.run_at, job.created_at + ${milliseconds(key.maxWaitMs)})`
  return sql`on conflict (task, unique_key, user_id)
        where unique_key is not null and unique_mode <> 'keep' and state = 'queued' and attempt = 0
        do update set payload = excluded.payload, priority = excluded.priority, unique_mode = excluded.unique_mode,
          parent_id = excluded.parent_id, traceparent = excluded.traceparent, run_at = ${start}`
}

/** The queued or running job that holds a key of mode `keep`. */
export async function findActiveJob(
  tx: Tx,
  job: { task: string; userId: string | null; key: string },
): Promise<string | null> {
  const found = await tx
    .selectFrom('job')
    .select('id')
    .where('task', '=', job.task)
    .where('unique_key', '=', job.key)
    .where('unique_mode', '=', 'keep')
    .where(ownedBy(job.userId))
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst()
  return found?.id ?? null
}

/**
 * Inserts jobs without keys in one statement, in the order given; their ids in that order. As with insertJob, their
 * transports are sent after the commit.
 */
export async function insertJobs(tx: Tx, common: NewJobs, jobs: readonly NewJobPart[]): Promise<string[]> {
  if (jobs.length === 0) return []
  const limits = new Map(jobs.map((job) => [job.lane, job.perPerson]))
  const limit =
    common.userId === null ? sql`null::integer` : sql`coalesce(job_lane.per_person, code.per_person)`
  const { rows } = await sql<{ ids: string[] }>`
    with given as (
      select gen_random_uuid() as id, part.*, row_number() over (partition by lane order by position) as nth
      from unnest(${jobs.map((job) => job.task)}::text[],
        ${jobs.map((job) => job.lane)}::text[], ${jobs.map((job) => toJson(job.payload))}::jsonb[],
        ${jobs.map((job) => job.priority)}::integer[], ${jobs.map((job) => job.maxAttempts)}::integer[])
        with ordinality as part (task, lane, payload, priority, max_attempts, position)
    ), line as materialized (
      select lane, places, app.waiting_before(lane, ${common.userId}::uuid, ${LAST_TURN}::bigint, places) as waiting
      from (
        select code.lane, ${limit} as places
        from unnest(${[...limits.keys()]}::text[], ${[...limits.values()]}::integer[]) as code (lane, per_person)
        left join job_lane on job_lane.lane = code.lane) limited
      where places is not null and coalesce(${common.runAt}::timestamptz, now()) <= now()
    ), inserted as (
      insert into job (id, task, lane, payload, user_id, parent_id, batch_id, priority, run_at, max_attempts,
        traceparent, held)
      select id, task, lane, payload, ${common.userId}::uuid, ${common.parentId}::uuid, ${common.batchId}::uuid,
        priority, coalesce(${common.runAt}::timestamptz, now()), max_attempts, ${common.traceparent}::text,
        case when waiting + nth > places then 'person' end
      from given left join line using (lane) order by position
      returning id
    )
    select array_agg(id order by position) as ids, (select count(*) from inserted) from given`.execute(tx)
  return rows[0]?.ids ?? []
}
