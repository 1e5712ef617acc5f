import { hostname } from 'node:os'
import type { AppContext } from '../../context.ts'
import { createBatcher } from '../batcher.ts'
import { createPool } from '../db/connect.ts'
import { atOnceAsWorker } from '../db/at-once.ts'
import { asWorker } from '../db/transaction.ts'
import { countBatchEnd } from './batches.ts'
import type { TaskDefinition } from './define-task.ts'
import type { ScheduleDefinition } from './define-schedule.ts'
import { lanes, laneSettings, type Lane } from './lanes.ts'
import { JobCancelledError, WorkerStoppingError } from './errors.ts'
import { createJobMetrics } from './job-metrics.ts'
import { createJobStats, type JobStats } from './job-stats.ts'
import { createLaneRunners, type LaneRunners } from './lane-runners.ts'
import { holdLifeline, type Lifeline } from './lifeline.ts'
import { dropTransportOfPools, sendAgain, succeeding, type Success } from './queries.ts'
import { runAttempt, throughTrouble, type WorkerCore } from './run-attempt.ts'
import { createLaneDesk, type LaneDesk } from './run-lane.ts'
import { createSweeper, createWatch, type SweepCore } from './sweep.ts'
import { runTransport } from './transport.ts'
import { addPool, markStopped, registerWorker, removePool } from './worker-queries.ts'

export interface StartWorkerOptions {
  ctx: AppContext
  tasks: readonly TaskDefinition[]
  /** The system's recurring work: what is stored and not listed is forgotten. Without it nothing is touched. */
  schedules?: readonly ScheduleDefinition[]
  /** Jobs at a time in each lane; default: as the configuration and the lanes themselves say. */
  concurrency?: number
  /** Default: the connection string of ctx.pool. */
  connectionString?: string
  /** Default 400 ms. */
  sweepMs?: number
  /** How long a handler may go on after its signal fired; default 3 s. */
  graceMs?: number
}

export interface WorkerState {
  workerId: string
  /** Holds its lock and fetches jobs. */
  alive: boolean
  active: number
  stopping: boolean
}

export interface Worker {
  state(): WorkerState
  /** Stops fetching, lets running jobs finish for `drainMs` (default 10 s), then hands them back. */
  stop(options?: { drainMs?: number }): Promise<void>
}

/** Runs jobs in this process until stopped; survives lost connections and restarts of the database. */
export async function startWorker(options: StartWorkerOptions): Promise<Worker> {
  const { ctx } = options
  const connectionString = options.connectionString ?? connectionStringOf(ctx)
  const stopping = new AbortController()
  const givenUp = new AbortController()
  const places = placesByLane(options)
  const core = createCore(options, places, givenUp.signal)
  const lifeline = holdLifeline({
    connectionString,
    clock: ctx.clock,
    log: ctx.log,
    onHeld: (lockKey) => core.signIn(lockKey),
    onCancel: (jobId) => cancelHere(core, jobId),
  })
  await lifeline.ready
  const pool = createPool({
    connectionString,
    applicationName: 'jobpilot-transport',
    maxConnections: 2 * places.size + 2,
    // What a crash takes back of fetching and completing is fetched again, refused by the claim, or sent again by the sweep.
    synchronousCommit: false,
    onError: (error) => ctx.log.warn({ reason: error.message }, 'transport connection lost'),
  })
  const runners = createLaneRunners([...places.keys()], (lane) =>
    runTransport({
      pool,
      lane,
      concurrency: places.get(lane) ?? 1,
      // No more than it soon gets to: another worker may be idle.
      fetchAhead: Math.min(laneSettings[lane].fetchAhead, 2 * (places.get(lane) ?? 1)),
      clock: ctx.clock,
      log: ctx.log,
      handle: (jobId) => receive(core, lifeline, stopping.signal, lane, jobId),
      onPool: (poolId) => enterPool(core, poolId),
      onPoolGone: (poolId) => releasePool(core, poolId),
    }),
  )
  const refuse = ctx.jobs.offerTo((lane, jobId) => runners.offer(lane, jobId))
  const sweepCore = { ...core, runners }
  const everyMs = options.sweepMs ?? 400
  const swept = Promise.all([
    repeatUntil(createSweeper(sweepCore), everyMs, core, stopping.signal),
    repeatUntil(createWatch(sweepCore), everyMs / 2, core, stopping.signal),
  ])
  let stopped: Promise<void> | undefined
  return {
    state: () => ({
      workerId: core.workerId,
      alive: lifeline.held() && runners.running() && !stopping.signal.aborted,
      active: core.active.size,
      stopping: stopping.signal.aborted,
    }),
    stop: ({ drainMs = 10_000 } = {}) => (stopped ??= stop(drainMs)),
  }

  async function stop(drainMs: number): Promise<void> {
    refuse()
    stopping.abort()
    await drain(core, runners, givenUp, drainMs)
    await swept
    for (const poolId of core.pools) await releasePool(core, poolId)
    await core.stats.flush(ctx.db, core.workerId).catch(() => undefined)
    await asWorker(ctx.db, (tx) => markStopped(tx, core.workerId, 'stopped')).catch(() => undefined)
    await lifeline.stop()
    // A runner that broke may never give its connection back.
    const patience = new AbortController()
    await Promise.race([pool.end(), ctx.clock.sleep(2_000, patience.signal).catch(() => undefined)])
    patience.abort()
  }
}

function connectionStringOf(ctx: AppContext): string {
  const { connectionString } = ctx.pool.options
  if (!connectionString) throw new Error('startWorker needs the connection string of the database')
  return connectionString
}

/** Jobs at a time in this process, by lane; a lane without places isn't served. */
function placesByLane({ ctx, concurrency }: StartWorkerOptions): Map<Lane, number> {
  const wanted = lanes.map(
    (lane) =>
      [lane, concurrency ?? ctx.config.laneConcurrency[lane] ?? laneSettings[lane].concurrency] as const,
  )
  return new Map(wanted.filter(([, places]) => places > 0))
}

type Core = Omit<SweepCore, 'runners'>

function createCore(options: StartWorkerOptions, places: Map<Lane, number>, givenUp: AbortSignal): Core {
  const { ctx, tasks } = options
  const identity = { ctx, tasks, workerId: ctx.clock.uuid(), pools: new Set<string>() }
  const desks = new Map([...places.keys()].map((lane) => [lane, createLaneDesk(identity, lane)]))
  let lockKey: number | null = null
  return {
    ...identity,
    schedules: options.schedules ?? null,
    active: new Set(),
    graceMs: options.graceMs ?? 3_000,
    givenUp,
    stats: recordTwice(createJobStats({ clock: ctx.clock }), createJobMetrics(ctx.metrics.meter)),
    desks,
    claim: (lane, jobId) => deskOf(desks, lane).claim(jobId),
    succeed: createBatcher({
      run: (successes: Success[]) => succeedTogether(ctx, successes),
      maxItems: 128,
      maxCalls: 2,
    }),
    placeFreed: (lane, userId) => deskOf(desks, lane).placeFreed(userId),
    async signIn(key = lockKey ?? 0) {
      lockKey = key
      const { version } = ctx.config
      const worker = { id: identity.workerId, lockKey: key, host: hostname(), pid: process.pid, version }
      const poolIds = [...identity.pools]
      await asWorker(ctx.db, (tx) =>
        registerWorker(tx, { ...worker, poolIds, lanes: Object.fromEntries(places) }),
      )
    },
  }
}

/** For the console, whatever process, and for Prometheus, of this process. */
function recordTwice(stats: JobStats, metrics: Pick<JobStats, 'record'>): JobStats {
  return {
    flush: (db, workerId) => stats.flush(db, workerId),
    record(outcome) {
      stats.record(outcome)
      metrics.record(outcome)
    },
  }
}

function deskOf(desks: ReadonlyMap<string, LaneDesk>, lane: string): LaneDesk {
  const desk = desks.get(lane)
  if (!desk) throw new Error(`this worker doesn't serve the lane ${lane}`)
  return desk
}

async function succeedTogether(ctx: AppContext, successes: Success[]): Promise<boolean[]> {
  const rows = successes.every(({ batchId }) => batchId === null)
    ? await atOnceAsWorker(ctx, succeeding(successes))
    : await asWorker(ctx.db, async (tx) => {
        const ended = (await succeeding(successes).execute(tx)).rows
        await countBatchEnd(
          tx,
          ended.map((row) => ({ batchId: row.batch_id, state: 'succeeded' })),
        )
        return ended
      })
  const ids = new Set(rows.map((row) => row.id))
  return successes.map(({ id }) => ids.has(id))
}

/** A job arrived. While the lock is lost nothing is claimed: others would take it for a dead worker's. */
async function receive(
  core: Core,
  lifeline: Lifeline,
  stopping: AbortSignal,
  lane: Lane,
  jobId: string,
): Promise<void> {
  while (!lifeline.held() && !stopping.aborted) {
    await core.ctx.clock.sleep(25, stopping).catch(() => undefined)
  }
  if (!stopping.aborted) return runAttempt(core, lane, jobId)
  await asWorker(core.ctx.db, (tx) => sendAgain(tx, [jobId])).catch(() => undefined)
}

function cancelHere(core: WorkerCore, jobId: string): void {
  for (const active of core.active) {
    if (active.jobId === jobId) active.interrupt(new JobCancelledError('Cancelled.'))
  }
}

/** From now on the pool's transport is found by whoever buries this worker. */
async function enterPool(core: WorkerCore, poolId: string): Promise<void> {
  core.pools.add(poolId)
  await throughTrouble(core, () => asWorker(core.ctx.db, (tx) => addPool(tx, core.workerId, poolId)))
}

async function releasePool(core: WorkerCore, poolId: string): Promise<void> {
  core.pools.delete(poolId)
  const release = (): Promise<void> =>
    asWorker(core.ctx.db, async (tx) => {
      await sendAgain(tx, await dropTransportOfPools(tx, [poolId]))
      await removePool(tx, core.workerId, poolId)
    })
  await throughTrouble(core, release).catch((error: unknown) =>
    core.ctx.log.warn({ err: error }, 'pool not released'),
  )
}

async function repeatUntil(
  look: () => Promise<void>,
  everyMs: number,
  { ctx }: Core,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    await look().catch((error: unknown) => ctx.log.warn({ err: error }, 'sweep failed'))
    await ctx.clock.sleep(everyMs, stopping).catch(() => undefined)
  }
}

/** Waits for running jobs, then interrupts them, then gives up on a database that doesn't answer. */
async function drain(
  core: WorkerCore,
  runners: LaneRunners,
  givenUp: AbortController,
  drainMs: number,
): Promise<void> {
  let interrupting: NodeJS.Timeout | undefined
  const interrupt = setTimeout(() => {
    // Again and again: a claim that the database kept waiting may start late.
    interrupting = setInterval(() => interruptAll(core), 100)
    interruptAll(core)
  }, drainMs)
  const { promise: hopeless, resolve: giveUp } = Promise.withResolvers<void>()
  const patience = setTimeout(
    () => {
      givenUp.abort()
      giveUp()
    },
    drainMs + core.graceMs + 5_000,
  )
  try {
    await Promise.race([runners.stop(), hopeless])
  } finally {
    clearTimeout(interrupt)
    clearInterval(interrupting)
    clearTimeout(patience)
  }
}

function interruptAll(core: WorkerCore): void {
  for (const active of core.active) {
    active.interrupt(new WorkerStoppingError('the worker stopped before the job was done'))
  }
}
