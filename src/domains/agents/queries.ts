import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/db/types.ts'
import { toJson, toStorableText } from '../../platform/json.ts'
import type { RunState } from './schema.ts'
import type { AgentTables } from './tables.ts'

export type RunRow = Selectable<AgentTables['agent_run']>
export type StepRow = Selectable<AgentTables['agent_step']>

export interface NewRun {
  id: string
  userId: string
  agent: string
  input: unknown
  jobId: string
  traceparent: string | null
}

export async function insertRun(tx: Tx, run: NewRun): Promise<void> {
  await tx
    .insertInto('agent_run')
    .values({
      id: run.id,
      user_id: run.userId,
      agent: run.agent,
      input: toJson(run.input),
      job_id: run.jobId,
      traceparent: run.traceparent,
    })
    .execute()
}

export async function findRun(db: Db, userId: string, runId: string): Promise<RunRow | null> {
  const query = db.selectFrom('agent_run').selectAll().where('id', '=', runId).where('user_id', '=', userId)
  return (await query.executeTakeFirst()) ?? null
}

/** Newest first, after the run `cursor`. */
export async function listRunRows(
  db: Db,
  userId: string,
  page: { limit: number; cursor: string | null; agent: string | null },
): Promise<RunRow[]> {
  let query = db.selectFrom('agent_run').selectAll().where('user_id', '=', userId)
  if (page.agent) query = query.where('agent', '=', page.agent)
  if (page.cursor) {
    query = query.where(
      sql<boolean>`(created_at, id) < (select created_at, id from agent_run
        where id = ${page.cursor}::uuid and user_id = ${userId}::uuid)`,
    )
  }
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(page.limit).execute()
}

export async function markRunning(tx: Tx, runId: string): Promise<void> {
  await tx
    .updateTable('agent_run')
    .set({ state: 'running', started_at: sql<Date>`coalesce(started_at, now())` })
    .where('id', '=', runId)
    .execute()
}

export async function markWaiting(tx: Tx, runId: string): Promise<void> {
  await tx.updateTable('agent_run').set({ state: 'queued' }).where('id', '=', runId).execute()
}

export interface RunEnd {
  state: Extract<RunState, 'succeeded' | 'failed' | 'cancelled'>
  code: string | null
  words: string | null
}

/** False when the run had already ended: an ending is written once. */
export async function endRunRow(tx: Tx, runId: string, end: RunEnd): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('agent_run')
    .set({
      state: end.state,
      error_code: end.code,
      error_words: end.words === null ? null : toStorableText(end.words),
      finished_at: sql<Date>`clock_timestamp()`,
    })
    .where('id', '=', runId)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function listSteps(db: Db, userId: string, runId: string): Promise<StepRow[]> {
  return db.selectFrom('agent_step').selectAll().where('run_id', '=', runId).orderBy('committed_at').execute()
}

export interface NewStep {
  runId: string
  userId: string
  name: string
  attempt: number
  output: unknown
  words: string
}

export async function insertStep(tx: Tx, step: NewStep): Promise<void> {
  await tx
    .insertInto('agent_step')
    .values({
      run_id: step.runId,
      user_id: step.userId,
      name: step.name,
      attempt: step.attempt,
      output: toJson(step.output),
      words: toStorableText(step.words),
    })
    .execute()
}

/** Runs `work`; when it fails, undoes only that and says so, and the transaction goes on. */
export async function attemptInSavepoint(tx: Tx, work: () => Promise<void>): Promise<{ error?: unknown }> {
  await sql`savepoint attempt`.execute(tx)
  try {
    await work()
    await sql`release savepoint attempt`.execute(tx)
    return {}
  } catch (error) {
    await sql`rollback to savepoint attempt`.execute(tx)
    return { error }
  }
}

export async function listAllRuns(db: Db, userId: string): Promise<RunRow[]> {
  return db.selectFrom('agent_run').selectAll().where('user_id', '=', userId).orderBy('created_at').execute()
}

export async function listAllSteps(db: Db, userId: string): Promise<StepRow[]> {
  return db
    .selectFrom('agent_step')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('committed_at')
    .execute()
}

export async function deleteRuns(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('agent_step').where('user_id', '=', userId).execute()
  await tx.deleteFrom('agent_run').where('user_id', '=', userId).execute()
}
