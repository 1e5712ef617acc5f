import type { Hold } from '../domains/operations/control/schema.ts'
import type { JobDetail, JobItem, Overview } from '../domains/operations/schema.ts'
import { out, table } from './print.ts'

const timeOf = (iso: string | null): string => (iso === null ? '' : iso.replace('T', ' ').slice(0, 19))

function stateOf({ state, held, runAt }: JobItem): string {
  if (state !== 'queued') return state
  if (held !== null) return 'held'
  return Date.parse(runAt) > Date.now() ? 'scheduled' : 'queued'
}

/** Milliseconds as a person reads them. */
function span(ms: number | null): string {
  if (ms === null) return '–'
  if (ms < 1_000) return `${Math.round(ms)} ms`
  const seconds = ms / 1_000
  if (seconds < 120) return `${seconds.toFixed(1)} s`
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`
}

export function printJobs(items: readonly JobItem[]): void {
  out(
    table(items, [
      { title: 'Id', max: 36, value: (job) => job.id },
      { title: 'State', max: 9, value: stateOf },
      { title: 'Task', max: 28, value: (job) => job.task },
      { title: 'Person', max: 26, value: (job) => job.person?.email ?? '–' },
      { title: 'Attempt', max: 7, value: (job) => `${job.attempt}/${job.maxAttempts}` },
      {
        title: 'When (UTC)',
        max: 19,
        value: (job) => timeOf(job.finishedAt ?? (job.state === 'queued' ? job.runAt : job.startedAt)),
      },
      { title: 'What', max: 60, value: (job) => job.errorMessage ?? job.progress?.words ?? '' },
    ]),
  )
}

/** What the job has of these, a line each. */
function factsOf(job: JobDetail): [string, string | null][] {
  const { person, progress, run } = job
  return [
    ['id', job.id],
    ['task', `${job.task} (lane ${job.lane}, priority ${job.priority})`],
    ['state', `${stateOf(job)}, attempt ${job.attempt} of ${job.maxAttempts}`],
    ['person', person && `${person.email} ${person.id}`],
    ['key', job.key],
    ['due', timeOf(job.runAt)],
    ['finished', timeOf(job.finishedAt)],
    ['progress', progress && `${progress.percent ?? '–'} % ${progress.words}`],
    ['error', errorOf(job)],
    ['payload', JSON.stringify(job.payload)],
    ['result', job.result === null ? null : JSON.stringify(job.result)],
    ['run', run && `${run.agent} ${run.id} (${run.state})`],
    ['trace', job.traceUrl ?? job.traceId],
  ]
}

function errorOf({ errorCode, errorMessage }: Pick<JobDetail, 'errorCode' | 'errorMessage'>): string | null {
  return errorCode === null ? null : `${errorCode}: ${errorMessage ?? ''}`
}

export function printJob(job: JobDetail): void {
  for (const [name, value] of factsOf(job)) if (value) out(`${name.padEnd(9)} ${value}`)
  for (const { words } of job.why) out(`\n${words}`)
  if (job.attempts.length > 0) out('')
  for (const attempt of job.attempts) {
    const parts = [timeOf(attempt.startedAt), attempt.state, span(attempt.durationMs), errorOf(attempt) ?? '']
    out(`attempt ${attempt.attempt}  ${parts.join('  ')}`.trimEnd())
  }
  for (const event of job.events) out(`${timeOf(event.at)}  ${event.words}`)
}

const capped = ({ count, more }: { count: number; more: boolean }) => `${count}${more ? '+' : ''}`

export function printStats({ lanes, workers, deadLetters }: Overview): void {
  out(
    table(lanes, [
      { title: 'Lane', max: 12, value: (lane) => lane.lane },
      { title: 'Queued', max: 8, value: (lane) => capped(lane.queued) },
      { title: 'Scheduled', max: 9, value: (lane) => capped(lane.scheduled) },
      { title: 'Held', max: 8, value: (lane) => String(lane.held) },
      { title: 'Running', max: 7, value: (lane) => String(lane.running) },
      {
        title: 'Oldest',
        max: 9,
        value: ({ oldestWaitSeconds: oldest }) => span(oldest === null ? null : oldest * 1_000),
      },
      { title: 'Per min', max: 8, value: (lane) => lane.throughputPerMinute.toFixed(1) },
      {
        title: 'Failed',
        max: 7,
        value: ({ failureRate: rate }) => (rate === null ? '–' : `${(rate * 100).toFixed(1)} %`),
      },
      { title: 'Wait p95', max: 9, value: (lane) => span(lane.wait.p95) },
      { title: 'Run p95', max: 9, value: (lane) => span(lane.duration.p95) },
      { title: 'Workers', max: 7, value: (lane) => String(lane.servedBy) },
      { title: 'Paused', max: 40, value: (lane) => lane.hold?.reason ?? '' },
    ]),
  )
  out(
    `${workers.alive} workers at work, ${workers.lost} lost in the last hour; ${capped(deadLetters)} failed jobs wait for a decision.`,
  )
}

export function printHolds(holds: readonly Hold[]): void {
  out(
    table(holds, [
      { title: 'Id', max: 36, value: (hold) => hold.id },
      { title: 'Lane', max: 12, value: (hold) => hold.lane ?? 'all' },
      { title: 'Task', max: 28, value: (hold) => hold.task ?? 'all' },
      { title: 'Person', max: 26, value: (hold) => hold.person?.email ?? 'all' },
      { title: 'Since (UTC)', max: 19, value: (hold) => timeOf(hold.since) },
      { title: 'Why', max: 60, value: (hold) => hold.reason },
    ]),
  )
}
