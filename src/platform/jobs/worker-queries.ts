import { sql, type Selectable } from 'kysely'
import type { Tx } from '../db/types.ts'
import { WORKER_LOCK_CLASS } from './lifeline.ts'
import type { JobLaneTable } from './tables.ts'

export interface WorkerIdentity {
  id: string
  lockKey: number
  host: string
  pid: number
  version: string
  /** Pools of the transport that this worker has running. */
  poolIds: string[]
  /** Jobs at a time by lane. */
  lanes: Record<string, number>
}

/** Signs in, also after others had given this worker up for lost. */
export async function registerWorker(tx: Tx, worker: WorkerIdentity): Promise<void> {
  await tx
    .insertInto('worker')
    .values({
      id: worker.id,
      lock_key: worker.lockKey,
      host: worker.host,
      pid: worker.pid,
      version: worker.version,
      pool_ids: worker.poolIds,
      lanes: JSON.stringify(worker.lanes),
    })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({
        stopped_at: null,
        stop_reason: null,
        pool_ids: worker.poolIds,
        heartbeat_at: sql<Date>`now()`,
      }),
    )
    .execute()
}

export interface WorkerSighting {
  id: string
  pool_ids: string[]
  /** Whether a session holds the worker's advisory lock. */
  alive: boolean
  /** It holds its lock and yet hasn't said anything for long: stopped or stuck, but not dead. */
  silent: boolean
}

/** A heart beats every five seconds. */
const SILENT_AFTER = '25 seconds'

export async function sightWorkers(tx: Tx): Promise<WorkerSighting[]> {
  const { rows } = await sql<WorkerSighting>`
    select id, pool_ids, lock_key::oid in (
      select objid from pg_locks
      where locktype = 'advisory' and granted and classid = ${WORKER_LOCK_CLASS}::int::oid
        and database = (select oid from pg_database where datname = current_database())
    ) as alive, heartbeat_at < now() - ${SILENT_AFTER}::interval as silent
    from worker where stopped_at is null`.execute(tx)
  return rows
}

export async function addPool(tx: Tx, workerId: string, poolId: string): Promise<void> {
  await sql`update worker set pool_ids = array_append(pool_ids, ${poolId}) where id = ${workerId}`.execute(tx)
}

export async function removePool(tx: Tx, workerId: string, poolId: string): Promise<void> {
  await sql`update worker set pool_ids = array_remove(pool_ids, ${poolId}) where id = ${workerId}`.execute(tx)
}

export async function markStopped(tx: Tx, workerId: string, reason: string): Promise<void> {
  await tx
    .updateTable('worker')
    .set({ stopped_at: sql<Date>`now()`, stop_reason: reason, busy: 0, pool_ids: [] })
    .where('id', '=', workerId)
    .where('stopped_at', 'is', null)
    .execute()
}

export async function beat(
  tx: Tx,
  workerId: string,
  load: { busy: number; memoryBytes: number },
): Promise<void> {
  await tx
    .updateTable('worker')
    .set({ heartbeat_at: sql<Date>`now()`, busy: load.busy, memory_bytes: load.memoryBytes })
    .where('id', '=', workerId)
    .execute()
}

export async function forgetOldWorkers(tx: Tx): Promise<void> {
  await sql`delete from worker where stopped_at < now() - interval '1 day'`.execute(tx)
}

/** Running jobs whose worker no longer counts as one. */
export async function findMasterlessJobs(tx: Tx): Promise<{ id: string; attempt: number }[]> {
  return tx
    .selectFrom('job')
    .leftJoin('worker', (join) =>
      join.onRef('worker.id', '=', 'job.worker_id').on('worker.stopped_at', 'is', null),
    )
    .select(['job.id', 'job.attempt'])
    .where('job.state', '=', 'running')
    .where('worker.id', 'is', null)
    .execute()
}

export type JobLaneRow = Pick<Selectable<JobLaneTable>, 'lane' | 'max_running' | 'per_person'>

export async function listLaneLimits(tx: Tx): Promise<JobLaneRow[]> {
  return tx.selectFrom('job_lane').select(['lane', 'max_running', 'per_person']).execute()
}

/** Lanes that an operator's hold stops as a whole; null among them: all of them. */
export async function listHeldLanes(tx: Tx): Promise<(string | null)[]> {
  const rows = await tx
    .selectFrom('job_hold')
    .select('lane')
    .where('task', 'is', null)
    .where('user_id', 'is', null)
    .execute()
  return rows.map((row) => row.lane)
}
