import { sql, type Selectable } from 'kysely'
import type { Tx } from '../db/types.ts'
import { toJson } from '../json.ts'
import type { JobScheduleTable } from './tables.ts'

export type ScheduleRow = Selectable<JobScheduleTable>

export interface ScheduleValues {
  name: string
  userId: string | null
  task: string
  payload: unknown
  cron: string
  timeZone: string
  missed: ScheduleRow['missed']
  /** Kept from before where neither cron nor zone changed, so that a restart forgets no missed run. */
  nextRunAt: Date | null
}

/** Creates the schedule, or changes the owner's one of that name; its pause and last run stay. */
export async function upsertSchedule(tx: Tx, values: ScheduleValues): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into job_schedule as old (name, user_id, task, payload, cron, time_zone, missed, next_run_at)
    values (${values.name}, ${values.userId}::uuid, ${values.task}, ${toJson(values.payload)}::jsonb, ${values.cron},
      ${values.timeZone}, ${values.missed}, ${values.nextRunAt})
    on conflict (name, user_id) do update set task = excluded.task, payload = excluded.payload,
      cron = excluded.cron, time_zone = excluded.time_zone, missed = excluded.missed,
      next_run_at = case when (old.cron, old.time_zone) = (excluded.cron, excluded.time_zone)
        then old.next_run_at else excluded.next_run_at end
    returning id`.execute(tx)
  const row = rows[0]
  if (!row) throw new Error(`schedule ${values.name} could not be stored`)
  return row.id
}

export async function deleteSchedule(tx: Tx, userId: string, name: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('job_schedule')
    .where('user_id', '=', userId)
    .where('name', '=', name)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Of the system's schedules. */
export async function deleteSchedulesBut(tx: Tx, names: readonly string[]): Promise<void> {
  await sql`delete from job_schedule where user_id is null and name <> all(${names}::text[])`.execute(tx)
}

/** Locks due schedules that no other worker has in hand. */
export async function lockDueSchedules(
  tx: Tx,
  due: { now: Date; tasks: readonly string[]; limit: number },
): Promise<ScheduleRow[]> {
  return tx
    .selectFrom('job_schedule')
    .selectAll()
    .where('next_run_at', '<=', due.now)
    .where('paused_at', 'is', null)
    .where(sql<boolean>`task = any(${due.tasks}::text[])`)
    .orderBy('next_run_at')
    .limit(due.limit)
    .forUpdate()
    .skipLocked()
    .execute()
}

export async function lockSchedule(tx: Tx, id: string): Promise<ScheduleRow | null> {
  const query = tx.selectFrom('job_schedule').selectAll().where('id', '=', id).forUpdate()
  return (await query.executeTakeFirst()) ?? null
}

export async function noteRun(
  tx: Tx,
  id: string,
  run: { nextRunAt: Date | null; last?: { at: Date; jobId: string } | undefined },
): Promise<void> {
  await tx
    .updateTable('job_schedule')
    .set({
      next_run_at: run.nextRunAt,
      ...(run.last ? { last_run_at: run.last.at, last_job_id: run.last.jobId } : {}),
    })
    .where('id', '=', id)
    .execute()
}

export async function setPaused(
  tx: Tx,
  id: string,
  pause: { pausedAt: Date | null; nextRunAt: Date | null },
): Promise<void> {
  await tx
    .updateTable('job_schedule')
    .set({ paused_at: pause.pausedAt, next_run_at: pause.nextRunAt })
    .where('id', '=', id)
    .execute()
}
