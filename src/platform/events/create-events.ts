import pg from 'pg'
import type { Clock } from '../clock.ts'
import { asWorker } from '../db/transaction.ts'
import type { Db } from '../db/types.ts'
import type { Logger } from '../log.ts'
import type { Events } from './events.ts'
import { readLastSeqs } from './queries.ts'

const CHANNEL = 'jobpilot_events'
/** At most 200 rings a second: NOTIFY takes a cluster-wide lock until its commit. */
const COALESCE_MS = 5
/** A NOTIFY payload holds 8,000 bytes, an id with its comma 37. */
const IDS_PER_NOTIFY = 200

export interface CreateEventsOptions {
  connectionString: string
  /** For the safety poll, which covers a process that died between its commit and its ring. */
  db: Db
  clock: Clock
  log: Logger
  /** Default 2 s. */
  pollMs?: number
}

export interface RunningEvents extends Events {
  /** Ends the connection and the poll; later rings are heard in this process only. */
  stop(): Promise<void>
}

/** Listeners of this process; calling one more often than needed is harmless. */
function createSwitchboard() {
  const listeners = new Map<string, Set<() => void>>()
  return {
    people: () => [...listeners.keys()],
    call: (userId: string) => listeners.get(userId)?.forEach((listener) => listener()),
    add(userId: string, listener: () => void): () => void {
      const own = listeners.get(userId) ?? new Set()
      listeners.set(userId, own.add(listener))
      return () => {
        own.delete(listener)
        if (own.size === 0 && listeners.get(userId) === own) listeners.delete(userId)
      }
    },
  }
}

/** The doorbell of this process: one connection that listens and rings, opened with the first use. */
export function createEvents(options: CreateEventsOptions): RunningEvents {
  const { clock, log } = options
  const stopping = new AbortController()
  const board = createSwitchboard()
  const pending = new Set<string>()
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | null = null
  let kept: Promise<unknown> | null = null
  let flushing = Promise.resolve()

  function start(): void {
    if (kept ?? stopping.signal.aborted) return
    kept = Promise.all([keepListening(), keepPolling()])
  }

  function schedule(): void {
    timer ??= setTimeout(() => {
      timer = null
      void flush()
    }, COALESCE_MS)
  }

  /** One ring at a time: a pg client takes no second query while one runs. */
  function flush(): Promise<void> {
    flushing = flushing.then(ringPending)
    return flushing
  }

  async function ringPending(): Promise<void> {
    if (!client || pending.size === 0) return
    const userIds = [...pending].slice(0, IDS_PER_NOTIFY)
    for (const userId of userIds) pending.delete(userId)
    if (pending.size > 0) schedule()
    try {
      await client.query('select pg_notify($1, $2)', [CHANNEL, userIds.join(',')])
    } catch (error) {
      log.warn({ err: error }, 'doorbell not rung, the poll of other processes covers it')
    }
  }

  async function session(): Promise<void> {
    const { promise: over, resolve: end } = Promise.withResolvers<void>()
    const opened = new pg.Client({
      connectionString: options.connectionString,
      application_name: 'jobpilot-events',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    })
    opened.on('error', () => end())
    opened.on('end', () => end())
    const onStop = (): void => end()
    stopping.signal.addEventListener('abort', onStop, { once: true })
    try {
      await opened.connect()
      opened.on('notification', ({ payload }) => payload?.split(',').forEach(board.call))
      await opened.query(`listen ${CHANNEL}`)
      client = opened
      // What was rung elsewhere while nobody listened here.
      board.people().forEach(board.call)
      await flush()
      await over
    } finally {
      client = null
      stopping.signal.removeEventListener('abort', onStop)
      await opened.end().catch(() => undefined)
    }
  }

  async function keepListening(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted;) {
      try {
        await session()
        failures = 0
      } catch (error) {
        failures++
        log.warn({ err: error, failures }, 'events have no database session')
      }
      await clock.sleep(Math.min(100 * 2 ** failures, 2_000), stopping.signal).catch(() => undefined)
    }
  }

  async function keepPolling(): Promise<void> {
    let heard = new Map<string, number>()
    while (!stopping.signal.aborted) {
      await clock.sleep(options.pollMs ?? 2_000, stopping.signal).catch(() => undefined)
      const people = board.people()
      if (people.length === 0 || stopping.signal.aborted) continue
      try {
        const rows = await asWorker(options.db, (tx) => readLastSeqs(tx, people))
        for (const row of rows) if (heard.get(row.user_id) !== row.last_seq) board.call(row.user_id)
        heard = new Map(rows.map((row) => [row.user_id, row.last_seq]))
      } catch (error) {
        log.warn({ err: error }, 'safety poll of events failed')
      }
    }
  }

  return {
    ring(userId) {
      board.call(userId)
      if (stopping.signal.aborted) return
      pending.add(userId)
      start()
      schedule()
    },
    listen(userId, listener) {
      start()
      return board.add(userId, listener)
    },
    async stop() {
      await flush()
      stopping.abort()
      if (timer) clearTimeout(timer)
      await kept
    },
  }
}
