import type { JobFilter, JobListState } from '../../../src/domains/operations/schema.ts'

export const listStates: readonly JobListState[] = [
  'all',
  'queued',
  'scheduled',
  'running',
  'failed',
  'succeeded',
  'cancelled',
]

/** Back from now, in minutes. */
const spans = { '15m': 15, '1h': 60, '24h': 1_440, '7d': 10_080 } as const
type Span = keyof typeof spans
export const spanWords: Record<Span, string> = {
  '15m': 'Last 15 minutes',
  '1h': 'Last hour',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
}

/** What a list of jobs is asked for, as its address says it; '' is not said. */
export interface JobFilters {
  state: JobListState
  task: string
  lane: string
  /** An e-mail address. */
  person: string
  key: string
  error: string
  /** The last so many minutes; `from` and `to` then don't matter. */
  since: Span | ''
  /** ISO. */
  from: string
  to: string
  /** Of a group of failures. */
  fingerprint: string
  user: string
  batch: string
  parent: string
  schedule: string
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
export const textFields = ['task', 'lane', 'person', 'key', 'error', 'fingerprint'] as const
const idFields = ['user', 'batch', 'parent', 'schedule'] as const

function isSpan(value: string | null): value is Span {
  return value !== null && value in spans
}

function readTime(value: string | null): string {
  const time = value === null ? Number.NaN : Date.parse(value)
  return Number.isNaN(time) ? '' : new Date(time).toISOString()
}

/** What the address says; what it says wrongly counts as not said. */
export function readFilters(params: URLSearchParams): JobFilters {
  const text = (name: string) => (params.get(name) ?? '').trim().slice(0, 200)
  const id = (name: string) => (uuid.test(text(name)) ? text(name) : '')
  const since = params.get('since')
  return {
    state: listStates.find((state) => state === params.get('state')) ?? 'all',
    task: text('task'),
    lane: text('lane'),
    person: text('person'),
    key: text('key'),
    error: text('error'),
    since: isSpan(since) ? since : '',
    from: readTime(params.get('from')),
    to: readTime(params.get('to')),
    fingerprint: text('fingerprint'),
    user: id('user'),
    batch: id('batch'),
    parent: id('parent'),
    schedule: id('schedule'),
  }
}

/** The shortest address that says it. */
export function filterQuery(filters: JobFilters): Record<string, string> {
  const { state, since, from, to } = filters
  const said = [
    ['state', state === 'all' ? '' : state],
    ...textFields.map((name) => [name, filters[name]] as const),
    ['since', since],
    ['from', since ? '' : from],
    ['to', since ? '' : to],
    ...idFields.map((name) => [name, filters[name]] as const),
  ] as const
  return Object.fromEntries(said.filter(([, value]) => value !== ''))
}

/** How many filters narrow the list; the state aside. */
export function countFilters(filters: JobFilters): number {
  const { state: _, from, to, ...rest } = filterQuery(filters)
  return Object.keys(rest).length + (from || to ? 1 : 0)
}

/** The filters of an address, for the page and for the server. */
export function readSearch(search: string, now = Date.now()): { filters: JobFilters; filter: JobFilter } {
  const filters = readFilters(new URLSearchParams(search))
  return { filters, filter: toJobFilter(filters, now) }
}

/** For the server. `now` is when the last minutes are counted from. */
export function toJobFilter(filters: JobFilters, now: number): JobFilter {
  const { state, task, lane, person, key, error, since, fingerprint, user, batch, parent, schedule } = filters
  const from = since ? new Date(now - spans[since] * 60_000).toISOString() : filters.from
  const to = since ? '' : filters.to
  return {
    state,
    ...(task && { task }),
    ...(lane && { lane }),
    // One that is still being typed is no address yet.
    ...(person.length >= 3 && { email: person }),
    ...(key && { key }),
    ...(error && { error }),
    ...(fingerprint && { fingerprint }),
    ...(from && { from }),
    ...(to && { to }),
    ...(user && { userId: user }),
    ...(batch && { batchId: batch }),
    ...(parent && { parentId: parent }),
    ...(schedule && { scheduleId: schedule }),
  }
}
