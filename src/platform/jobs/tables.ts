import type { ColumnType, Generated } from 'kysely'

export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'
export type UniqueMode = 'keep' | 'replace' | 'debounce'
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
  /** -100 to 100, lower first; given by whoever enqueues. */
  priority: Generated<number>
  /** The person's place in the lane: one more than their last waiting job's; starts again when none waits. */
  turn: Generated<number>
  /** Queued without a transport, until a place of this limit is free. */
  held: 'person' | 'task' | 'lane' | null
  run_at: Generated<Date>
  /** The current or last attempt; fences every commit. */
  attempt: Generated<number>
  /** Attempts that a stopping worker gave back; they don't count against max_attempts. */
  handed_back: Generated<number>
  max_attempts: number
  unique_key: string | null
  unique_mode: Generated<UniqueMode>
  batch_id: string | null
  schedule_id: string | null
  traceparent: string | null
  result: NullableJson
  result_expires_at: Date | null
  progress_percent: number | null
  progress_words: string | null
  /** What the handler remembers from one attempt to the next. */
  cursor: NullableJson
  error_code: string | null
  error_words: string | null
  error_message: string | null
  /** Of the failure that ended it, see job_failure. */
  fingerprint: string | null
  cancel_requested_at: Date | null
  cancel_reason: string | null
  worker_id: string | null
  /** Of the first attempt. */
  started_at: Date | null
  /** Of the current or last attempt. */
  attempt_started_at: Date | null
  /** When the running attempt must have ended: whoever sees it later fails it. */
  deadline_at: Date | null
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
  /** The last lines that the attempt logged: LogLine[]. */
  logs: NullableJson
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
  /** Jobs at a time by lane; a lane that is absent isn't served. */
  lanes: ColumnType<Record<string, number>, string | undefined, string>
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

/** An operator's pause: what is null holds for all lanes, tasks, people. */
export interface JobHoldTable {
  id: Generated<string>
  lane: string | null
  task: string | null
  user_id: string | null
  reason: string
  actor_id: string | null
  created_at: Created
}

/** Jobs whose last one to end enqueues `completion`. */
export interface JobBatchTable {
  id: Generated<string>
  user_id: string | null
  total: number
  pending: number
  failed: Generated<number>
  cancelled: Generated<number>
  /** { task, payload } of the completion step. */
  completion: NullableJson
  completion_job_id: string | null
  created_at: Created
  finished_at: Date | null
}

/** What happened to a job besides what its own columns and attempts tell. */
export interface JobEventTable {
  id: Generated<number>
  job_id: string
  user_id: string | null
  at: Generated<Date>
  /** soft_limit, hard_limit, cancel_requested, retried, rescheduled, reprioritised, recovered, … */
  type: string
  words: string
  data: ColumnType<Record<string, unknown>, string | undefined, string>
}

/** When a task runs by itself. System schedules come from the code, by name. */
export interface JobScheduleTable {
  id: Generated<string>
  name: string
  user_id: string | null
  task: string
  payload: ColumnType<unknown, string | undefined, string>
  cron: string
  time_zone: Generated<string>
  missed: Generated<'skip' | 'once' | 'all'>
  next_run_at: Date | null
  last_run_at: Date | null
  last_job_id: string | null
  paused_at: Date | null
  created_at: Created
  updated_at: Created
}

/** Failed attempts that look alike. */
export interface JobFailureTable {
  fingerprint: string
  task: string
  lane: string
  code: string
  message: string
  count: Generated<number>
  last_job_id: string | null
  first_seen_at: Generated<Date>
  last_seen_at: Generated<Date>
}

/** What one worker did of one task in one minute, ten or an hour; histograms as in histogram.ts. */
export interface JobStatTable {
  resolution: 'minute' | 'ten' | 'hour'
  bucket: Date
  worker_id: string
  task: string
  lane: string
  succeeded: Generated<number>
  failed: Generated<number>
  retried: Generated<number>
  cancelled: Generated<number>
  wait_ms_sum: Generated<number>
  duration_ms_sum: Generated<number>
  wait_histogram: Generated<number[]>
  duration_histogram: Generated<number[]>
}

/** An operator's limits of a lane; null, or no row: those of the code. */
export interface JobLaneTable {
  lane: string
  max_running: number | null
  per_person: number | null
  updated_at: Created
}

export interface JobTables {
  job: JobTable
  job_attempt: JobAttemptTable
  job_pause: JobPauseTable
  job_hold: JobHoldTable
  job_batch: JobBatchTable
  job_event: JobEventTable
  job_schedule: JobScheduleTable
  job_failure: JobFailureTable
  job_stat: JobStatTable
  job_lane: JobLaneTable
  worker: WorkerTable
}
