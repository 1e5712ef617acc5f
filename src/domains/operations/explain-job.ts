import { maskText } from './mask-value.ts'
import type { Line, Running } from './inspecting/queries.ts'
import type { HoldRow } from './overview/queries.ts'
import type { JobReason } from './schema.ts'

/** What the explanation rests on; read in one transaction. */
export interface JobFacts {
  now: Date
  job: {
    task: string
    lane: string
    state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'
    held: 'person' | 'task' | 'lane' | null
    user_id: string | null
    run_at: Date
    attempt: number
    handed_back: number
    max_attempts: number
    attempt_started_at: Date | null
    deadline_at: Date | null
    error_code: string | null
    error_message: string | null
    cancel_requested_at: Date | null
    cancel_reason: string | null
  }
  holds: Pick<HoldRow, 'lane' | 'task' | 'user_id' | 'reason'>[]
  pause: { reason: string | null } | undefined
  running: Running
  limits: { perPerson: number | null; maxRunning: number | null; ofTask: number | null }
  /** Jobs at a time of the lane over all workers that are alive, and how many of those there are. */
  places: number
  workers: number
  /** Whether this version has the task. */
  taskKnown: boolean
  line: Line | null
  worker: { alive: boolean; host: string } | null
}

const reason = (code: string, words: string): JobReason => ({ code, words })
const many = (count: number, one: string): string =>
  `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`
const inQuotes = (text: string | null): string => (text ? `: “${maskText(text)}”` : '')

/** Why it doesn't run, or how it ended, in plain words; nothing for one that succeeded or runs as it should. */
export function explainJob(facts: JobFacts): JobReason[] {
  switch (facts.job.state) {
    case 'queued':
      return explainWaiting(facts)
    case 'running':
      return explainRunning(facts)
    case 'failed':
      return [explainFailure(facts)]
    case 'cancelled':
      return [
        reason(
          'cancelled',
          `It was cancelled${inQuotes(facts.job.cancel_reason ?? facts.job.error_message)}.`,
        ),
      ]
    case 'succeeded':
      return []
  }
}

function explainWaiting(facts: JobFacts): JobReason[] {
  const { job, now } = facts
  const stopped = [...explainHolds(facts), ...explainPause(facts)]
  if (job.run_at > now) return [explainLater(facts), ...stopped]
  const waits = [...stopped, ...explainLimits(facts)]
  if (facts.workers === 0)
    waits.push(reason('no_worker', `No worker that is alive serves the lane ${job.lane}. Start one.`))
  if (waits.length > 0) return waits
  return [explainLine(facts)]
}

function explainLater({ job }: JobFacts): JobReason {
  const at = job.run_at.toISOString()
  const tried = job.attempt - job.handed_back
  if (tried > 0 && job.error_code !== null) {
    const words = `Attempt ${tried} of ${job.max_attempts} failed (${job.error_code}); the next one starts at ${at}.`
    return reason('retry_later', words)
  }
  return reason('scheduled', `It starts at ${at}.`)
}

function explainHolds({ job, holds }: JobFacts): JobReason[] {
  return holds
    .filter(
      (hold) =>
        (hold.lane === null || hold.lane === job.lane) &&
        (hold.task === null || hold.task === job.task) &&
        (hold.user_id === null || hold.user_id === job.user_id),
    )
    .map((hold) => {
      const parts = [
        ...(hold.task === null ? [] : [`the task ${hold.task}`]),
        ...(hold.lane === null ? [] : [`the lane ${hold.lane}`]),
        ...(hold.user_id === null ? [] : ['this person']),
      ]
      return reason('operator_hold', `An operator paused ${parts.join(', ')}${inQuotes(hold.reason)}.`)
    })
}

function explainPause({ pause }: JobFacts): JobReason[] {
  return pause ? [reason('person_pause', `The person paused their agents${inQuotes(pause.reason)}.`)] : []
}

const full = (limit: number | null, count: number): limit is number => limit !== null && count >= limit

function explainLimits({ job, limits, running }: JobFacts): JobReason[] {
  const { perPerson, maxRunning, ofTask } = limits
  const reasons: JobReason[] = []
  if (job.user_id !== null && full(perPerson, running.person)) {
    const words = `This person already has ${many(running.person, 'running job')} in the lane ${job.lane}; the limit is ${perPerson}.`
    reasons.push(reason('person_limit', words))
  }
  if (full(ofTask, running.task))
    reasons.push(
      reason('task_limit', `${many(running.task, 'job')} of this task run already; the limit is ${ofTask}.`),
    )
  if (full(maxRunning, running.lane))
    reasons.push(
      reason(
        'lane_limit',
        `${many(running.lane, 'job')} run in the lane already; the limit is ${maxRunning}.`,
      ),
    )
  if (reasons.length === 0 && job.held !== null)
    reasons.push(
      reason('place_free', 'It waited for a place, which has become free: it is sent within a second.'),
    )
  return reasons
}

function explainLine({ job, line, running, places }: JobFacts): JobReason {
  const busy = running.lane >= places ? ` All ${many(places, 'place')} of its workers are taken.` : ''
  if (line?.more) {
    const words = `The lane ${job.lane} has a long line in which people take turns; this is number ${line.place + 1} of its person.${busy}`
    return reason('in_line', words)
  }
  if (line && line.ahead > 0)
    return reason(
      'in_line',
      `${many(line.ahead, 'job')} of the lane ${job.lane} ${line.ahead === 1 ? 'starts' : 'start'} before it.${busy}`,
    )
  return reason('next', `It is the next one of the lane ${job.lane}.${busy}`)
}

function explainRunning({ job, worker, now }: JobFacts): JobReason[] {
  const reasons: JobReason[] = []
  if (!worker?.alive) {
    const since = job.attempt_started_at ? ` since ${job.attempt_started_at.toISOString()}` : ''
    const where = worker ? ` on ${worker.host}` : ''
    const words = `It has run${since} on a worker${where} that is not alive: it is taken over within seconds.`
    reasons.push(reason('worker_lost', words))
  }
  if (job.cancel_requested_at)
    reasons.push(
      reason(
        'cancel_requested',
        `It was asked to stop${inQuotes(job.cancel_reason)}; it does so at its next step.`,
      ),
    )
  if (job.deadline_at && job.deadline_at <= now)
    reasons.push(
      reason(
        'over_deadline',
        'It is over its hard limit: the attempt is being ended and can commit nothing.',
      ),
    )
  return reasons
}

const advice: Record<string, string> = {
  job_timeout:
    'It took longer than its hard limit. Retry it; should it happen again, its work must become smaller.',
  job_task_unknown:
    'This version has no such task. Retry it once a version that knows it runs, or remove it.',
  job_payload_invalid:
    'Its payload was written by another version and no longer fits. Remove it, and let its cause enqueue it anew.',
  worker_died: 'Its worker died each time. Look at the workers’ memory and logs before you retry it.',
}

function explainFailure({ job, taskKnown }: JobFacts): JobReason {
  const code = job.error_code ?? 'internal'
  const tried = Math.max(1, job.attempt - job.handed_back)
  const what = `It failed after ${many(tried, 'attempt')} (${code})${inQuotes(job.error_message)}.`
  const known = advice[taskKnown ? code : 'job_task_unknown']
  const next =
    known ??
    'Look at the last attempt; once its cause is gone, retry the job. Until somebody decides, it stays here.'
  return reason('failed', `${what} ${next}`)
}
