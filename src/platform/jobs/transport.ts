import { AsyncLocalStorage } from 'node:async_hooks'
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
import type { Lane } from './lanes.ts'

export interface TransportOptions {
  pool: pg.Pool
  lane: Lane
  concurrency: number
  /** Transports fetched at once when many wait; 0: one by one. */
  fetchAhead: number
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
  /** Takes a job that nothing carries, when it fetches and has a place free; else false. */
  offer(jobId: string): boolean
  /** A runner is up and fetches. */
  running(): boolean
  /** Stops fetching, then waits for the handlers. */
  stop(): Promise<void>
}

/** Its handlers use none of the pool's connections, and it fetches and completes in batches. */
const POOL_SIZE_WARNING = 'WARNING: having maxPoolSize'

const payloadSchema = z.object({ jobId: z.uuid() })

/** A runner after `broken` settles what it has, but nobody waits for it: it may never end. */
interface Serving {
  runner: Runner
  over: Promise<void>
}

/** How long a runner may take to write its last completions once its handlers have ended. */
const LAST_WORDS_MS = 1_500

/** Graphile Worker as a courier of the job ids of one lane, started again whenever it gives up or loses its connection. */
export function runTransport(options: TransportOptions): Transport {
  const stopping = new AbortController()
  const serving = new Set<Serving>()
  const inHand = new Set<Promise<void>>()
  const places = createPlaces(options.concurrency)
  // What is offered begins outside of whatever asked for it.
  const outside = AsyncLocalStorage.snapshot()
  let fetching = false

  function handle(jobId: string): Promise<void> {
    const handled = places.within(() => options.handle(jobId)).finally(() => inHand.delete(handled))
    inHand.add(handled)
    return handled
  }

  async function serve(): Promise<void> {
    const events: WorkerEvents = new EventEmitter()
    const { promise: broken, resolve: breakOff } = Promise.withResolvers<'broken'>()
    let poolId = ''
    events.on('pool:create', ({ workerPool }) => (poolId = workerPool.id))
    events.on('pool:listen:notification', ({ message }) => hearOnly(options.lane, message))
    events.on('pool:fatalError', () => breakOff('broken'))
    // What it was fetching may be locked for it all the same: only giving the pool up frees that.
    events.on('worker:getJob:error', () => breakOff('broken'))
    const runner = await run(runnerOptions({ ...options, handle }, events))
    const over = runner.promise.catch((error: unknown) =>
      note(options.log, error, 'transport runner gave up'),
    )
    const entry = { runner, over }
    serving.add(entry)
    void over.then(() => serving.delete(entry))
    fetching = true
    if (stopping.signal.aborted) void runner.stop().catch(() => undefined)
    const end = await Promise.race([over, broken])
    fetching = false
    if (end === 'broken') {
      void runner.stop().catch(() => undefined)
      void over.then(() => options.onPoolGone(poolId))
    }
    await options.onPoolGone(poolId)
  }

  async function keep(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted; failures++) {
      const startedAt = options.clock.now().getTime()
      await serve().catch((error: unknown) => note(options.log, error, 'transport failed to start'))
      if (options.clock.now().getTime() - startedAt > 10_000) failures = 0
      if (stopping.signal.aborted) break
      await options.clock.sleep(Math.min(50 * 2 ** failures, 1_000), stopping.signal).catch(() => undefined)
    }
  }

  async function handlersEnded(): Promise<void> {
    while (inHand.size > 0) await Promise.all(inHand)
  }

  const kept = keep()
  return {
    running: () => fetching,
    offer(jobId) {
      if (!fetching || stopping.signal.aborted || places.full()) return false
      outside(() => void handle(jobId))
      return true
    },
    async stop() {
      stopping.abort()
      places.open()
      for (const { runner } of serving) void runner.stop().catch(() => undefined)
      const orderly = Promise.all([kept, ...[...serving].map(({ over }) => over)])
      const patience = new AbortController()
      const hurried = handlersEnded().then(() => options.clock.sleep(LAST_WORDS_MS, patience.signal))
      await Promise.race([orderly, hurried.catch(() => undefined)])
      await handlersEnded()
      patience.abort()
    },
  }
}

const sentSchema = z.object({ lanes: z.record(z.string(), z.int()) })

/**
 * New jobs are told to every runner. That of another lane would look for them in vain, five queries for each job, so
 * it hears that there are none; and so do all where the sender of transports doesn't say for whom they are,
 * because it says so in a message of its own.
 */
function hearOnly(lane: Lane, message: { channel: string; payload?: string | undefined }): void {
  if (message.channel !== 'jobs:insert') return
  message.payload = JSON.stringify({ count: countFor(lane, message.payload) })
}

function countFor(lane: Lane, payload: string | undefined): number {
  try {
    const told = sentSchema.safeParse(JSON.parse(payload ?? ''))
    return told.success ? (told.data.lanes[lane] ?? 0) : 0
  } catch {
    return 0
  }
}

interface Places {
  full(): boolean
  /** Runs the work once a place is free. */
  within(work: () => Promise<void>): Promise<void>
  /** Nobody waits any more: who has lost the right to begin finds out by himself. */
  open(): void
}

/** What was fetched and what was offered share the places of the lane. */
function createPlaces(count: number): Places {
  const line: (() => void)[] = []
  let taken = 0
  return {
    full: () => taken >= count,
    async within(work) {
      taken++
      if (taken > count) await new Promise<void>((resolve) => line.push(resolve))
      try {
        await work()
      } finally {
        taken--
        line.shift()?.()
      }
    },
    open() {
      for (const enter of line.splice(0)) enter()
    },
  }
}

function note(log: Logger, error: unknown, what: string): void {
  log.warn({ reason: error instanceof Error ? error.message : String(error) }, what)
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
      if (message.startsWith(POOL_SIZE_WARNING)) return
      if (level === 'error' || level === 'warning') options.log.warn({ from: 'transport' }, message)
    }),
    // A task of the transport is a lane, and each lane has a runner of its own: a flood in one starves no other.
    taskList: { [options.lane]: task },
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
        // What was put off, as a retry is, nobody is told of when its time comes.
        pollInterval: 1_000,
        preparedStatements: true,
        // Batched: unbatched a graceful stop leaves an executed job locked, and a lost connection an unhandled rejection.
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
        ...(options.fetchAhead > 0 ? { localQueue: { size: options.fetchAhead, ttl: 30_000 } } : {}),
      },
    },
  }
}
