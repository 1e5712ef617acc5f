import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../db/types.ts'
import { toStorableText } from '../json.ts'
import type { Lane } from './lanes.ts'
import { sendQueued } from './queries.ts'
import type { JobPauseTable } from './tables.ts'

/*
 * A pause is one row, and a job waits as long as the row stands: no job carries a mark of its own that could be
 * forgotten on it. A transport that arrives meanwhile is let go; whoever lifts the pause sends all of them again.
 */

export type JobPauseRow = Selectable<JobPauseTable>

export async function findPause(db: Db, userId: string, lane: string): Promise<JobPauseRow | null> {
  const query = db.selectFrom('job_pause').selectAll().where('user_id', '=', userId).where('lane', '=', lane)
  return (await query.executeTakeFirst()) ?? null
}

/** False when the lane was paused already; then only a new reason is noted. */
export async function insertPause(
  tx: Tx,
  pause: { userId: string; lane: Lane; reason: string | null },
): Promise<boolean> {
  const reason = pause.reason === null ? null : toStorableText(pause.reason)
  const { rows } = await sql<{ fresh: boolean }>`
    insert into job_pause (user_id, lane, reason) values (${pause.userId}, ${pause.lane}, ${reason})
    on conflict (user_id, lane) do update set reason = coalesce(excluded.reason, job_pause.reason)
    returning xmax = 0 as fresh`.execute(tx)
  return rows[0]?.fresh ?? false
}

export async function deletePause(tx: Tx, userId: string, lane: Lane): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('job_pause')
    .where('user_id', '=', userId)
    .where('lane', '=', lane)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/**
 * Sends every queued job of the person's lane again, in a transaction after the one that lifted the pause: only
 * then is each job that was turned away because of it seen here. Held ones come when a place is free.
 */
export async function sendLaneAgain(tx: Tx, userId: string, lane: Lane): Promise<void> {
  const waiting = await tx
    .selectFrom('job')
    .select('id')
    .where('lane', '=', lane)
    .where('user_id', '=', userId)
    .where('state', '=', 'queued')
    .where('held', 'is', null)
    .execute()
  await sendQueued(
    tx,
    waiting.map(({ id }) => id),
  )
}
