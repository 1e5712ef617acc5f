import type { Tx } from '../../platform/db/types.ts'
import { toStorableText } from '../../platform/json.ts'
import type { JobPlace } from './listing/job-place.ts'
import { asksForSet, branchesOf, isFinished, leadOf, mayMiss, type JobSearch } from './listing/job-search.ts'
import {
  countNext,
  findFingerprints,
  findNext,
  findUserId,
  findWindowEnd,
  isSmallSet,
  type Found,
  type Run,
} from './listing/queries.ts'
import type { JobFilter } from './schema.ts'

/** A batch, a parent's children, a key's jobs of this size are sorted; larger ones are searched by time. */
const SMALL_SET = 5_000
const MOST_FINGERPRINTS = 200

export interface SearchOptions {
  after: JobPlace | null
  limit: number
  now: Date
  /** Most finished jobs to look at, where no index serves the combination. Default 10,000. */
  window?: number
  /** Largest batch, family or key whose jobs are sorted instead of searched by time. Default 5,000. */
  smallSet?: number
}

export interface SearchAnswer {
  found: Found[]
  /** Where the next page begins; null: this was the last one. */
  next: JobPlace | null
  /** The search stopped at `next` to stay fast, not because the page is full. */
  stopped: boolean
}

/** The next jobs in the order of the list that fit a filter, by id; never looks at more than a few windows. */
export async function searchJobs(tx: Tx, filter: JobFilter, options: SearchOptions): Promise<SearchAnswer> {
  const runs = await planRuns(tx, filter, options)
  const found: Found[] = []
  let stop: JobPlace | null = null
  for (const run of runs) {
    const rows = await findNext(tx, run)
    found.push(...rows)
    const end = rows.length < run.limit ? await endOf(tx, run) : null
    if (end && (!stop || comesBefore(end, stop))) stop = end
  }
  return page(runs.length, found, stop, options.limit)
}

/** How many jobs fit, up to a limit; `more`: there are others, or the count stopped to stay fast. */
export async function countFound(
  tx: Tx,
  filter: JobFilter,
  options: SearchOptions,
): Promise<{ count: number; more: boolean }> {
  let count = 0
  let more = false
  for (const run of await planRuns(tx, filter, options)) {
    const ofRun = await countNext(tx, run)
    count += ofRun
    if (count > options.limit) return { count: options.limit, more: true }
    more ||= (await endOf(tx, run)) !== null
  }
  return { count, more }
}

/** The runs that together find what fits; none where nothing can. */
async function planRuns(tx: Tx, filter: JobFilter, options: SearchOptions): Promise<Run[]> {
  const search = await lookUp(tx, filter, options.now)
  if (!search) return []
  const { after, limit } = options
  const branches = branchesOf(search)
  const fewest = asksForSet(search) && (await isSmallSet(tx, search, options.smallSet ?? SMALL_SET))
  const window = Math.ceil((options.window ?? 10_000) / Math.max(1, branches.filter(isFinished).length))
  return branches.map((branch) => {
    return { search, branch, lead: leadOf(search, branch, fewest), after, limit: limit + 1, window }
  })
}

async function endOf(tx: Tx, run: Run): Promise<JobPlace | null> {
  const { search, branch, lead } = run
  return isFinished(branch) && mayMiss(search, branch, lead) ? findWindowEnd(tx, run) : null
}

/** In lists of finished jobs: the newest first. */
function comesBefore(one: JobPlace, other: JobPlace): boolean {
  const [mine, theirs] = [BigInt(one.time), BigInt(other.time)]
  return mine === theirs ? one.id > other.id : mine > theirs
}

function page(runs: number, found: Found[], stop: JobPlace | null, limit: number): SearchAnswer {
  // A single run is in order; several are all newest first.
  const merged = runs === 1 ? found : found.toSorted((a, b) => (comesBefore(a, b) ? -1 : 1))
  // What lies behind the stop may have others before it that were not looked at.
  const seen = stop ? merged.filter((place) => !comesBefore(stop, place)) : merged
  if (seen.length > limit) {
    const shown = seen.slice(0, limit)
    return { found: shown, next: shown.at(-1) ?? null, stopped: false }
  }
  return { found: seen, next: stop, stopped: stop !== null }
}

/** What the filter's words stand for; null: nothing can fit. */
export async function lookUp(tx: Tx, given: JobFilter, now: Date): Promise<JobSearch | null> {
  const { email, from, to, ...filter } = storable(given)
  const userId = filter.userId ?? (email === undefined ? undefined : await findUserId(tx, email))
  if (userId === null) return null
  if (email !== undefined && filter.userId !== undefined && (await findUserId(tx, email)) !== userId)
    return null
  const { error, fingerprint, task, lane } = filter
  const byError = error !== undefined || fingerprint !== undefined
  const groups = { error, fingerprint, task, lane }
  return {
    ...filter,
    ...(userId === undefined ? {} : { userId }),
    from: from === undefined ? null : new Date(from),
    to: to === undefined ? null : new Date(to),
    now,
    fingerprints: byError ? await findFingerprints(tx, groups, MOST_FINGERPRINTS) : null,
  }
}

/** Texts as Postgres can hold them: what it can't is in no row. */
function storable(filter: JobFilter): JobFilter {
  const entries = Object.entries(filter).map(([name, value]) => [name, toStorableText(value)] as const)
  return { ...filter, ...Object.fromEntries(entries) }
}
