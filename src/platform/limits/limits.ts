import type { Plan } from '../auth/session.ts'
import type { RateLimit } from '../http/rate-limit.ts'

/** What a procedure costs that does more than read or note something; each of them is an action too. */
export type Cost = 'action' | 'capture' | 'upload' | 'model'

/** What is counted apart from each other. */
export type LimitScope = 'calls' | 'burst' | 'captures' | 'uploads' | 'models'

const MINUTE = 60
const HOUR = 3_600

/** Calls with a token, and actions of anybody: for each person; for each network where nobody is known. */
export const callLimits: Readonly<Record<Plan | 'anonymous', RateLimit>> = {
  anonymous: { capacity: 100, perSeconds: HOUR },
  free: { capacity: 100, perSeconds: HOUR },
  pro: { capacity: 1_000, perSeconds: HOUR },
}

/** Everything else: what a page reads, and small changes. A dashboard that is looked at stays far below. */
export const burstLimit: RateLimit = { capacity: 600, perSeconds: MINUTE }

/** What some actions are limited by besides, on every plan. */
export const costLimits: Readonly<Record<Exclude<Cost, 'action'>, { scope: LimitScope; limit: RateLimit }>> =
  {
    capture: { scope: 'captures', limit: { capacity: 60, perSeconds: HOUR } },
    upload: { scope: 'uploads', limit: { capacity: 30, perSeconds: HOUR } },
    model: { scope: 'models', limit: { capacity: 60, perSeconds: HOUR } },
  }

export function times(limit: RateLimit, factor: number): RateLimit {
  return { ...limit, capacity: Math.max(1, Math.floor(limit.capacity * factor)) }
}
