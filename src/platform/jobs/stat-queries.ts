import { sql } from 'kysely'
import { asWorker } from '../db/transaction.ts'
import type { Db, Tx } from '../db/types.ts'
import { latencyOf, type Latency } from './histogram.ts'

/** What one worker did of one task in one minute. */
export interface StatRow {
  bucket: Date
  task: string
  lane: string
  succeeded: number
  failed: number
  retried: number
  cancelled: number
  waitMs: number
  durationMs: number
  waitHistogram: number[]
  durationHistogram: number[]
}

/** Adds to the minutes of a worker, in one statement. */
export async function addStats(tx: Tx, workerId: string, rows: readonly StatRow[]): Promise<void> {
  await sql`
    insert into job_stat as stat (resolution, bucket, worker_id, task, lane, succeeded, failed, retried, cancelled,
      wait_ms_sum, duration_ms_sum, wait_histogram, duration_histogram)
    select 'minute', bucket, ${workerId}::uuid, task, lane, succeeded, failed, retried, cancelled, "waitMs", "durationMs",
      "waitHistogram", "durationHistogram"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (bucket timestamptz, task text, lane text,
      succeeded integer, failed integer, retried integer, cancelled integer, "waitMs" bigint, "durationMs" bigint,
      "waitHistogram" integer[], "durationHistogram" integer[])
    order by bucket, task
    on conflict on constraint job_stat_pkey do update set lane = excluded.lane,
      succeeded = stat.succeeded + excluded.succeeded, failed = stat.failed + excluded.failed,
      retried = stat.retried + excluded.retried, cancelled = stat.cancelled + excluded.cancelled,
      wait_ms_sum = stat.wait_ms_sum + excluded.wait_ms_sum,
      duration_ms_sum = stat.duration_ms_sum + excluded.duration_ms_sum,
      wait_histogram = ${added('wait_histogram')}, duration_histogram = ${added('duration_histogram')}`.execute(
    tx,
  )
}

const added = (column: 'wait_histogram' | 'duration_histogram') => sql`(
  select coalesce(array_agg(coalesce(mine, 0) + coalesce(theirs, 0) order by place), '{}')
  from unnest(stat.${sql.ref(column)}, excluded.${sql.ref(column)}) with ordinality as sums (mine, theirs, place))`

const HOUR_MS = 3_600_000

/** Rows of all workers together belong to none. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

const tiers = [
  { from: 'minute', to: 'ten', seconds: 600, keepMs: 2 * HOUR_MS },
  { from: 'ten', to: 'hour', seconds: 3_600, keepMs: 26 * HOUR_MS },
] as const
const KEEP_HOURS_MS = 30 * 24 * HOUR_MS

/**
 * Sums minutes older than 2 hours into tens of minutes, those older than 26 hours into hours, and forgets hours after
 * 30 days: each step one transaction that moves what it finds, so that it may run at any time, twice, and after
 * a late worker added to a minute of the past. Meant for every ten minutes or so.
 */
export async function rollUpStats(db: Db, now: Date): Promise<void> {
  for (const tier of tiers) await asWorker(db, (tx) => rollUp(tx, tier, now))
  const before = new Date(now.getTime() - KEEP_HOURS_MS)
  await asWorker(db, (tx) =>
    tx.deleteFrom('job_stat').where('resolution', '=', 'hour').where('bucket', '<', before).execute(),
  )
}

async function rollUp(tx: Tx, tier: (typeof tiers)[number], now: Date): Promise<void> {
  const width = tier.seconds * 1000
  const before = new Date(Math.floor((now.getTime() - tier.keepMs) / width) * width)
  await sql`
    with old as (
      delete from job_stat where resolution = ${tier.from} and bucket < ${before} returning *
    ), binned as (
      select *, date_bin(make_interval(secs => ${tier.seconds}), bucket, timestamptz 'epoch') as bin from old
    ), waits as (${sumsOf('wait_histogram')}), durations as (${sumsOf('duration_histogram')}),
    counts as (
      select bin, task, max(lane) as lane, sum(succeeded) as succeeded, sum(failed) as failed, sum(retried) as retried,
        sum(cancelled) as cancelled, sum(wait_ms_sum) as wait_ms_sum, sum(duration_ms_sum) as duration_ms_sum
      from binned group by bin, task
    )
    insert into job_stat as stat (resolution, bucket, worker_id, task, lane, succeeded, failed, retried, cancelled,
      wait_ms_sum, duration_ms_sum, wait_histogram, duration_histogram)
    select ${tier.to}, bin, ${NOBODY}::uuid, task, lane, succeeded, failed, retried, cancelled, wait_ms_sum,
      duration_ms_sum, coalesce(waits.histogram, '{}'), coalesce(durations.histogram, '{}')
    from counts left join waits using (bin, task) left join durations using (bin, task) order by bin, task
    on conflict on constraint job_stat_pkey do update set
      succeeded = stat.succeeded + excluded.succeeded, failed = stat.failed + excluded.failed,
      retried = stat.retried + excluded.retried, cancelled = stat.cancelled + excluded.cancelled,
      wait_ms_sum = stat.wait_ms_sum + excluded.wait_ms_sum,
      duration_ms_sum = stat.duration_ms_sum + excluded.duration_ms_sum,
      wait_histogram = ${added('wait_histogram')}, duration_histogram = ${added('duration_histogram')}`.execute(
    tx,
  )
}

/** The histograms of a group's rows, added number by number. */
const sumsOf = (column: 'wait_histogram' | 'duration_histogram') => sql`
  select bin, task, array_agg(total order by place) as histogram from (
    select bin, task, place, sum(number)::integer as total
    from binned cross join unnest(${sql.ref(column)}) with ordinality as part (number, place)
    group by bin, task, place
  ) totals group by bin, task`

interface SumRow {
  succeeded: number
  failed: number
  retried: number
  cancelled: number
  waits: number[]
  durations: number[]
}

export interface StatSums {
  succeeded: number
  failed: number
  retried: number
  cancelled: number
  /** Milliseconds from due to begun. */
  wait: Latency
  /** Milliseconds of an attempt. */
  duration: Latency
}

const toSums = ({ waits, durations, ...counts }: SumRow): StatSums => ({
  ...counts,
  wait: latencyOf(waits),
  duration: latencyOf(durations),
})

const noSums: StatSums = toSums({
  succeeded: 0,
  failed: 0,
  retried: 0,
  cancelled: 0,
  waits: [],
  durations: [],
})

/** Sums of rows in `stat` by their `part`, which is a column of it. */
const sums = sql`
  counts as (
    select part, sum(succeeded)::int as succeeded, sum(failed)::int as failed, sum(retried)::int as retried,
      sum(cancelled)::int as cancelled from stat group by part
  ), histograms as (
    select part, array_agg(waits order by place) as waits, array_agg(durations order by place) as durations from (
      select part, place, sum(coalesce(wait, 0))::int as waits, sum(coalesce(duration, 0))::int as durations
      from stat cross join unnest(wait_histogram, duration_histogram) with ordinality as bucket (wait, duration, place)
      group by part, place
    ) totals group by part
  )
  select part, succeeded, failed, retried, cancelled, coalesce(waits, '{}') as waits,
    coalesce(durations, '{}') as durations
  from counts left join histograms using (part)`

export interface SeriesPoint extends StatSums {
  at: Date
}

/** A point's width in seconds and how many there are. */
export const seriesShapes = {
  '1h': { seconds: 60, points: 60 },
  '24h': { seconds: 600, points: 144 },
  '7d': { seconds: 3_600, points: 168 },
} as const

export interface SeriesOptions {
  range: keyof typeof seriesShapes
  lane?: string | undefined
  task?: string | undefined
  now: Date
}

const only = (column: string, value: string | undefined) =>
  value === undefined ? sql`` : sql`and ${sql.ref(column)} = ${value}`

/** Equal points up to now, the last one unfinished; also those in which nothing ended. */
export async function readSeries(tx: Tx, options: SeriesOptions): Promise<SeriesPoint[]> {
  const { seconds, points } = seriesShapes[options.range]
  const width = seconds * 1000
  const start = (Math.floor(options.now.getTime() / width) + 1 - points) * width
  const { rows } = await sql<SumRow & { part: number }>`
    with stat as materialized (
      select floor(extract(epoch from bucket - ${new Date(start)}::timestamptz) / ${seconds}::int)::int as part, *
      from job_stat where resolution in ('minute', 'ten', 'hour') and bucket >= ${new Date(start)}
        ${only('lane', options.lane)} ${only('task', options.task)}
    ), ${sums}`.execute(tx)
  const byPart = new Map(rows.map(({ part, ...row }) => [part, toSums(row)]))
  return Array.from({ length: points }, (_none, part) => ({
    at: new Date(start + part * width),
    ...(byPart.get(part) ?? noSums),
  }))
}

/** What ended since then, by lane; a lane in which nothing did is absent. */
export async function readLaneSums(tx: Tx, since: Date): Promise<Map<string, StatSums>> {
  const { rows } = await sql<SumRow & { part: string }>`
    with stat as materialized (
      select lane as part, * from job_stat where resolution = 'minute' and bucket >= ${since}
    ), ${sums}`.execute(tx)
  return new Map(rows.map(({ part, ...row }) => [part, toSums(row)]))
}

export interface JobTally {
  lane: string
  task: string
  queued: number
  scheduled: number
  running: number
  oldest_seconds: number
}

/** What waits and runs now, by task. Of queued jobs at most 100,000 are looked at, longest waiting first. */
export async function tallyJobs(db: Db): Promise<JobTally[]> {
  const { rows } = await sql<JobTally>`
    select lane, task, count(*) filter (where state = 'queued' and run_at <= now())::integer as queued,
      count(*) filter (where state = 'queued' and run_at > now())::integer as scheduled,
      count(*) filter (where state = 'running')::integer as running,
      coalesce(extract(epoch from now() - min(run_at) filter (where state = 'queued' and run_at <= now())), 0)::float8
        as oldest_seconds
    from (
      (select lane, task, state, run_at from job where state = 'queued' order by run_at, id limit 100000)
      union all
      select lane, task, state, run_at from job where state = 'running'
    ) present group by lane, task`.execute(db)
  return rows
}
