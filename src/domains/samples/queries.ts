import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/types.ts'

/** Samples of one person are added and removed one after the other. */
export async function lockSamplesOf(tx: Tx, userId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('samples'), hashtext(${userId}))`.execute(tx)
}

/** The run of that agent which is not over yet. */
export async function findActiveRun(db: Db, userId: string, agent: string): Promise<string | null> {
  const row = await db
    .selectFrom('agent_run')
    .select('id')
    .where('user_id', '=', userId)
    .where('agent', '=', agent)
    .where('state', 'in', ['queued', 'running'])
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

/** Every run of that agent, also those that are over. */
export async function listRunIds(db: Db, userId: string, agent: string): Promise<string[]> {
  const query = db.selectFrom('agent_run').select('id').where('user_id', '=', userId)
  return (await query.where('agent', '=', agent).execute()).map((row) => row.id)
}

export interface SampleCounts {
  resumeId: string | null
  postings: number
  matches: number
  drafts: number
  applications: number
  targets: number
}

/** What there is of the sample data, and what was made for a sample posting or from the sample résumé. */
export async function countSamples(db: Db, userId: string): Promise<SampleCounts> {
  const { rows } = await sql<SampleCounts>`
    with sample_resume as (select id from resume where user_id = ${userId}::uuid and is_sample),
      sample_posting as (select id from posting where user_id = ${userId}::uuid and is_sample),
      sample_match as (
        select id, superseded_at from match where user_id = ${userId}::uuid
          and (posting_id in (select id from sample_posting) or resume_id in (select id from sample_resume))
      )
    select (select id from sample_resume) as "resumeId",
      (select count(*)::int from sample_posting) as postings,
      (select count(*)::int from sample_match where superseded_at is null) as matches,
      (select count(*)::int from draft where user_id = ${userId}::uuid and deleted_at is null and (
        posting_id in (select id from sample_posting) or match_id in (select id from sample_match)
        or resume_version_id in (select v.id from resume_version v where v.resume_id in (select id from sample_resume))
      )) as drafts,
      (select count(*)::int from application where user_id = ${userId}::uuid and deleted_at is null
        and posting_id in (select id from sample_posting)) as applications,
      (select count(*)::int from search_target where user_id = ${userId}::uuid and is_sample) as targets`.execute(
    db,
  )
  const [counts] = rows
  if (!counts) throw new Error('counting the samples gave no row')
  return counts
}

/**
 * Locks, in one order, the jobs of all runs that are at work on samples, and returns the runs: while their rows are
 * locked they commit nothing, and cancelling one after the other can't end in a deadlock. A run may have started
 * another, or ended, while this waited for it: call it again until nothing new comes.
 */
export async function lockRunsOnSamples(tx: Tx, userId: string, agent: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with sample_resume as (select id from resume where user_id = ${userId}::uuid and is_sample),
      sample_posting as (select id from posting where user_id = ${userId}::uuid and is_sample),
      sample_match as (
        select id from match where user_id = ${userId}::uuid
          and (posting_id in (select id from sample_posting) or resume_id in (select id from sample_resume))
      )
    select run.id from agent_run run join job on job.id = run.job_id
    where run.user_id = ${userId}::uuid and run.state in ('queued', 'running') and (
      run.agent = ${agent}
      or run.input ->> 'resumeId' in (select id::text from sample_resume)
      or run.input ->> 'postingId' in (select id::text from sample_posting)
      or run.input ->> 'matchId' in (select id::text from sample_match))
    order by job.id for update of job`.execute(tx)
  return rows.map((row) => row.id)
}
