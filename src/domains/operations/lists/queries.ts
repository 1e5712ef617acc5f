import { sql } from 'kysely'
import type { Tx } from '../../../platform/db/types.ts'

/** Counting stops here. */
export const MOST_OF_GROUP = 200
export const MOST_QUEUED = 50_000

export interface TaskDepth {
  task: string
  lane: string
  due: number
  running: number
}

/** What waits and runs of each task, looking at the first 50,000 that wait; and whether there are more. */
export async function readTaskDepths(tx: Tx, now: Date): Promise<{ depths: TaskDepth[]; more: boolean }> {
  const { rows } = await sql<TaskDepth & { seen: number }>`
    select task, max(lane) as lane, count(*) filter (where state = 'queued' and run_at <= ${now})::int as due,
      count(*) filter (where state = 'running')::int as running, count(*) filter (where state = 'queued')::int as seen
    from (
      (select task, lane, state, run_at from job where state = 'queued' limit ${MOST_QUEUED + 1})
      union all (select task, lane, state, run_at from job where state = 'running')
    ) active group by task`.execute(tx)
  return { depths: rows, more: rows.reduce((sum, { seen }) => sum + seen, 0) > MOST_QUEUED }
}

/** The tasks of finished jobs: a few looks at an index, however many jobs there are. */
export async function listFinishedTasks(tx: Tx): Promise<{ task: string; lane: string }[]> {
  const { rows } = await sql<{ task: string; lane: string }>`
    with recursive names as (
      (select task from job where finished_at is not null order by task limit 1)
      union all
      select (select task from job where finished_at is not null and task > names.task order by task limit 1)
      from names where names.task is not null
    )
    select task, (select lane from job where job.task = names.task and finished_at is not null limit 1) as lane
    from names where task is not null`.execute(tx)
  return rows
}

export interface FailurePlace {
  /** Microseconds since 1970, or how often: as digits. */
  value: string
  fingerprint: string
}

export interface FailurePage {
  task?: string | undefined
  lane?: string | undefined
  error?: string | undefined
  sort: 'recent' | 'count'
  after: FailurePlace | null
  limit: number
}

const contains = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`

/** Groups of failures, each with how many jobs ended like this and wait for a decision. */
export async function listFailureRows(tx: Tx, page: FailurePage) {
  const { task, lane, error, sort, after, limit } = page
  let query = tx.selectFrom('job_failure').selectAll()
  if (task !== undefined) query = query.where('task', '=', task)
  if (lane !== undefined) query = query.where('lane', '=', lane)
  if (error !== undefined) {
    const pattern = contains(error)
    query = query.where((eb) => eb.or([eb('code', 'ilike', pattern), eb('message', 'ilike', pattern)]))
  }
  if (sort === 'recent') {
    if (after)
      query = query.where(
        sql<boolean>`(last_seen_at, fingerprint) < (timestamptz 'epoch' + ${after.value}::bigint * interval '1 microsecond', ${after.fingerprint})`,
      )
    query = query.orderBy('last_seen_at', 'desc')
  } else {
    if (after)
      query = query.where(sql<boolean>`(count, fingerprint) < (${after.value}::bigint, ${after.fingerprint})`)
    query = query.orderBy('count', 'desc')
  }
  return query
    .select([
      sql<string>`(extract(epoch from last_seen_at) * 1000000)::bigint::text`.as('microseconds'),
      sql<number>`(select count(*)::int from (select from job where job.fingerprint = job_failure.fingerprint
        and job.state = 'failed' limit ${sql.lit(MOST_OF_GROUP + 1)}) dead)`.as('dead_letters'),
    ])
    .orderBy('fingerprint', 'desc')
    .limit(limit)
    .execute()
}
export type FailureRow = Awaited<ReturnType<typeof listFailureRows>>[number]

/** The first twenty that each worker has begun and still runs. */
export async function listJobsOfWorkers(tx: Tx, workerIds: string[]) {
  const { rows } = await sql<{
    worker_id: string
    id: string
    task: string
    lane: string
    attempt: number
    attempt_started_at: Date | null
  }>`
    select workers.worker_id, job.* from unnest(${workerIds}::uuid[]) as workers (worker_id) cross join lateral (
      select id, task, lane, attempt, attempt_started_at from job
      where job.worker_id = workers.worker_id and state = 'running' order by attempt_started_at limit 20
    ) job`.execute(tx)
  return rows
}

/** All schedules, those of the system first, each with the job that it started last as long as that is there. */
export function listScheduleRows(tx: Tx) {
  return tx
    .selectFrom('job_schedule as schedule')
    .leftJoin('users', 'users.id', 'schedule.user_id')
    .leftJoin('job', 'job.id', 'schedule.last_job_id')
    .selectAll('schedule')
    .select(['users.email', 'job.id as job_id', 'job.state as job_state', 'job.error_code as job_error_code'])
    .orderBy(sql`schedule.user_id is not null`)
    .orderBy('schedule.name')
    .orderBy('schedule.id')
    .limit(1_000)
    .execute()
}
export type ScheduleRow = Awaited<ReturnType<typeof listScheduleRows>>[number]
