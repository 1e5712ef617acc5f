import { Client } from 'pg'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'

export interface KeepSessionOptions {
  connectionString: string
  applicationName: string
  clock: Clock
  log: Logger
  /** Prepares every new session; when it throws, the session is closed and tried again. */
  onOpen(client: Client): Promise<void>
  onClose(): void
  onNotification(payload: string): void
}

export interface KeptSession {
  stop(): Promise<void>
}

/** A session of its own (to listen, to hold a lock), opened again whenever it is lost. */
export function keepSession(options: KeepSessionOptions): KeptSession {
  const stopping = new AbortController()

  async function keep(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted;) {
      try {
        await runSession(options, stopping.signal)
        failures = 0
      } catch (error) {
        failures++
        const reason = error instanceof Error ? error.message : String(error)
        options.log.warn({ reason, session: options.applicationName, failures }, 'no database session')
      }
      const pause = Math.min(50 * 2 ** failures, 2_000)
      await options.clock.sleep(pause, stopping.signal).catch(() => undefined)
    }
  }

  const kept = keep()
  return {
    stop: () => {
      stopping.abort()
      return kept
    },
  }
}

/** One session from its opening to its loss, or until the signal fires. */
async function runSession(options: KeepSessionOptions, signal: AbortSignal): Promise<void> {
  const { promise: over, resolve: end } = Promise.withResolvers<void>()
  const onAbort = (): void => end()
  signal.addEventListener('abort', onAbort, { once: true })
  const client = new Client({
    connectionString: options.connectionString,
    application_name: options.applicationName,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => end())
  client.on('end', () => end())
  client.on('notification', ({ payload }) => payload && options.onNotification(payload))
  try {
    await client.connect()
    await options.onOpen(client)
    await over
  } finally {
    options.onClose()
    signal.removeEventListener('abort', onAbort)
    await client.end().catch(() => undefined)
  }
}
