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

/** Indexable, which `is not distinct from` isn't. */
function ownedBy(userId: string | null): RawBuilder<boolean> {
  return userId === null ? sql`user_id is null` : sql`user_id = ${userId}::uuid`
}

/** A system job is nobody's: the limit per person doesn't hold it. */
function limitOf(userId: string | null, codeLimit: RawBuilder<number | null>): RawBuilder<number | null> {
  return userId === null ? sql`null::integer` : sql`coalesce(job_lane.per_person, ${codeLimit})`
}

function milliseconds(ms: number): RawBuilder<unknown> {
  return sql`make_interval(secs => ${ms / 1000}::float8)`
}

/**
 * Inserts the job; null when its key is taken and the mode is `keep`. Its transport is sent after the commit, together
 * with others' (send-transports.ts), or by its caller.
 *
 * The turn is the person's next one in the lane, and its distance to their first waiting one is the place that the
 * transport orders by, so that nobody's heap delays another person's first job. A due job beyond the places that
 * the lane has for one person gets no transport at all: the engine sends it when a place is free. The cost doesn't
 * depend on how many wait.
 */
export async function insertJob(tx: Tx, job: NewJob): Promise<string | null> {
  const key = job.unique
  const { rows } = await sql<{ id: string }>`
    with line as materialized (
      select first, next from app.line_ends(${job.lane}, ${job.userId}::uuid)
    ), place as (
      select next as turn, next - coalesce(first, next) as place,
        coalesce(${job.runAt}::timestamptz, now()) + ${milliseconds(key?.delayMs ?? 0)} as run_at,
        ${limitOf(job.userId, sql`${job.perPerson}::integer`)} as per_person
      from line left join job_lane on job_lane.lane = ${job.lane}
    )
    insert into job (task, lane, payload, user_id, parent_id, batch_id, schedule_id, priority, run_at, max_attempts,
      unique_key, unique_mode, traceparent, turn, held)
    select ${job.task}, ${job.lane}, ${toJson(job.payload)}::jsonb, ${job.userId}::uuid, ${job.parentId}::uuid,
      ${job.batchId}::uuid, ${job.scheduleId}::uuid, ${job.priority}::integer, run_at, ${job.maxAttempts}::integer,
      ${key?.key ?? null}::text, ${key?.mode ?? 'keep'}::text, ${job.traceparent}::text, turn,
      case when place >= per_person and run_at <= now() then 'person' end
    from place
    ${onConflict(key)}
    returning id`.execute(tx)
  return rows[0]?.id ?? null
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
 * In each lane they take the person's next turns one after the other.
 */
export async function insertJobs(tx: Tx, common: NewJobs, jobs: readonly NewJobPart[]): Promise<string[]> {
  if (jobs.length === 0) return []
  const limits = new Map(jobs.map((job) => [job.lane, job.perPerson]))
  const { rows } = await sql<{ ids: string[] }>`
    with given as (
      select gen_random_uuid() as id, part.* from unnest(${jobs.map((job) => job.task)}::text[],
        ${jobs.map((job) => job.lane)}::text[], ${jobs.map((job) => toJson(job.payload))}::jsonb[],
        ${jobs.map((job) => job.priority)}::integer[], ${jobs.map((job) => job.maxAttempts)}::integer[])
        with ordinality as part (task, lane, payload, priority, max_attempts, position)
    ), line as materialized (
      select limits.lane, waiting.first, waiting.next,
        ${limitOf(common.userId, sql`limits.per_person`)} as per_person
      from unnest(${[...limits.keys()]}::text[], ${[...limits.values()]}::integer[]) as limits (lane, per_person)
      left join job_lane on job_lane.lane = limits.lane
      cross join lateral app.line_ends(limits.lane, ${common.userId}::uuid) waiting
    ), placed as (
      select given.*, line.per_person, coalesce(${common.runAt}::timestamptz, now()) as run_at,
        line.next + row_number() over (partition by lane order by position) - 1 as turn,
        coalesce(line.first, line.next) as first
      from given join line using (lane)
    ), inserted as (
      insert into job (id, task, lane, payload, user_id, parent_id, batch_id, priority, run_at, max_attempts,
        traceparent, turn, held)
      select id, task, lane, payload, ${common.userId}::uuid, ${common.parentId}::uuid, ${common.batchId}::uuid,
        priority, run_at, max_attempts, ${common.traceparent}::text, turn,
        case when turn - first >= per_person and run_at <= now() then 'person' end
      from placed order by position
      returning id
    )
    select array_agg(id order by position) as ids, (select count(*) from inserted) from given`.execute(tx)
  return rows[0]?.ids ?? []
}
