import { sql } from 'kysely'
import type { Tx } from '../db/types.ts'

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
