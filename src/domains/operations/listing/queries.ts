import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../../platform/db/types.ts'
import type { JobState } from '../../../platform/jobs/tables.ts'
import type { JobFilter } from '../schema.ts'
import type { JobPlace } from './job-place.ts'
import { branchesOf, isFinished, mayMiss, type Branch, type JobSearch, type Lead } from './job-search.ts'

type Condition = RawBuilder<boolean>

const all = (conditions: Condition[]): Condition =>
  conditions.length === 0 ? sql`true` : sql`${sql.join(conditions, sql` and `)}`

/** Every character that means something to `like` stands for itself. */
const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`

const moment = (place: JobPlace): RawBuilder<Date> =>
  sql`(timestamptz 'epoch' + ${place.time}::bigint * interval '1 microsecond')`

const microseconds = (time: RawBuilder<unknown>): RawBuilder<string> =>
  sql`(extract(epoch from ${time}) * 1000000)::bigint::text`

/** How the runs begin, and what they are ordered by. */
interface Order {
  base: (now: Date) => Condition
  /** Its time; a page's limits are about it. */
  key: RawBuilder<Date>
  descending: boolean
  byPriority?: boolean
}

const created = sql<Date>`job.created_at`
const inState = (state: JobState) => () => sql<boolean>`job.state = ${sql.lit(state)}`
const ended = (state: JobState): Order => ({
  base: () => sql<boolean>`job.state = ${sql.lit(state)} and job.finished_at is not null`,
  key: sql`job.finished_at`,
  descending: true,
})

const orders: Record<Branch, Order> = {
  queued: {
    base: (now) => sql`job.state = 'queued' and job.run_at <= ${now}`,
    key: sql`job.run_at`,
    descending: false,
    byPriority: true,
  },
  scheduled: {
    base: (now) => sql`job.state = 'queued' and job.run_at > ${now}`,
    key: sql`job.run_at`,
    descending: false,
  },
  running: {
    base: inState('running'),
    key: sql`coalesce(job.attempt_started_at, job.created_at)`,
    descending: false,
  },
  waiting: { base: inState('queued'), key: created, descending: true },
  succeeded: ended('succeeded'),
  failed: ended('failed'),
  cancelled: ended('cancelled'),
}

/** In a list of all, what runs stands where it was created. */
function orderOf(branch: Branch, search: JobSearch): Order {
  const order = orders[branch]
  return branch === 'running' && search.state === 'all' ? { ...order, key: created, descending: true } : order
}

const orderBy = ({ key, descending, byPriority }: Order): RawBuilder<unknown> => {
  if (descending) return sql`${key} desc, job.id desc`
  return byPriority ? sql`job.priority, ${key}, job.id` : sql`${key}, job.id`
}

function beyond({ key, descending, byPriority }: Order, place: JobPlace): Condition {
  if (descending) return sql`(${key}, job.id) < (${moment(place)}, ${place.id}::uuid)`
  if (!byPriority) return sql`(${key}, job.id) > (${moment(place)}, ${place.id}::uuid)`
  return sql`(job.priority, ${key}, job.id) > (${place.priority}::int, ${moment(place)}, ${place.id}::uuid)`
}

/** As a range, which an index of byte order serves whatever the parameter. */
const keyBegins = (prefix: string): Condition =>
  sql`job.unique_key ~>=~ ${prefix} and job.unique_key ~<~ ${`${prefix}\u{10FFFF}`}`

function setConditions(search: Pick<JobFilter, 'parentId' | 'batchId' | 'scheduleId' | 'key'>): Condition[] {
  const { parentId, batchId, scheduleId, key } = search
  return [
    ...(parentId === undefined ? [] : [sql<boolean>`job.parent_id = ${parentId}::uuid`]),
    ...(batchId === undefined ? [] : [sql<boolean>`job.batch_id = ${batchId}::uuid`]),
    ...(scheduleId === undefined ? [] : [sql<boolean>`job.schedule_id = ${scheduleId}::uuid`]),
    ...(key === undefined ? [] : [keyBegins(key)]),
  ]
}

function errorConditions(search: JobSearch, branch: Branch): Condition[] {
  const { error, fingerprints } = search
  if (search.fingerprint !== undefined) return [sql`job.fingerprint = any(${fingerprints ?? []}::text[])`]
  if (error === undefined) return []
  if (!isFinished(branch)) {
    return [sql`(job.error_code = ${error} or job.error_message ilike ${containing(error)})`]
  }
  return [sql`(job.fingerprint = any(${fingerprints ?? []}::text[]) or job.error_code = ${error})`]
}

/** All that the search asks for but state and time. */
function conditionsOf(search: JobSearch, branch: Branch): Condition[] {
  const { task, lane, userId } = search
  return [
    ...setConditions(search),
    ...(userId === undefined ? [] : [sql<boolean>`job.user_id = ${userId}::uuid`]),
    ...(task === undefined ? [] : [sql<boolean>`job.task = ${task}`]),
    ...(lane === undefined ? [] : [sql<boolean>`job.lane = ${lane}`]),
    ...errorConditions(search, branch),
  ]
}

/** The jobs of a search as one condition, for what visits each of them whatever their order. */
export function fittingJobs(search: JobSearch): RawBuilder<boolean> {
  const runs = branchesOf(search).map((branch) => {
    const order = orderOf(branch, search)
    const parts = [
      order.base(search.now),
      ...timeConditions(order, search, null),
      ...conditionsOf(search, branch),
    ]
    return sql`(${all(parts)})`
  })
  return runs.length === 0 ? sql`false` : sql`(${sql.join(runs, sql` or `)})`
}

function leadConditions(search: JobSearch, lead: Lead): Condition[] {
  if (lead === 'set') return setConditions(search).slice(0, 1)
  if (lead === 'person') return [sql`job.user_id = ${search.userId}::uuid`]
  if (lead === 'task') return [sql`job.task = ${search.task}`]
  return []
}

function timeConditions(order: Order, search: JobSearch, after: JobPlace | null): Condition[] {
  return [
    ...(search.from ? [sql<boolean>`${order.key} >= ${search.from}`] : []),
    ...(search.to ? [sql<boolean>`${order.key} < ${search.to}`] : []),
    ...(after ? [beyond(order, after)] : []),
  ]
}

export interface Found extends JobPlace {
  state: JobState
}

export interface Run {
  search: JobSearch
  branch: Branch
  lead: Lead
  after: JobPlace | null
  /** Most jobs to find. */
  limit: number
  /** Most jobs to look at, where many may not fit. */
  window: number
}

/** All that conditions and orders look at: whole rows would be copied with their payloads. */
const needed = sql`id, state, priority, run_at, created_at, attempt_started_at, finished_at, task, lane, user_id, parent_id,
  batch_id, schedule_id, unique_key, error_code, error_message, fingerprint`

const columns = (order: Order): RawBuilder<unknown> =>
  sql`job.id, job.state, job.priority, ${microseconds(order.key)} as time`

/** The next jobs of one run that fit. */
export async function findNext(tx: Tx, run: Run): Promise<Found[]> {
  const { rows } = await nextOf(run).execute(tx)
  return rows
}

/** How many there are, up to the run's limit. */
export async function countNext(tx: Tx, run: Run): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (${nextOf(run)}) found`.execute(tx)
  return rows[0]?.count ?? 0
}

function nextOf(run: Run): RawBuilder<Found> {
  const { search, branch, lead, after, limit, window } = run
  const order = orderOf(branch, search)
  const base = [order.base(search.now), ...timeConditions(order, search, after)]
  const fitting = all(conditionsOf(search, branch))
  const ordered = orderBy(order)
  if (!isFinished(branch)) {
    return sql`select ${columns(order)} from job where ${all(base)} and ${fitting} order by ${ordered} limit ${limit}`
  }
  if (lead === 'set') {
    const [first] = leadConditions(search, lead)
    return sql`with job as materialized (select ${needed} from job where ${first ?? sql`true`})
      select ${columns(order)} from job where ${all(base)} and ${fitting} order by ${ordered} limit ${limit}`
  }
  if (lead === 'fingerprints' || lead === 'tasks') {
    const groups =
      lead === 'fingerprints' ? sql`unnest(${search.fingerprints}::text[])` : tasksOfLane(search, branch)
    const member = lead === 'fingerprints' ? sql`job.fingerprint = part.name` : sql`job.task = part.name`
    return sql`select ${columns(order)} from ${groups} as part (name) cross join lateral (
        select job.* from job where ${member} and ${all(base)} and ${lead === 'tasks' ? fitting : sql`true`}
        order by ${ordered} limit ${limit}
      ) job order by ${ordered} limit ${limit}`
  }
  const bound = all([...leadConditions(search, lead), ...base])
  if (!mayMiss(search, branch, lead)) {
    return sql`select ${columns(order)} from job where ${bound} order by ${ordered} limit ${limit}`
  }
  return sql`select ${columns(order)} from (
      select job.* from job where ${bound} order by ${ordered} limit ${window}
    ) job where ${fitting} order by ${ordered} limit ${limit}`
}

/** Where the run stopped looking; null when it has seen all. */
export async function findWindowEnd(tx: Tx, run: Run): Promise<JobPlace | null> {
  const { search, branch, lead, after, window } = run
  const order = orderOf(branch, search)
  const base = [order.base(search.now), ...timeConditions(order, search, after)]
  const bound = all([...leadConditions(search, lead), ...base])
  const { rows } = await sql<JobPlace>`select ${columns(order)} from job where ${bound}
    order by ${orderBy(order)} offset ${window - 1} limit 1`.execute(tx)
  return rows[0] ?? null
}

/** The tasks whose newest finished job was of the lane: twenty looks at an index instead of one more index. */
function tasksOfLane({ lane }: JobSearch, branch: Branch): RawBuilder<unknown> {
  return sql`(
    with recursive names as (
      (select task from job where finished_at is not null order by task limit 1)
      union all
      select (select task from job where finished_at is not null and task > names.task order by task limit 1)
      from names where names.task is not null
    )
    select names.task from names where names.task is not null and ${lane} = (
      select job.lane from job where job.task = names.task and job.state = ${sql.lit(branch)}
        and finished_at is not null order by finished_at desc, id desc limit 1)
  )`
}

/** Whether the smallest thinkable set that the search names has at most `most` jobs. */
export async function isSmallSet(tx: Tx, search: JobSearch, most: number): Promise<boolean> {
  const [first] = setConditions(search)
  if (!first) return false
  const { rows } = await sql<{ size: number }>`
    select count(*)::int as size from (select from job where ${first} limit ${most + 1}) job`.execute(tx)
  return (rows[0]?.size ?? 0) <= most
}

/** Groups of failures that fit, the newest first. */
export async function findFingerprints(
  tx: Tx,
  search: {
    error: string | undefined
    fingerprint: string | undefined
    task: string | undefined
    lane: string | undefined
  },
  limit: number,
): Promise<string[]> {
  let query = tx.selectFrom('job_failure').select('fingerprint')
  if (search.task !== undefined) query = query.where('task', '=', search.task)
  if (search.lane !== undefined) query = query.where('lane', '=', search.lane)
  if (search.fingerprint !== undefined) query = query.where('fingerprint', '=', search.fingerprint)
  if (search.error !== undefined) {
    const pattern = containing(search.error)
    query = query.where((eb) => eb.or([eb('code', 'ilike', pattern), eb('message', 'ilike', pattern)]))
  }
  const rows = await query.orderBy('last_seen_at', 'desc').limit(limit).execute()
  return rows.map((row) => row.fingerprint)
}

export async function findUserId(tx: Tx, email: string): Promise<string | null> {
  const found = await tx
    .selectFrom('users')
    .select('id')
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .executeTakeFirst()
  return found?.id ?? null
}

const itemColumns = [
  'job.id',
  'job.task',
  'job.lane',
  'job.state',
  'job.held',
  'job.priority',
  'job.attempt',
  'job.max_attempts',
  'job.run_at',
  'job.created_at',
  'job.started_at',
  'job.attempt_started_at',
  'job.finished_at',
  'job.user_id',
  'job.unique_key',
  'job.error_code',
  'job.fingerprint',
  'job.progress_percent',
  'job.progress_words',
  'job.cancel_requested_at',
  'job.worker_id',
  'job.batch_id',
  'job.parent_id',
] as const

/** Most characters of an error in a list. */
const SHORT = 300

/** What a list shows of these jobs, in no order. */
export async function readItems(tx: Tx, ids: string[]) {
  return tx
    .selectFrom('job')
    .leftJoin('users', 'users.id', 'job.user_id')
    .select([...itemColumns, 'users.email'])
    .select(sql<string | null>`left(job.error_message, ${sql.lit(SHORT)})`.as('error_message'))
    .where('job.id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
}
export type ItemRow = Awaited<ReturnType<typeof readItems>>[number]
