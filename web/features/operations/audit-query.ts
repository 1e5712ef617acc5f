import type { Inputs } from '../../trpc.ts'
import { filterQuery, readFilters, toJobFilter, type JobFilters } from './filters.ts'

/** What the log is asked for, as its address says it; '' is not said. */
export interface AuditFilterValues extends Pick<JobFilters, 'since' | 'from' | 'to'> {
  action: string
  /** Id of a person. */
  actor: string
  targetType: string
  target: string
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** What the address says; what it says wrongly counts as not said. */
export function readAuditFilters(params: URLSearchParams): AuditFilterValues {
  const text = (name: string) => (params.get(name) ?? '').trim().slice(0, 200)
  const { since, from, to } = readFilters(params)
  const actor = uuid.test(text('actor')) ? text('actor') : ''
  return { action: text('action'), actor, targetType: text('type'), target: text('target'), since, from, to }
}

/** The shortest address that says it. */
export function auditQuery({ action, actor, targetType, target, since, from, to }: AuditFilterValues) {
  const {
    since: span,
    from: begin,
    to: end,
  } = filterQuery({ ...readFilters(new URLSearchParams()), since, from, to })
  const all = { action, actor, type: targetType, target, since: span, from: begin, to: end }
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

export function countAuditFilters(filters: AuditFilterValues): number {
  return Object.keys(auditQuery(filters)).length
}

/** The filters of an address, for the page and for the server. */
export function readAuditSearch(search: string, now = Date.now()) {
  const filters = readAuditFilters(new URLSearchParams(search))
  return { filters, filter: auditFilter(filters, now) }
}

/** For the server. `now` is when the last minutes are counted from. */
function auditFilter(filters: AuditFilterValues, now: number): Inputs['audit']['list'] {
  const { action, actor, targetType, target, since, from, to } = filters
  const times = toJobFilter({ ...readFilters(new URLSearchParams()), since, from, to }, now)
  return {
    ...(action && { action }),
    ...(actor && { actorId: actor }),
    ...(targetType && { targetType }),
    ...(target && { targetId: target }),
    ...(times.from && { from: times.from }),
    ...(times.to && { to: times.to }),
  }
}
