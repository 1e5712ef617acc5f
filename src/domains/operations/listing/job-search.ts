import type { JobFilter } from '../schema.ts'

/** A filter after its words were looked up: people by address, error texts as groups of failures. */
export interface JobSearch extends Omit<JobFilter, 'email' | 'from' | 'to'> {
  from: Date | null
  to: Date | null
  /** What "due" means. */
  now: Date
  /** Groups of failures that the error text or fingerprint is about; null: not asked for. */
  fingerprints: string[] | null
}

/** One ordered run through jobs: by their state, all queued ones in one for lists of all. */
export type Branch = 'queued' | 'scheduled' | 'waiting' | 'running' | 'succeeded' | 'failed' | 'cancelled'

const finished: readonly Branch[] = ['succeeded', 'failed', 'cancelled']

export function isFinished(branch: Branch): boolean {
  return finished.includes(branch)
}

/** The runs whose merger is the list. */
export function branchesOf(search: JobSearch): Branch[] {
  const { state, fingerprint } = search
  if (fingerprint !== undefined && (state === 'succeeded' || state === 'cancelled')) return []
  if (state !== 'all') return [state]
  // Jobs that failed, and those that will be tried again, bear the fingerprint of their last failure.
  if (fingerprint !== undefined) return ['waiting', 'running', 'failed']
  if (search.error !== undefined) return ['waiting', 'running', 'failed', 'cancelled']
  return ['waiting', 'running', 'succeeded', 'failed', 'cancelled']
}

/**
 * The index that leads a run through finished jobs. `set`: few enough to sort them. The others are in the order of
 * the list, so that the run stops at the end of the page.
 */
export type Lead = 'set' | 'person' | 'fingerprints' | 'tasks' | 'task' | 'state'

/** With more groups than that, failures that fit are so many that the latest ones are among the latest of all. */
const FEW_GROUPS = 40

/** Which index serves the search best; `fewest` is whether a set (a batch, a parent, a key …) is small. */
export function leadOf(search: JobSearch, branch: Branch, fewest: boolean): Lead {
  if (fewest) return 'set'
  if (search.userId !== undefined) return 'person'
  if (branch === 'failed' && hasFewGroups(search) && !asksForSet(search)) return 'fingerprints'
  if (search.task !== undefined) return 'task'
  return search.lane === undefined || mayFail(search) ? 'state' : 'tasks'
}

function hasFewGroups({ fingerprints }: JobSearch): boolean {
  return fingerprints !== null && fingerprints.length > 0 && fingerprints.length <= FEW_GROUPS
}

const mayFail = (search: JobSearch): boolean =>
  search.error !== undefined || search.fingerprint !== undefined || asksForSet(search)

/** Whether the search names a set whose index knows nothing of time. */
export function asksForSet(search: JobSearch): boolean {
  return [search.parentId, search.batchId, search.scheduleId, search.key].some((part) => part !== undefined)
}

/** Whether rows that the leading index gives may still not fit, so that the run could go on for ever. */
export function mayMiss(search: JobSearch, branch: Branch, lead: Lead): boolean {
  if (lead === 'set') return false
  if (asksForSet(search)) return true
  if (lead === 'fingerprints') return false
  const byError = search.error !== undefined || search.fingerprint !== undefined
  if (lead === 'person') return byError || search.task !== undefined || search.lane !== undefined
  if (lead === 'tasks') return false
  return byError || search.lane !== undefined
}
