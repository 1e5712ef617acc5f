import type { ActionResult, JobAction } from '../../../src/domains/operations/control/schema.ts'
import type { JobItem } from '../../../src/domains/operations/schema.ts'
import { counted } from '../../lib/format.ts'
import type { Tone } from '../../ui/notice.tsx'

type State = JobItem['state']

interface ActionWords {
  label: string
  /** The key that begins it in lists and on a job's page. */
  key?: string
  /** States of jobs that it can change. */
  fits: readonly State[]
  /** What it changes, said of one job or many: “… 12 jobs”. */
  title: string
  /** What happens then. */
  happens: string
  /** “12 jobs …” */
  done: string
  tone?: Tone
  /** Proposed for one job, so that Enter is enough; none where it can't be taken back. */
  reason?: string
}

/** What operators can do to jobs, as the console says it. */
export const actionWords: Record<JobAction, ActionWords> = {
  retry: {
    label: 'Retry',
    key: 'r',
    fits: ['failed', 'cancelled'],
    title: 'Retry',
    happens: 'Queued again with all attempts anew, starting as soon as there is a place. The history stays.',
    done: 'queued again',
    reason: 'Worth another try',
  },
  cancel: {
    label: 'Cancel',
    key: 'c',
    fits: ['queued', 'running'],
    title: 'Cancel',
    happens:
      'What waits is cancelled at once; what runs is asked to stop. The people concerned read your reason.',
    done: 'cancelled or asked to stop',
    reason: 'No longer needed',
  },
  runNow: {
    label: 'Run now',
    key: 'n',
    fits: ['queued'],
    title: 'Run now:',
    happens: 'Due at once, whatever its time was. What is paused or over a limit still waits for that.',
    done: 'made due now',
    reason: 'Should not wait',
  },
  reschedule: {
    label: 'Reschedule',
    fits: ['queued'],
    title: 'Reschedule',
    happens: 'Starts at the time that you choose; a time that has passed means now.',
    done: 'given a new time',
    reason: 'Better at another time',
  },
  setPriority: {
    label: 'Set priority',
    fits: ['queued'],
    title: 'Set the priority of',
    happens: 'Lower numbers start earlier: -100 is first, 100 last, 0 is usual.',
    done: 'given the priority',
    reason: 'Matters more or less than the rest',
  },
  remove: {
    label: 'Remove',
    fits: ['queued', 'succeeded', 'failed', 'cancelled'],
    title: 'Remove',
    happens:
      'Gone for good with attempts, events and logs; what waits is cancelled first. This can’t be undone.',
    done: 'removed',
    tone: 'bad',
  },
}

/** In the order in which they are offered. */
export const actionOrder: readonly JobAction[] = [
  'retry',
  'cancel',
  'runNow',
  'reschedule',
  'setPriority',
  'remove',
]

/** Actions that can change any of these jobs. */
export function actionsFor(states: Iterable<State>): JobAction[] {
  const present = new Set(states)
  return actionOrder.filter((action) => actionWords[action].fits.some((state) => present.has(state)))
}

/** “12 jobs queued again. 2 stayed as they were: This job has already ended.” */
export function resultWords(action: JobAction, { changed, results }: ActionResult): string {
  const done = changed === 0 ? [] : [`${counted(changed, 'job')} ${actionWords[action].done}.`]
  const reasons = Map.groupBy(
    results.filter((result) => !result.changed),
    ({ words }) => words ?? 'Nothing to change.',
  )
  const stayed = [...reasons].map(([words, same]) =>
    results.length === 1 ? words : `${counted(same.length, 'job')} stayed: ${words}`,
  )
  // What a changed job still waits for.
  const notes = new Set(results.flatMap((result) => (result.changed && result.words) || []))
  return [...done, ...stayed, ...notes].join(' ')
}

/** Results of the same action on further jobs. */
export function joinResults(parts: readonly ActionResult[]): ActionResult {
  return {
    changed: parts.reduce((sum, { changed }) => sum + changed, 0),
    results: parts.flatMap(({ results }) => results),
  }
}
