import type { Attributes, Meter } from '@opentelemetry/api'
import { asWorker } from '../db/transaction.ts'
import type { Db } from '../db/types.ts'
import type { Outcome } from './job-stats.ts'
import { tallyJobs } from './stat-queries.ts'

/** What this process's attempts came to, by lane and task. */
export function createJobMetrics(meter: Meter): { record(outcome: Outcome): void } {
  const outcomes = meter.createCounter('jobpilot_job_attempts', {
    description: 'Attempts of jobs that ended in this process, by outcome',
  })
  const duration = meter.createHistogram('jobpilot_job_duration_seconds', {
    description: 'How long attempts of jobs ran',
  })
  const wait = meter.createHistogram('jobpilot_job_wait_seconds', {
    description: 'How long jobs waited from when they were due until they began',
  })
  return {
    record({ task, lane, outcome, waitMs, durationMs }) {
      const place: Attributes = { lane, task }
      outcomes.add(1, { ...place, outcome })
      duration.record(durationMs / 1_000, place)
      wait.record(waitMs / 1_000, place)
    },
  }
}

/** Looks at the queue whenever somebody asks for metrics: the same answer from whichever process. */
export function observeJobs(meter: Meter, db: Db): void {
  const queued = meter.createObservableGauge('jobpilot_jobs_queued', {
    description: 'Jobs that are due and have not begun; at most 100,000 are looked at',
  })
  const scheduled = meter.createObservableGauge('jobpilot_jobs_scheduled', {
    description: 'Jobs that start later',
  })
  const running = meter.createObservableGauge('jobpilot_jobs_running', { description: 'Jobs that run now' })
  const oldest = meter.createObservableGauge('jobpilot_jobs_oldest_seconds', {
    description: 'How long the longest waiting job of the task has been due',
  })
  meter.addBatchObservableCallback(
    async (result) => {
      for (const row of await asWorker(db, tallyJobs)) {
        const place: Attributes = { lane: row.lane, task: row.task }
        result.observe(queued, row.queued, place)
        result.observe(scheduled, row.scheduled, place)
        result.observe(running, row.running, place)
        result.observe(oldest, row.oldest_seconds, place)
      }
    },
    [queued, scheduled, running, oldest],
  )
}
