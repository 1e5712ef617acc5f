import type { Client } from 'pg'
import type { Clock } from '../clock.ts'
import { keepSession } from '../db/keep-session.ts'
import { readAsWorker } from '../db/transaction.ts'
import type { Db } from '../db/types.ts'
import type { Logger } from '../log.ts'
import type { Events } from './events.ts'
import { readLastSeqs } from './queries.ts'
import { createSwitchboard, type Switchboard } from './switchboard.ts'

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

/** The doorbell of this process: one connection that listens and rings, opened with the first use. */
export function createEvents(options: CreateEventsOptions): RunningEvents {
  const stopping = new AbortController()
  const board = createSwitchboard()
  const name = options.clock.uuid()
  const doorbell = createDoorbell(options.log, name)
  let stop: (() => Promise<unknown>) | null = null

  function start(): void {
    if (stop ?? stopping.signal.aborted) return
    const session = keepSession({
      connectionString: options.connectionString,
      applicationName: 'jobpilot-events',
      clock: options.clock,
      log: options.log,
      onNotification(payload) {
        const [sender, ...userIds] = payload.split(',')
        // What this process rang it has heard at once.
        if (sender !== name) for (const userId of userIds) board.call(userId)
      },
      async onOpen(client) {
        // A ring need not survive a crash, and unlike a commit that must it then holds its lock for no disk.
        await client.query(`set synchronous_commit = off; listen ${CHANNEL}`)
        // What was rung elsewhere while nobody listened here.
        for (const userId of board.people()) board.call(userId)
        doorbell.connect(client)
      },
      onClose: () => doorbell.connect(null),
    })
    const polled = keepPolling(options, board, stopping.signal)
    stop = () => Promise.all([session.stop(), polled])
  }

  return {
    ring(userId) {
      board.call(userId)
      if (stopping.signal.aborted) return
      start()
      doorbell.ring(userId)
    },
    listen(userId, listener) {
      start()
      return board.add(userId, listener)
    },
    async stop() {
      await doorbell.stop()
      stopping.abort()
      await stop?.()
    },
  }
}

/** Gathers people for a few milliseconds, then notifies the other processes of all of them at once. */
function createDoorbell(log: Logger, name: string) {
  const pending = new Set<string>()
  let client: Client | null = null
  let timer: NodeJS.Timeout | null = null
  let flushing = Promise.resolve()

  /** One ring at a time: a pg client takes no second query while one runs. */
  function flush(): Promise<void> {
    timer = null
    flushing = flushing.then(notifyPending)
    return flushing
  }

  async function notifyPending(): Promise<void> {
    if (!client || pending.size === 0) return
    const userIds = [...pending].slice(0, IDS_PER_NOTIFY)
    for (const userId of userIds) pending.delete(userId)
    if (pending.size > 0) schedule()
    try {
      await client.query('select pg_notify($1, $2)', [CHANNEL, [name, ...userIds].join(',')])
    } catch (error) {
      log.warn({ err: error }, 'doorbell not rung, the poll of the other processes covers it')
    }
  }

  function schedule(): void {
    timer ??= setTimeout(() => void flush(), COALESCE_MS)
  }

  return {
    connect(next: Client | null): void {
      client = next
      if (next && pending.size > 0) schedule()
    },
    ring(userId: string): void {
      pending.add(userId)
      schedule()
    },
    async stop(): Promise<void> {
      if (timer) clearTimeout(timer)
      await flush()
    },
  }
}

async function keepPolling(
  options: CreateEventsOptions,
  board: Switchboard,
  signal: AbortSignal,
): Promise<void> {
  let heard = new Map<string, number>()
  for (;;) {
    await options.clock.sleep(options.pollMs ?? 2_000, signal).catch(() => undefined)
    if (signal.aborted) return
    const people = board.people()
    if (people.length === 0) continue
    try {
      const rows = await readAsWorker(options.db, (tx) => readLastSeqs(tx, people))
      for (const row of rows) {
        if (heard.get(row.user_id) !== row.last_seq) board.call(row.user_id, row.last_seq)
      }
      heard = new Map(rows.map((row) => [row.user_id, row.last_seq]))
    } catch (error) {
      options.log.warn({ err: error }, 'safety poll of events failed')
    }
  }
}
