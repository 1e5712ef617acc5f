import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../db/types.ts'
import { toStorableText } from '../json.ts'
import type { JobHoldTable, JobLaneTable } from './tables.ts'

/*
 * An operator's hold is one row, as a person's pause is (see pause-queries.ts): what it concerns isn't begun as long
 * as the row stands, and whoever lifts it sends the waiting jobs again.
 */

export type JobHoldRow = Selectable<JobHoldTable>

export interface HoldTarget {
  lane: string | null
  task: string | null
  userId: string | null
}

/** null when this very hold stands already. */
export async function insertHold(
  tx: Tx,
  hold: HoldTarget & { reason: string; actorId: string | null },
): Promise<JobHoldRow | null> {
  const row = await tx
    .insertInto('job_hold')
    .values({
      lane: hold.lane,
      task: hold.task,
      user_id: hold.userId,
      reason: toStorableText(hold.reason),
      actor_id: hold.actorId,
    })
    .onConflict((conflict) => conflict.constraint('job_hold_once').doNothing())
    .returningAll()
    .executeTakeFirst()
  return row ?? null
}

/** null when there is no such hold (any more). */
export async function deleteHold(tx: Tx, id: string): Promise<JobHoldRow | null> {
  return (await tx.deleteFrom('job_hold').where('id', '=', id).returningAll().executeTakeFirst()) ?? null
}

/** The oldest hold that keeps a person's jobs of the lane from beginning, whatever their task. */
export async function findHoldOf(db: Db, userId: string, lane: string): Promise<JobHoldRow | null> {
  const query = db
    .selectFrom('job_hold')
    .selectAll()
    .where((eb) => eb.or([eb('lane', 'is', null), eb('lane', '=', lane)]))
    .where((eb) => eb.or([eb('user_id', 'is', null), eb('user_id', '=', userId)]))
    .where('task', 'is', null)
    .orderBy('created_at')
    .limit(1)
  return (await query.executeTakeFirst()) ?? null
}

/**
 * A page of jobs that the lifted hold kept waiting, by id. Those that a limit holds back come when a place is free,
 * those that start later still have their transport.
 */
export async function listWaiting(
  tx: Tx,
  target: HoldTarget,
  page: { after: string | null; limit: number },
): Promise<string[]> {
  let query = tx
    .selectFrom('job')
    .select('id')
    .where('state', '=', 'queued')
    .where('held', 'is', null)
    .where('run_at', '<=', sql<Date>`now() + interval '1 second'`)
  if (target.lane !== null) query = query.where('lane', '=', target.lane)
  if (target.task !== null) query = query.where('task', '=', target.task)
  if (target.userId !== null) query = query.where('user_id', '=', target.userId)
  if (page.after !== null) query = query.where('id', '>', page.after)
  return (await query.orderBy('id').limit(page.limit).execute()).map(({ id }) => id)
}

export interface LaneLimits {
  maxRunning: number | null
  perPerson: number | null
}

const toLimits = (row: Selectable<JobLaneTable> | undefined): LaneLimits => ({
  maxRunning: row?.max_running ?? null,
  perPerson: row?.per_person ?? null,
})

/** An operator's limits of a lane; null each: that of the code. Returns what was set before. */
export async function replaceLaneLimits(tx: Tx, lane: string, limits: LaneLimits): Promise<LaneLimits> {
  const row = { max_running: limits.maxRunning, per_person: limits.perPerson }
  await sql`select pg_advisory_xact_lock(7204, hashtext(${lane}))`.execute(tx)
  const before = await tx.selectFrom('job_lane').selectAll().where('lane', '=', lane).executeTakeFirst()
  if (limits.maxRunning === null && limits.perPerson === null) {
    await tx.deleteFrom('job_lane').where('lane', '=', lane).execute()
  } else {
    await tx
      .insertInto('job_lane')
      .values({ lane, ...row })
      .onConflict((conflict) => conflict.column('lane').doUpdateSet(row))
      .execute()
  }
  return toLimits(before)
}
