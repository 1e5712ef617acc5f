import type { DomainError } from '../errors.ts'
import { httpFail } from '../http/errors.ts'
import { secondsEach, secondsUntilOne, type RateLimit } from '../http/rate-limit.ts'
import type { LimitScope } from './limits.ts'
import type { Taken } from './memory-buckets.ts'

/** What one limit says about one call. Times in whole seconds. */
export interface Verdict {
  scope: LimitScope
  limit: number
  windowSeconds: number
  remaining: number
  /** Until all of it is there again. */
  resetSeconds: number
  /** 0: it may pass. */
  retryAfterSeconds: number
}

export function verdictOf(scope: LimitScope, limit: RateLimit, { granted, tokens }: Taken): Verdict {
  return {
    scope,
    limit: limit.capacity,
    windowSeconds: limit.perSeconds,
    remaining: Math.max(0, Math.floor(tokens)),
    resetSeconds: Math.ceil((limit.capacity - tokens) * secondsEach(limit)),
    retryAfterSeconds: granted > 0 ? 0 : secondsUntilOne(tokens, limit),
  }
}

/** The one that keeps a caller back longer; else the one of which less is left. */
export function worse(one: Verdict, other: Verdict): Verdict {
  if (one.retryAfterSeconds !== other.retryAfterSeconds)
    return one.retryAfterSeconds > other.retryAfterSeconds ? one : other
  return one.remaining / one.limit <= other.remaining / other.limit ? one : other
}

/**
 * The names and whole numbers of https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-06, which
 * clients know; later drafts pack them into one field.
 */
export function limitHeaders(verdict: Verdict): Record<string, string> {
  const { limit, remaining, resetSeconds } = verdict
  return {
    'RateLimit-Limit': String(limit),
    'RateLimit-Remaining': String(remaining),
    'RateLimit-Reset': String(resetSeconds),
  }
}

const each: Record<LimitScope, string> = {
  calls: 'calls and actions',
  burst: 'requests',
  captures: 'captured postings',
  uploads: 'uploaded files',
  models: 'matches and drafts',
}

const spans: Record<number, string> = { 60: 'a minute', 3_600: 'an hour' }

function waitWords(seconds: number): string {
  if (seconds <= 100) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
  return `${Math.ceil(seconds / 60)} minutes`
}

export function limitError(verdict: Verdict): DomainError {
  const { scope, limit, windowSeconds, retryAfterSeconds } = verdict
  const span = spans[windowSeconds] ?? `${windowSeconds} seconds`
  return httpFail('too_many_requests', {
    message: `limited: ${scope}`,
    userMessage: `At most ${limit} ${each[scope]} ${span}. Please wait ${waitWords(retryAfterSeconds)} and try again.`,
    data: { retryAfterSeconds, limit, windowSeconds, scope },
  })
}
