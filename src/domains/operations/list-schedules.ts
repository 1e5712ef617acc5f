import type { z } from 'zod'
import type { Tx } from '../../platform/db/types.ts'
import { nextRuns } from '../../platform/jobs/schedule-times.ts'
import { cronWords } from './cron-words.ts'
import { iso, personOf } from './job-view.ts'
import { listScheduleRows, type ScheduleRow } from './lists/queries.ts'
import type { scheduleSchema } from './lists/schema.ts'

type ScheduleView = z.infer<typeof scheduleSchema>

const SHOWN_RUNS = 5

/** What runs by itself: those of the system first, then people's. */
export async function listSchedules(tx: Tx, now: Date): Promise<ScheduleView[]> {
  return (await listScheduleRows(tx)).map((row) => scheduleView(row, now))
}

function scheduleView(row: ScheduleRow, now: Date): ScheduleView {
  const { job_id: jobId, job_state: state, job_error_code: errorCode } = row
  return {
    id: row.id,
    name: row.name,
    person: personOf(row),
    task: row.task,
    cron: row.cron,
    words: cronWords(row.cron),
    timeZone: row.time_zone,
    missed: row.missed,
    pausedAt: iso(row.paused_at),
    lastRunAt: iso(row.last_run_at),
    lastJob: jobId !== null && state !== null ? { id: jobId, state, errorCode } : null,
    nextRuns: row.paused_at ? [] : nextRunsOf(row, now),
  }
}

/** One that was written by hand may not be a cron line: then nothing is known of its runs. */
function nextRunsOf(row: ScheduleRow, now: Date): string[] {
  try {
    return nextRuns(row.cron, row.time_zone, SHOWN_RUNS, now).map((run) => run.toISOString())
  } catch {
    return []
  }
}
