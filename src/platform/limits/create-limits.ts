import { createHmac } from 'node:crypto'
import type { AppContext } from '../../context.ts'
import type { Session } from '../auth/session.ts'
import type { RateLimit } from '../http/rate-limit.ts'
import { callerNetwork } from './caller-network.ts'
import { burstLimit, callLimits, costLimits, times, type Cost, type LimitScope } from './limits.ts'
import { createMemoryBuckets, takeOne, type MemoryBucket, type Taken } from './memory-buckets.ts'
import { createSharedBuckets, type SharedBuckets, type SharedBucketsOptions } from './shared-buckets.ts'
import { limitError, limitHeaders, verdictOf, worse, type Verdict } from './verdict.ts'

/** Who sent a request, as far as limits go. */
export interface LimitedCaller {
  session: Session | null
  /** A credential came with it, and was refused. */
  refused: boolean
  /** Seen past the trusted proxies. */
  address: string
}

/** Counts the calls of one request. */
export interface Tally {
  /** Counts one call; null: done, nothing to wait for. Throws or rejects with too_many_requests. */
  count(cost?: Cost): Promise<void> | null
  /** What to tell about the worst of them; empty when nothing was counted. */
  headers(): Record<string, string>
}

export interface Limits {
  of(caller: LimitedCaller): Tally
}

export interface LimitsOptions extends SharedBucketsOptions, Pick<AppContext, 'config' | 'metrics'> {}

/** Whom a bucket belongs to. */
type Subject = string

const uncounted: Tally = { count: () => null, headers: () => ({}) }

/**
 * Calls with a token and actions are counted exactly, in the database; everything else in this process, which settles
 * with the others now and then. See docs/decisions/0022-rate-limits.md.
 */
export function createLimits(options: LimitsOptions): Limits {
  const { config } = options
  // The command line on the machine that has the database.
  if (!Number.isFinite(config.rateLimitFactor)) return { of: () => uncounted }
  const scale = (limit: RateLimit): RateLimit => times(limit, config.rateLimitFactor)
  const shared = createSharedBuckets(options)
  const keyOf = (scope: LimitScope, subject: Subject): string =>
    `${scope}:${createHmac('sha256', config.authSecret).update(subject).digest('base64url')}`
  const takeExactly = createExact(options, shared)
  const takeBurst = createBurst(options, shared, scale(burstLimit))
  const limited = options.metrics.meter.createCounter('jobpilot_rate_limited', {
    description: 'Calls that a rate limit refused, by what it limits',
  })

  return {
    of(caller) {
      if (caller.session?.via === 'machine') return uncounted
      let worst: Verdict | null = null
      const note = (verdict: Verdict): void => {
        worst = worst ? worse(worst, verdict) : verdict
        if (verdict.retryAfterSeconds === 0) return
        limited.add(1, { scope: verdict.scope })
        throw limitError(verdict)
      }
      const { subject, calls, countsAll } = placeOf(caller)
      const countExactly = async (cost: Cost | undefined): Promise<void> => {
        note(await takeExactly('calls', keyOf('calls', subject), scale(calls)))
        if (!cost || cost === 'action') return
        const { scope, limit } = costLimits[cost]
        note(await takeExactly(scope, keyOf(scope, subject), scale(limit)))
      }
      return {
        count(cost) {
          if (countsAll || cost) return countExactly(cost)
          note(takeBurst(subject, () => keyOf('burst', subject)))
          return null
        },
        headers: () => (worst ? limitHeaders(worst) : {}),
      }
    },
  }
}

/** Whose buckets a caller takes from, and whether every call counts as one with a token. */
function placeOf({ session, refused, address }: LimitedCaller) {
  if (!session)
    return { subject: `network:${callerNetwork(address)}`, calls: callLimits.anonymous, countsAll: refused }
  const { userId, plan, via } = session
  return { subject: `person:${userId}`, calls: callLimits[plan], countsAll: via === 'token' }
}

/** While the database is away the processes share a limit by dividing it; after a minute only a tenth is left. */
const FULL_MS = 60_000
const LATER = 0.1

/** From the database; while that is away, from buckets of this process. */
function createExact({ clock }: LimitsOptions, shared: SharedBuckets) {
  const standIns = createMemoryBuckets()

  function standIn(key: string, limit: RateLimit): { limit: RateLimit; taken: Taken } {
    const share = (shared.awayMs() <= FULL_MS ? 1 : LATER) / shared.processes()
    const own = times(limit, share)
    const now = clock.now().getTime()
    // Whoever had used theirs up has not got a new one by it.
    const begin = (): MemoryBucket => ({
      tokens: (shared.lastKnown(key, limit) ?? limit.capacity) * share,
      filledAt: now,
    })
    return { limit: own, taken: takeOne(standIns.find(key, own, now, begin)) }
  }

  return async (scope: LimitScope, key: string, limit: RateLimit): Promise<Verdict> => {
    const taken = await shared.take(key, 1, limit)
    if (!taken) {
      const own = standIn(key, limit)
      return verdictOf(scope, own.limit, own.taken)
    }
    if (shared.awayMs() === 0) standIns.clear()
    return verdictOf(scope, limit, taken)
  }
}

interface BurstBucket extends MemoryBucket {
  /** Taken here, and not told to the others yet. */
  untold: number
}

/** Of a full bucket, so much is told to the others at a time. */
const TELL_AFTER = 20

/**
 * At once from memory; what was taken is told to the shared bucket afterwards, and what the others have taken
 * meanwhile is missing from then on.
 */
function createBurst({ clock }: LimitsOptions, shared: SharedBuckets, limit: RateLimit) {
  const buckets = createMemoryBuckets<BurstBucket>()

  async function tell(key: string, bucket: BurstBucket): Promise<void> {
    const want = bucket.untold
    bucket.untold = 0
    const taken = await shared.take(key, want, limit)
    if (!taken) return
    const missing = want - taken.granted
    bucket.tokens = Math.max(-limit.capacity, Math.min(bucket.tokens, taken.tokens) - missing)
  }

  return (subject: Subject, key: () => string): Verdict => {
    const now = clock.now().getTime()
    const begin = (): BurstBucket => ({ tokens: limit.capacity, filledAt: now, untold: 0 })
    const bucket = buckets.find(subject, limit, now, begin)
    const taken = takeOne(bucket)
    bucket.untold += taken.granted
    if (bucket.untold >= limit.capacity / TELL_AFTER) void tell(key(), bucket)
    return verdictOf('burst', limit, taken)
  }
}
