import { sql } from 'kysely'
import type { Tx } from '../../../platform/db/types.ts'
import { WORKER_LOCK_CLASS } from '../../../platform/jobs/lifeline.ts'

/** Counting stops here: more than that many is "many". */
export const MOST_WAITING = 50_000
export const MOST_DEAD_LETTERS = 10_000

export interface LaneDepth {
  lane: string
  due: number
  later: number
  held: number
  running: number
  /** Counting stopped. */
  more: boolean
  oldest_due: Date | null
}

/** How many jobs wait in each lane, looking at 50,001 of each at most. */
export async function readDepths(tx: Tx, lanes: readonly string[], now: Date): Promise<LaneDepth[]> {
  const { rows } = await sql<LaneDepth>`
    select lane, depth.*, (
        select count(*)::int from job where job.state = 'running' and job.lane = lanes.lane
      ) as running,
      case when depth.more then (
        select run_at from job where job.state = 'queued' and job.lane = lanes.lane and run_at <= ${now}
        order by run_at, id limit 1
      ) else depth.sampled end as oldest_due
    from unnest(${[...lanes]}::text[]) as lanes (lane) cross join lateral (
      select count(*) filter (where run_at <= ${now})::int as due, count(*) filter (where run_at > ${now})::int as later,
        count(*) filter (where held is not null)::int as held, count(*) > ${MOST_WAITING} as more,
        min(run_at) filter (where run_at <= ${now}) as sampled
      from (
        select run_at, held from job where job.state = 'queued' and job.lane = lanes.lane limit ${MOST_WAITING + 1}
      ) waiting
    ) depth`.execute(tx)
  return rows
}

/** Failed jobs that nobody has decided about, up to a limit. */
export async function countDeadLetters(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from job where state = 'failed' and finished_at is not null limit ${MOST_DEAD_LETTERS + 1}
    ) dead`.execute(tx)
  return rows[0]?.count ?? 0
}

export interface LaneRow {
  lane: string
  max_running: number | null
  per_person: number | null
}

export function listLaneRows(tx: Tx): Promise<LaneRow[]> {
  return tx.selectFrom('job_lane').select(['lane', 'max_running', 'per_person']).execute()
}

/** Operators' pauses with whoever set them. */
export function listHoldRows(tx: Tx) {
  return tx
    .selectFrom('job_hold as hold')
    .leftJoin('users as actor', 'actor.id', 'hold.actor_id')
    .select([
      'hold.id',
      'hold.lane',
      'hold.task',
      'hold.user_id',
      'hold.reason',
      'hold.actor_id',
      'hold.created_at',
      'actor.email as actor_email',
    ])
    .orderBy('hold.created_at')
    .execute()
}
export type HoldRow = Awaited<ReturnType<typeof listHoldRows>>[number]

/** Whether a session holds the worker's lock. */
const isAlive = sql<boolean>`(worker.stopped_at is null and worker.lock_key::oid in (
  select objid from pg_locks where locktype = 'advisory' and granted and classid = ${sql.lit(WORKER_LOCK_CLASS)}::int::oid
    and database = (select oid from pg_database where datname = current_database())))`

/** All workers that are remembered: those at work first, then the last ones to stop. */
export function listWorkerRows(tx: Tx) {
  return tx
    .selectFrom('worker')
    .select([
      'id',
      'host',
      'pid',
      'version',
      'lanes',
      'busy',
      'memory_bytes',
      'started_at',
      'heartbeat_at',
      'stopped_at',
      'stop_reason',
      isAlive.as('alive'),
    ])
    .orderBy(sql`stopped_at is not null`)
    .orderBy('stopped_at', 'desc')
    .orderBy('started_at')
    .limit(500)
    .execute()
}
export type WorkerRow = Awaited<ReturnType<typeof listWorkerRows>>[number]

/** How many workers were lost since then: no farewell, their lock was free. */
export async function countLostWorkers(tx: Tx, since: Date): Promise<number> {
  const { count } = await tx
    .selectFrom('worker')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('stop_reason', '=', 'lost')
    .where('stopped_at', '>', since)
    .executeTakeFirstOrThrow()
  return count
}
