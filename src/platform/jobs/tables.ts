import type { ColumnType, Generated } from 'kysely'

export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'
export type AttemptState = 'running' | 'succeeded' | 'failed' | 'cancelled' | 'lost' | 'handed_back'

/** Written as JSON text (see toJson), read as the parsed value. */
type Json = ColumnType<unknown, string, string>
type NullableJson = ColumnType<unknown, string | null | undefined, string | null>
type Created = ColumnType<Date, Date | undefined, never>

/** The truth about one unit of background work. */
export interface JobTable {
  id: Generated<string>
  task: string
  lane: string
  state: Generated<JobState>
  payload: Json
  /** null: a job of the system, visible to no person. */
  user_id: string | null
  parent_id: string | null
  /** Lower runs first; a person's n-th waiting job of a lane gets n. */
  priority: Generated<number>
  run_at: Generated<Date>
  /** The current or last attempt; fences every commit. */
  attempt: Generated<number>
  /** Attempts that a stopping worker gave back; they don't count against max_attempts. */
  handed_back: Generated<number>
  max_attempts: number
  unique_key: string | null
  traceparent: string | null
  result: NullableJson
  error_code: string | null
  error_words: string | null
  error_message: string | null
  cancel_requested_at: Date | null
  cancel_reason: string | null
  worker_id: string | null
  started_at: Date | null
  finished_at: Date | null
  created_at: Created
  updated_at: Created
}

export interface JobAttemptTable {
  job_id: string
  attempt: number
  user_id: string | null
  worker_id: string
  state: Generated<AttemptState>
  error_code: string | null
  error_message: string | null
  error_stack: string | null
  started_at: Generated<Date>
  finished_at: Date | null
}

/** A process that runs jobs; alive while its session holds the advisory lock of `lock_key`. */
export interface WorkerTable {
  id: string
  lock_key: number
  pool_ids: Generated<string[]>
  host: string
  pid: number
  version: string
  busy: Generated<number>
  memory_bytes: Generated<number>
  started_at: Generated<Date>
  heartbeat_at: Generated<Date>
  stopped_at: Date | null
  stop_reason: string | null
}

/** While it stands, this person's jobs of the lane are not begun. */
export interface JobPauseTable {
  user_id: string
  lane: string
  /** The person's own words. */
  reason: string | null
  paused_at: Generated<Date>
}

export interface JobTables {
  job: JobTable
  job_attempt: JobAttemptTable
  job_pause: JobPauseTable
  worker: WorkerTable
}
