import { sql } from 'kysely'
import type { Tx } from '../../../platform/db/types.ts'

/** As many children as a job's page shows. */
export const MOST_CHILDREN = 50
const MOST_ATTEMPTS = 100
const MOST_EVENTS = 200
/** Counting who comes first stops here. */
export const MOST_IN_LINE = 20_000

export async function findJobRow(tx: Tx, jobId: string) {
  return tx
    .selectFrom('job')
    .leftJoin('users', 'users.id', 'job.user_id')
    .leftJoin('job as parent', 'parent.id', 'job.parent_id')
    .leftJoin('job_schedule as schedule', 'schedule.id', 'job.schedule_id')
    .leftJoin('agent_run as run', 'run.job_id', 'job.id')
    .selectAll('job')
    .select([
      'users.email',
      'parent.task as parent_task',
      'parent.state as parent_state',
      'schedule.name as schedule_name',
      'run.id as run_id',
      'run.agent as run_agent',
      'run.state as run_state',
    ])
    .where('job.id', '=', jobId)
    .executeTakeFirst()
}
export type FullJobRow = NonNullable<Awaited<ReturnType<typeof findJobRow>>>

/** The last ones, in their order, with the host of each one's worker as long as that is remembered. */
export async function listAttempts(tx: Tx, jobId: string) {
  const rows = await tx
    .selectFrom('job_attempt as attempt')
    .leftJoin('worker', 'worker.id', 'attempt.worker_id')
    .selectAll('attempt')
    .select('worker.host')
    .where('attempt.job_id', '=', jobId)
    .orderBy('attempt.attempt', 'desc')
    .limit(MOST_ATTEMPTS)
    .execute()
  return rows.toReversed()
}
export type AttemptRow = Awaited<ReturnType<typeof listAttempts>>[number]

export async function listEvents(tx: Tx, jobId: string) {
  const rows = await tx
    .selectFrom('job_event')
    .select(['at', 'type', 'words', 'data'])
    .where('job_id', '=', jobId)
    .orderBy('id', 'desc')
    .limit(MOST_EVENTS)
    .execute()
  return rows.toReversed()
}

/** One more than are shown, so that one knows whether there are more. */
export async function listChildren(tx: Tx, jobId: string) {
  return tx
    .selectFrom('job')
    .select(['id', 'task', 'state'])
    .where('parent_id', '=', jobId)
    .limit(MOST_CHILDREN + 1)
    .execute()
}

export async function findBatch(tx: Tx, batchId: string) {
  return tx
    .selectFrom('job_batch')
    .select(['id', 'total', 'pending', 'failed', 'cancelled', 'completion_job_id'])
    .where('id', '=', batchId)
    .executeTakeFirst()
}

/** The pause by its own person that keeps the job from beginning. */
export async function findPersonsPause(tx: Tx, job: { user_id: string | null; lane: string }) {
  if (job.user_id === null) return undefined
  return tx
    .selectFrom('job_pause')
    .select(['reason', 'paused_at'])
    .where('user_id', '=', job.user_id)
    .where('lane', '=', job.lane)
    .executeTakeFirst()
}

export interface Running {
  lane: number
  task: number
  person: number
}

/** How many run now: of the lane, of the task, of the person in the lane. */
export async function countRunning(
  tx: Tx,
  job: { lane: string; task: string; user_id: string | null },
): Promise<Running> {
  const { rows } = await sql<Running>`
    select count(*) filter (where lane = ${job.lane})::int as lane, count(*) filter (where task = ${job.task})::int as task,
      count(*) filter (where lane = ${job.lane} and user_id = ${job.user_id}::uuid)::int as person
    from job where state = 'running'`.execute(tx)
  return rows[0] ?? { lane: 0, task: 0, person: 0 }
}

export interface Line {
  /** Jobs of the lane that are due and start before it. */
  ahead: number
  /** Its place among its person's own, from 0. */
  place: number
  /** The line is longer than was looked at. */
  more: boolean
}

/** Where a due job stands in its lane: people take turns, so one's place among one's own counts first. */
export async function readLine(tx: Tx, job: { id: string; lane: string }, now: Date): Promise<Line | null> {
  const { rows } = await sql<Line>`
    with line as materialized (
      select id, user_id, priority, run_at, row_number() over (partition by user_id order by turn) - 1 as place, count(*) over () as size
      from (
        select id, user_id, priority, run_at, turn from job
        where state = 'queued' and lane = ${job.lane} and run_at <= ${now} limit ${MOST_IN_LINE}
      ) waiting
    )
    select me.place::int as place, me.size >= ${MOST_IN_LINE} as more, (
      select count(*)::int from line other
      where (other.priority, least(other.place, 319), other.run_at, other.id)
        < (me.priority, least(me.place, 319), me.run_at, me.id)) as ahead
    from line me where me.id = ${job.id}`.execute(tx)
  return rows[0] ?? null
}
