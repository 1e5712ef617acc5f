import type { AppContext } from '../../context.ts'
import { createBatcher } from '../batcher.ts'
import { countProcesses, takeTokens, type Answer, type Demand } from '../http/rate-limit-queries.ts'
import { secondsEach, type RateLimit } from '../http/rate-limit.ts'
import { filled, type MemoryBucket, type Taken } from './memory-buckets.ts'

export interface SharedBucketsOptions extends Pick<AppContext, 'db' | 'clock' | 'log'> {
  /** How long the database may take. Default 250 ms. */
  patienceMs?: number | undefined
}

/** Buckets that all processes share: rows of the database. */
export interface SharedBuckets {
  /** Takes up to `want`; null: the database doesn't answer, or not in time. */
  take(key: string, want: number, limit: RateLimit): Promise<Taken | null>
  /** What was left when last heard of, and has come back since; null: never heard of. */
  lastKnown(key: string, limit: RateLimit): number | null
  /** For how many milliseconds the database hasn't answered; 0: it does. */
  awayMs(): number
  /** How many processes there were when it last answered. */
  processes(): number
}

const PATIENCE_MS = 250
/** While the database is away it is asked so often, */
const PROBE_MS = 1_000
/** and never by more statements than so many that have had no answer: each holds a connection. */
const MAX_UNANSWERED = 2
const COUNT_AGAIN_MS = 20_000
const MAX_LEVELS = 20_000
/** Whoever waited as long as they were told finds one, however the fractions were rounded. */
const ALMOST_ONE = 1 - 1e-6

interface Level extends MemoryBucket {
  capacity: number
}

export function createSharedBuckets(options: SharedBucketsOptions): SharedBuckets {
  const { db, clock } = options
  const levels = createLevels()
  const line = createLine(options)
  const nowMs = (): number => clock.now().getTime()

  const take = createBatcher<Demand, Taken>({
    maxItems: 500,
    async run(demands) {
      const answers = await line.ask(() => takeTokens(db, merge(demands)))
      return handOut(demands, answers)
    },
  })

  return {
    async take(key, want, limit) {
      const known = levels.get(key, limit, nowMs())
      // It can't hold more than that: whoever goes on calling costs the database nothing.
      if (known !== null && known < ALMOST_ONE) return { granted: 0, tokens: known }
      if (!line.mayAsk()) return null
      const demand = { key, want, capacity: limit.capacity, secondsEach: secondsEach(limit) }
      const taken = await take(demand).catch(() => null)
      if (taken) levels.set(key, { ...taken, capacity: limit.capacity, filledAt: nowMs() })
      return taken
    },
    lastKnown: (key, limit) => levels.get(key, limit, nowMs()),
    awayMs: line.awayMs,
    processes: line.processes,
  }
}

/** One demand for each key. */
function merge(demands: readonly Demand[]): Demand[] {
  const merged = new Map<string, Demand>()
  for (const demand of demands) {
    const want = demand.want + (merged.get(demand.key)?.want ?? 0)
    merged.set(demand.key, { ...demand, want })
  }
  return [...merged.values()]
}

/** First come, first served. */
function handOut(demands: readonly Demand[], answers: readonly Answer[]): Taken[] {
  const left = new Map(answers.map((answer) => [answer.key, { ...answer }]))
  return demands.map(({ key, want }) => {
    const answer = left.get(key)
    if (!answer) throw new Error('A bucket gave no answer')
    const granted = Math.min(want, answer.granted)
    answer.granted -= granted
    return { granted, tokens: answer.tokens + answer.granted }
  })
}

/** What each bucket held when last heard of. Others may have taken since, so it is what it can hold at most. */
function createLevels() {
  const levels = new Map<string, Level>()
  return {
    get(key: string, limit: RateLimit, now: number): number | null {
      const level = levels.get(key)
      // With another plan it may have grown.
      return level && level.capacity === limit.capacity ? filled(level, limit, now) : null
    },
    set(key: string, { tokens, capacity, filledAt }: Level): void {
      levels.delete(key)
      levels.set(key, { tokens, capacity, filledAt })
      const oldest = levels.keys().next()
      if (levels.size > MAX_LEVELS && !oldest.done) levels.delete(oldest.value)
    },
  }
}

/** The way to the database: patient for a moment, then it lets others decide and looks again now and then. */
function createLine({ db, clock, log, patienceMs = PATIENCE_MS }: SharedBucketsOptions) {
  const processId = clock.uuid()
  const nowMs = (): number => clock.now().getTime()
  let awaySince: number | null = null
  let nextProbe = 0
  let unanswered = 0
  let processes = 1
  let countAt = 0

  const mayAsk = (): boolean => awaySince === null || (nowMs() >= nextProbe && unanswered < MAX_UNANSWERED)

  function noteAway(error: unknown): void {
    nextProbe = nowMs() + PROBE_MS
    if (awaySince !== null) return
    awaySince = nowMs()
    log.warn({ err: error }, 'rate limits are kept in memory: the database does not answer in time')
  }

  function noteBack(): void {
    if (awaySince !== null) log.info({}, 'rate limits are shared again')
    awaySince = null
    if (nowMs() < countAt) return
    countAt = nowMs() + COUNT_AGAIN_MS
    countProcesses(db, processId).then(
      (count) => (processes = count),
      () => undefined,
    )
  }

  /** Counts it until it is over, however long that takes. */
  function watch<T>(answer: Promise<T>): Promise<T> {
    unanswered++
    const over = (): void => {
      unanswered--
      nextProbe = 0
    }
    answer.then(over, over)
    return answer
  }

  return {
    mayAsk,
    async ask<T>(statement: () => Promise<T>): Promise<T> {
      if (!mayAsk()) throw new Error('the database is away')
      // One at a time asks whether it is back.
      if (awaySince !== null) nextProbe = nowMs() + PROBE_MS
      try {
        const answer = await inTime(watch(statement()), patienceMs)
        noteBack()
        return answer
      } catch (error) {
        noteAway(error)
        throw error
      }
    },
    awayMs: () => (awaySince === null ? 0 : nowMs() - awaySince),
    processes: () => processes,
  }
}

function inTime<T>(answer: Promise<T>, patienceMs: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const giveUp = (): void => reject(new Error(`no answer within ${patienceMs} ms`))
  // A process that was busy runs its timers before it reads what has arrived meanwhile.
  const timer = setTimeout(() => setImmediate(giveUp), patienceMs)
  return Promise.race([answer, promise]).finally(() => clearTimeout(timer))
}
