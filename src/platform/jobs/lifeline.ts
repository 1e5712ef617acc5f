import pg from 'pg'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'

/** Class of the advisory locks that say "this worker lives". */
export const WORKER_LOCK_CLASS = 7202

export interface LifelineOptions {
  connectionString: string
  clock: Clock
  log: Logger
  /** With the lock held, on the first connection and after every loss; `lockKey` never changes. */
  onHeld(lockKey: number): Promise<void>
  onCancel(jobId: string): void
}

export interface Lifeline {
  held(): boolean
  /** Resolves once the lock is held for the first time. */
  ready: Promise<void>
  stop(): Promise<void>
}

/**
 * A session of its own that holds this worker's advisory lock: when the process dies, the kernel closes its
 * socket and Postgres frees the lock at once. A lost session is opened again.
 */
export function holdLifeline(options: LifelineOptions): Lifeline {
  const stopping = new AbortController()
  const { promise: ready, resolve: markReady, reject: markFailed } = Promise.withResolvers<void>()
  ready.catch(() => undefined)
  let held = false
  let lockKey: number | null = null

  async function session(): Promise<void> {
    const client = new pg.Client({
      connectionString: options.connectionString,
      application_name: 'jobpilot-lifeline',
      keepAlive: true,
      keepAliveInitialDelayMillis: 5_000,
      connectionTimeoutMillis: 5_000,
    })
    const { promise: over, resolve: end } = Promise.withResolvers<void>()
    client.on('error', () => end())
    client.on('end', () => end())
    const onStop = (): void => end()
    stopping.signal.addEventListener('abort', onStop, { once: true })
    try {
      await client.connect()
      client.on('notification', ({ payload }) => payload && options.onCancel(payload))
      lockKey ??= await nextLockKey(client)
      await client.query('select pg_advisory_lock($1, $2)', [WORKER_LOCK_CLASS, lockKey])
      await client.query('listen jobpilot_cancel')
      await options.onHeld(lockKey)
      held = true
      markReady()
      await over
    } finally {
      held = false
      stopping.signal.removeEventListener('abort', onStop)
      await client.end().catch(() => undefined)
    }
  }

  async function keep(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted;) {
      try {
        await session()
        failures = 0
      } catch (error) {
        failures++
        options.log.warn({ err: error, failures }, 'worker has no database session')
      }
      const pause = Math.min(50 * 2 ** failures, 2_000)
      await options.clock.sleep(pause, stopping.signal).catch(() => undefined)
    }
  }

  const kept = keep()
  return {
    held: () => held,
    ready,
    stop: async () => {
      stopping.abort()
      markFailed(new Error('the worker stopped before it could start'))
      await kept
    },
  }
}

async function nextLockKey(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ key: string }>(`select nextval('worker_lock_key') as key`)
  return Number(rows[0]?.key)
}
