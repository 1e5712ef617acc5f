import { useSyncExternalStore } from 'react'

/** A refusal because of too many calls, as far as it says. */
export interface Limit {
  /** Of the browser's clock: from then on it is worth another try. */
  until: number
  /** How many in how many seconds; null when that wasn't said. */
  rate: { count: number; seconds: number; scope: string } | null
}

/** Without a word from the server this is long enough to be no flood. */
const UNTOLD_SECONDS = 30
/** What says more is mistaken. */
const MOST_SECONDS = 24 * 3_600

/** Seconds to wait: what the answer's data say, else its Retry-After (seconds or a date), else a while. */
export function secondsToWait(told: unknown, header: string | null, now: number): number {
  const fromHeader = header === null || header.trim() === '' ? Number.NaN : readRetryAfter(header, now)
  const seconds = typeof told === 'number' && told >= 0 ? told : fromHeader
  if (Number.isNaN(seconds)) return UNTOLD_SECONDS
  return Math.min(MOST_SECONDS, Math.max(1, Math.ceil(seconds)))
}

function readRetryAfter(header: string, now: number): number {
  const seconds = Number(header)
  return Number.isNaN(seconds) ? (Date.parse(header) - now) / 1_000 : seconds
}

/** What is known of the limits that were met; the one that lasts longest counts. */
export interface Limits {
  note: (limit: Limit) => void
  clear: () => void
  current: () => Limit | null
  subscribe: (listener: () => void) => () => void
}

export function createLimits(): Limits {
  const listeners = new Set<() => void>()
  let limit: Limit | null = null
  const set = (next: Limit | null): void => {
    limit = next
    for (const each of listeners) each()
  }
  return {
    note: (next) => {
      if (limit === null || next.until > limit.until) set(next)
    },
    clear: () => set(null),
    current: () => limit,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Those of this page. */
export const limits = createLimits()

export function useLimit(): Limit | null {
  return useSyncExternalStore(limits.subscribe, limits.current)
}

/** What a refusal says of its limit, by its data and its Retry-After. */
export function readLimit(
  { retryAfterSeconds, limit, windowSeconds, scope }: Readonly<Record<string, unknown>>,
  header: string | null,
  now: number,
): Limit {
  const until = now + secondsToWait(retryAfterSeconds, header, now) * 1_000
  const isRate = typeof limit === 'number' && typeof windowSeconds === 'number'
  if (!isRate) return { until, rate: null }
  return { until, rate: { count: limit, seconds: windowSeconds, scope: String(scope) } }
}
