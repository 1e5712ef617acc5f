import type { JobAction } from '../../../src/domains/operations/control/schema.ts'
import type { JobItem, JobListState } from '../../../src/domains/operations/schema.ts'
import { counted } from '../../lib/format.ts'

type State = JobItem['state']

const every: readonly State[] = ['queued', 'running', 'succeeded', 'failed', 'cancelled']

/** The states that jobs of a list can be in. */
export function selectionStates(state: JobListState): readonly State[] {
  if (state === 'all') return every
  return [state === 'scheduled' ? 'queued' : state]
}

/**
 * The state in which the jobs were seen, for what may only be done in it. A job that began meanwhile is cancelled
 * all the same.
 */
export function seenOf(action: JobAction, jobs: readonly Pick<JobItem, 'state'>[]): State | undefined {
  const [first] = jobs
  if (action === 'cancel' || !first || jobs.some(({ state }) => state !== first.state)) return undefined
  return first.state
}

/** “12 jobs selected”; “All 3,412 matching selected”. */
export function selectionWords(what: string | number): string {
  const words = typeof what === 'number' ? counted(what, 'job') : what.charAt(0).toUpperCase() + what.slice(1)
  return `${words} selected`
}
