import { EventEmitter } from 'node:events'
import {
  Logger as GraphileLogger,
  run,
  type Runner,
  type RunnerOptions,
  type WorkerEvents,
} from 'graphile-worker'
import type pg from 'pg'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import { lanes } from './define-task.ts'

export interface TransportOptions {
  pool: pg.Pool
  concurrency: number
  clock: Clock
  log: Logger
  /** Runs the job that arrived; never throws. */
  handle(jobId: string): Promise<void>
  /** Awaited before the pool fetches its first job. */
  onPool(poolId: string): Promise<void>
  /** The pool is over; whatever it still holds is nobody's. */
  onPoolGone(poolId: string): Promise<void>
}

export interface Transport {
  /** A runner is up and fetches. */
  running(): boolean
  /** Stops fetching, then waits for the handlers. */
  stop(): Promise<void>
}

const payloadSchema = z.object({ jobId: z.uuid() })

/** Graphile Worker as a courier of job ids, started again whenever it gives up. */
export function runTransport(options: TransportOptions): Transport {
  const stopping = new AbortController()
  const draining = new Set<Promise<void>>()
  let current: Runner | null = null

  async function serve(): Promise<void> {
    const events: WorkerEvents = new EventEmitter()
    const { promise: broken, resolve: breakOff } = Promise.withResolvers<void>()
    let poolId: string | null = null
    events.on('pool:create', ({ workerPool }) => (poolId = workerPool.id))
    events.on('pool:fatalError', () => breakOff())
    const runner = await run(runnerOptions(options, events))
    current = runner
    const over = runner.promise.then(
      () => undefined,
      (error: unknown) => options.log.warn({ err: error }, 'transport runner gave up'),
    )
    const gone = over.then(() => (poolId === null ? undefined : options.onPoolGone(poolId)))
    draining.add(gone)
    void gone.finally(() => draining.delete(gone))
    if (stopping.signal.aborted) await runner.stop().catch(() => undefined)
    // After a fatal error its handlers may take their time: the next runner doesn't wait for them.
    await Promise.race([over, broken])
    if (current === runner) current = null
  }

  async function keep(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted; failures++) {
      const startedAt = options.clock.now().getTime()
      await serve().catch((error: unknown) => options.log.warn({ err: error }, 'transport failed to start'))
      if (options.clock.now().getTime() - startedAt > 10_000) failures = 0
      if (stopping.signal.aborted) break
      await options.clock.sleep(Math.min(100 * 2 ** failures, 3_000), stopping.signal).catch(() => undefined)
    }
  }

  const kept = keep()
  return {
    running: () => current !== null,
    stop: async () => {
      stopping.abort()
      await current?.stop().catch(() => undefined)
      await kept
      await Promise.all(draining)
    },
  }
}

function runnerOptions(options: TransportOptions, events: WorkerEvents): RunnerOptions {
  const registered = new Map<string, Promise<void>>()
  const register = (poolId: string): Promise<void> => {
    const known = registered.get(poolId) ?? options.onPool(poolId)
    registered.set(poolId, known)
    return known
  }
  const task = (payload: unknown): Promise<void> => {
    const parsed = payloadSchema.safeParse(payload)
    return parsed.success ? options.handle(parsed.data.jobId) : Promise.resolve()
  }
  return {
    pgPool: options.pool,
    noHandleSignals: true,
    events,
    logger: new GraphileLogger(() => (level, message) => {
      if (level === 'error' || level === 'warning') options.log.warn({ from: 'transport' }, message)
    }),
    // A task of the transport is a lane: later each lane gets its own runner, pause and limits.
    taskList: Object.fromEntries(lanes.map((lane) => [lane, task])),
    parsedCronItems: [],
    preset: {
      plugins: [
        {
          name: 'JobpilotPoolPlugin',
          version: '1.0.0',
          worker: { hooks: { startWorker: (_ctx, event) => register(event.worker.workerPool.id) } },
        },
      ],
      worker: {
        schema: 'graphile_worker',
        concurrentJobs: options.concurrency,
        pollInterval: 2_000,
        preparedStatements: true,
        // Batched: unbatched a graceful stop leaves an executed job locked, and a lost connection an unhandled rejection.
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
  }
}
