import { sql } from 'kysely'
import type { Tx } from '../../../platform/db/types.ts'
import type { JobSearch } from '../listing/job-search.ts'
import { fittingJobs } from '../listing/queries.ts'

/** The database's, which the times of jobs are of. */
export async function readNow(tx: Tx): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(tx)
  return rows[0]?.now ?? new Date()
}

/** The jobs of a bulk action. */
export interface BulkScope {
  search: JobSearch
  /** None that came or ended later. */
  before: Date
  /** Nor the job that does it. */
  except: string
}

const within = ({ search, before, except }: BulkScope) =>
  sql<boolean>`created_at < ${before} and (finished_at is null or finished_at < ${before})
    and id <> ${except}::uuid and ${fittingJobs(search)}`

/** By id: an order that no action changes, so that each job is met once. */
export async function listBulkPage(
  tx: Tx,
  scope: BulkScope,
  page: { after: string | null; limit: number },
): Promise<string[]> {
  const beyond = page.after === null ? sql`true` : sql`id > ${page.after}::uuid`
  const { rows } = await sql<{ id: string }>`
    select id from job where ${beyond} and ${within(scope)} order by id limit ${page.limit}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** All of them: by the job that walks through them anyway. */
export async function countBulk(tx: Tx, scope: BulkScope): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from job where ${within(scope)}`.execute(tx)
  return rows[0]?.count ?? 0
}

/** Why a job that is due doesn't begin yet. */
export interface WaitingFor {
  job_id: string
  /** Of an operator's hold. */
  reason: string | null
  /** Its person has paused the lane. */
  paused: boolean
}

/** Of the jobs that a hold or a pause keeps from beginning. */
export async function listWaitingFor(tx: Tx, ids: readonly string[]): Promise<WaitingFor[]> {
  const { rows } = await sql<WaitingFor>`
    select waiting.* from (
      select job.id as job_id,
        (select reason from job_hold hold where (hold.lane is null or hold.lane = job.lane)
          and (hold.task is null or hold.task = job.task)
          and (hold.user_id is null or hold.user_id = job.user_id) order by created_at limit 1) as reason,
        exists (select from job_pause pause
          where pause.user_id = job.user_id and pause.lane = job.lane) as paused
      from job where job.id = any(${ids}::uuid[]) and job.state = 'queued'
    ) waiting where reason is not null or paused`.execute(tx)
  return rows
}

const holdColumns = [
  'job_hold.id',
  'job_hold.lane',
  'job_hold.task',
  'job_hold.reason',
  'job_hold.created_at',
  'job_hold.user_id',
  'person.email as email',
  'job_hold.actor_id',
  'actor.email as actor_email',
] as const

/** Oldest first; all, or the one. */
export async function listHoldRows(tx: Tx, id: string | null) {
  let query = tx
    .selectFrom('job_hold')
    .leftJoin('users as person', 'person.id', 'job_hold.user_id')
    .leftJoin('users as actor', 'actor.id', 'job_hold.actor_id')
    .select(holdColumns)
  if (id !== null) query = query.where('job_hold.id', '=', id)
  return query.orderBy('job_hold.created_at').orderBy('job_hold.id').execute()
}
export type HoldRow = Awaited<ReturnType<typeof listHoldRows>>[number]

export async function personExists(tx: Tx, userId: string): Promise<boolean> {
  const found = await tx.selectFrom('users').select('id').where('id', '=', userId).executeTakeFirst()
  return found !== undefined
}
