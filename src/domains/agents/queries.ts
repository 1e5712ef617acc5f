import { sql, type RawBuilder, type Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/db/types.ts'
import { toJson, toStorableText } from '../../platform/json.ts'
import { AGENTS_LANE } from './define-agent.ts'
import type { RunState } from './schema.ts'
import type { AgentTables } from './tables.ts'

export type RunRow = Selectable<AgentTables['agent_run']>
export type StepRow = Selectable<AgentTables['agent_step']>

const activeStates: RunState[] = ['queued', 'running']

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

/** Also locks it, so that two who want to change its course do so one after the other. */
export async function lockRun(tx: Tx, userId: string, runId: string): Promise<RunRow | null> {
  const query = tx.selectFrom('agent_run').selectAll().where('id', '=', runId).where('user_id', '=', userId)
  return (await query.forUpdate().executeTakeFirst()) ?? null
}

/** A run with what a person wants to see of it. */
export interface SeenRun extends RunRow {
  /** A file's name, a posting's title, a host; null when nothing says what it is about. */
  subject: string | null
  /** Of its newest step_started event: {index, of}. */
  place: unknown
  /** The person's agents are paused. */
  paused: boolean
  /** Why an operator has paused them, or this agent; null: none has. */
  held: string | null
}

/** Inputs and outputs are JSON of many agents: a text is taken for an id only when it looks like one. */
const idIn = (json: RawBuilder<unknown>, key: string): RawBuilder<string | null> =>
  sql`case when ${json} ->> ${key}::text ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
    then (${json} ->> ${key}::text)::uuid end`

const input = sql`agent_run.input`
const output = sql`step.output`

const host = (json: RawBuilder<unknown>) => sql`substring(${json} from '^https?://(?:[^/?#@]*@)?([^/?#]+)')`

/** The first that is known: what the agent itself says, the résumé's file, the posting, the captured original. */
const subject = sql<string | null>`coalesce(
  (select nullif(step.output ->> 'subject', '') from agent_step step
    where step.run_id = agent_run.id and step.output ->> 'subject' is not null limit 1),
  (select version.file_name from resume_version version
    where version.id = ${idIn(input, 'versionId')} and version.user_id = agent_run.user_id),
  (select nullif(posting.title, '') from posting
    where posting.id = ${idIn(input, 'postingId')} and posting.user_id = agent_run.user_id),
  (select nullif(posting.title, '') from match join posting on posting.id = match.posting_id
    where match.id = ${idIn(input, 'matchId')} and match.user_id = agent_run.user_id),
  (select nullif(posting.title, '') from agent_step step join posting on posting.id = ${idIn(output, 'postingId')}
    where step.run_id = agent_run.id and posting.user_id = agent_run.user_id limit 1),
  (select nullif(step.output ->> 'title', '') from agent_step step
    where step.run_id = agent_run.id and step.output ->> 'title' is not null limit 1),
  (select coalesce(original.file_name, nullif(original.details ->> 'title', ''), ${host(sql`original.url`)})
    from posting_snapshot original
    where original.id = ${idIn(input, 'snapshotId')} and original.user_id = agent_run.user_id),
  ${host(sql`agent_run.input ->> 'url'`)})`

function seenRuns(db: Db, userId: string) {
  return db
    .selectFrom('agent_run')
    .selectAll()
    .select([
      subject.as('subject'),
      sql<unknown>`(select data from run_event where run_event.run_id = agent_run.id
        and run_event.type = 'step_started' order by run_event.seq desc limit 1)`.as('place'),
      sql<boolean>`exists (select from job_pause where job_pause.user_id = ${userId}::uuid
        and job_pause.lane = ${AGENTS_LANE})`.as('paused'),
      sql<
        string | null
      >`(select reason from job_hold where (job_hold.lane is null or job_hold.lane = ${AGENTS_LANE})
        and (job_hold.user_id is null or job_hold.user_id = ${userId}::uuid)
        and (job_hold.task is null or job_hold.task = 'agents.' || agent_run.agent)
        order by job_hold.created_at limit 1)`.as('held'),
    ])
    .where('agent_run.user_id', '=', userId)
}

export async function findSeenRun(db: Db, userId: string, runId: string): Promise<SeenRun | null> {
  return (await seenRuns(db, userId).where('agent_run.id', '=', runId).executeTakeFirst()) ?? null
}

export interface RunPage {
  limit: number
  /** Id of the last run of the page before. */
  cursor: string | null
  agent: string | null
  state: RunState | null
  /** Queued or running; or neither. */
  active: boolean | null
}

/** Newest first. */
export async function listRunRows(db: Db, userId: string, page: RunPage): Promise<SeenRun[]> {
  let query = seenRuns(db, userId)
  if (page.agent) query = query.where('agent', '=', page.agent)
  if (page.state) query = query.where('state', '=', page.state)
  if (page.active !== null) query = query.where('state', page.active ? 'in' : 'not in', activeStates)
  if (page.cursor) {
    query = query.where(
      sql<boolean>`(created_at, id) < (select created_at, id from agent_run
        where id = ${page.cursor}::uuid and user_id = ${userId}::uuid)`,
    )
  }
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(page.limit).execute()
}

export async function countActive(db: Db, userId: string): Promise<{ running: number; queued: number }> {
  const { rows } = await sql<{ running: number; queued: number }>`
    select count(*) filter (where state = 'running')::int as running,
      count(*) filter (where state = 'queued')::int as queued
    from agent_run where user_id = ${userId} and state in ('queued', 'running')`.execute(db)
  return rows[0] ?? { running: 0, queued: 0 }
}

/** Runs that wait for their turn, the next first. One whose worker died counts as waiting from now on. */
export async function waitingRuns(tx: Tx, userId: string, limit: number): Promise<RunRow[]> {
  await sql`
    update agent_run set state = 'queued' from job
    where agent_run.user_id = ${userId} and agent_run.state = 'running'
      and job.id = agent_run.job_id and job.state = 'queued'`.execute(tx)
  return tx
    .selectFrom('agent_run')
    .selectAll()
    .where('user_id', '=', userId)
    .where('state', '=', 'queued')
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** An unfinished run of the same agent with the same input. */
export async function findActiveTwin(tx: Tx, run: RunRow): Promise<string | null> {
  const twin = await tx
    .selectFrom('agent_run')
    .select('id')
    .where('user_id', '=', run.user_id)
    .where('agent', '=', run.agent)
    .where('state', 'in', activeStates)
    .where(sql<boolean>`input = ${toJson(run.input)}::jsonb`)
    .executeTakeFirst()
  return twin?.id ?? null
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

/** As if it had just been started; what its steps committed stays. */
export async function reviveRunRow(tx: Tx, userId: string, runId: string): Promise<void> {
  await tx
    .updateTable('agent_run')
    .set({ state: 'queued', error_code: null, error_words: null, finished_at: null })
    .where('id', '=', runId)
    .where('user_id', '=', userId)
    .execute()
}

/** Unfinished runs that no job works on any more: it ended without their last word, or is gone. */
export async function listMasterlessRuns(tx: Tx, limit: number): Promise<RunRow[]> {
  return tx
    .selectFrom('agent_run')
    .selectAll('agent_run')
    .leftJoin('job', 'job.id', 'agent_run.job_id')
    .where('agent_run.state', 'in', activeStates)
    .where((eb) => eb.or([eb('job.id', 'is', null), eb('job.finished_at', 'is not', null)]))
    .where('agent_run.created_at', '<', sql<Date>`now() - interval '10 seconds'`)
    .orderBy('agent_run.created_at')
    .limit(limit)
    .execute()
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
    .where('state', 'in', activeStates)
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
