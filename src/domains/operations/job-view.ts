import type { ItemRow } from './listing/queries.ts'
import { maskText } from './mask-value.ts'
import type { JobItem } from './schema.ts'

/** A moment as its answer says it. */
export function iso(date: Date): string
export function iso(date: Date | null): string | null
export function iso(date: Date | null): string | null {
  return date ? date.toISOString() : null
}

type Times = Pick<
  ItemRow,
  'state' | 'run_at' | 'created_at' | 'attempt_started_at' | 'started_at' | 'finished_at'
>

/** From when it was due to the begin of its last attempt, or until now; null while it isn't due. */
export function waitOf(job: Times, now: Date): number | null {
  const begun = job.state === 'queued' ? null : (job.attempt_started_at ?? job.started_at)
  // One that was cancelled while it waited began never.
  const until = begun ?? job.finished_at ?? now
  const waited = until.getTime() - job.run_at.getTime()
  if (begun) return Math.max(0, waited)
  return waited < 0 ? null : waited
}

/** Of the last attempt, until now while it runs. */
export function durationOf(job: Times, now: Date): number | null {
  const begun = job.attempt_started_at ?? job.started_at
  if (!begun || job.state === 'queued') return null
  return Math.max(0, (job.finished_at ?? now).getTime() - begun.getTime())
}

export function personOf(row: { user_id: string | null; email: string | null }): JobItem['person'] {
  return row.user_id === null ? null : { id: row.user_id, email: row.email ?? '' }
}

export function jobItem(row: ItemRow, now: Date): JobItem {
  return {
    id: row.id,
    task: row.task,
    lane: row.lane,
    state: row.state,
    held: row.held,
    priority: row.priority,
    attempt: row.attempt,
    maxAttempts: row.max_attempts,
    runAt: iso(row.run_at),
    createdAt: iso(row.created_at),
    startedAt: iso(row.started_at),
    finishedAt: iso(row.finished_at),
    waitMs: waitOf(row, now),
    durationMs: durationOf(row, now),
    person: personOf(row),
    key: row.unique_key,
    errorCode: row.error_code,
    errorMessage: row.error_message === null ? null : maskText(row.error_message),
    fingerprint: row.fingerprint,
    progress:
      row.progress_words === null ? null : { percent: row.progress_percent, words: row.progress_words },
    cancelRequested: row.cancel_requested_at !== null,
    workerId: row.worker_id,
    batchId: row.batch_id,
    parentId: row.parent_id,
  }
}
