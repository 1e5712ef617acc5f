import type { Client } from 'pg'
import type { Clock } from '../clock.ts'
import { keepSession } from '../db/keep-session.ts'
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
 * socket and Postgres frees the lock at once. (A pooler in transaction mode can't carry it.)
 */
export function holdLifeline(options: LifelineOptions): Lifeline {
  const { promise: ready, resolve: markReady, reject: markFailed } = Promise.withResolvers<void>()
  ready.catch(() => undefined)
  let held = false
  let lockKey: number | null = null
  const session = keepSession({
    connectionString: options.connectionString,
    applicationName: 'jobpilot-lifeline',
    clock: options.clock,
    log: options.log,
    onNotification: (jobId) => options.onCancel(jobId),
    async onOpen(client) {
      // A host that vanished closes no socket: the server then notices within some ten seconds.
      await client.query(
        'set tcp_keepalives_idle = 4; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3',
      )
      lockKey ??= await nextLockKey(client)
      await client.query('select pg_advisory_lock($1, $2)', [WORKER_LOCK_CLASS, lockKey])
      await client.query('listen jobpilot_cancel')
      await options.onHeld(lockKey)
      held = true
      markReady()
    },
    onClose: () => (held = false),
  })
  return {
    held: () => held,
    ready,
    stop: () => {
      markFailed(new Error('the worker stopped before it could start'))
      return session.stop()
    },
  }
}

async function nextLockKey(client: Client): Promise<number> {
  const { rows } = await client.query<{ key: string }>(`select nextval('worker_lock_key') as key`)
  return Number(rows[0]?.key)
}
