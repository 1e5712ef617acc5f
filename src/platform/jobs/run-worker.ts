import { hostname } from 'node:os'
import type { AppContext } from '../../context.ts'
import { createPool } from '../db/connect.ts'
import { asWorker } from '../db/transaction.ts'
import type { TaskDefinition } from './define-task.ts'
import { JobCancelledError, WorkerStoppingError } from './errors.ts'
import { holdLifeline, type Lifeline } from './lifeline.ts'
import { dropTransportOfPools, sendAgain } from './queries.ts'
import { runAttempt, throughTrouble, type WorkerCore } from './run-attempt.ts'
import { createSweeper } from './sweep.ts'
import { runTransport, type Transport } from './transport.ts'
import { addPool, markStopped, registerWorker, removePool } from './worker-queries.ts'

export interface StartWorkerOptions {
  ctx: AppContext
  tasks: readonly TaskDefinition[]
  /** Jobs at a time; default 4. */
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
  const { ctx, concurrency = 4 } = options
  const connectionString = options.connectionString ?? connectionStringOf(ctx)
  const stopping = new AbortController()
  const givenUp = new AbortController()
  const core: WorkerCore = {
    ctx,
    tasks: options.tasks,
    workerId: ctx.clock.uuid(),
    active: new Set(),
    pools: new Set(),
    graceMs: options.graceMs ?? 3_000,
    givenUp: givenUp.signal,
  }
  const lifeline = holdLifeline({
    connectionString,
    clock: ctx.clock,
    log: ctx.log,
    onHeld: (lockKey) => signIn(core, lockKey),
    onCancel: (jobId) => cancelHere(core, jobId),
  })
  await lifeline.ready
  const pool = createPool({
    connectionString,
    applicationName: 'jobpilot-transport',
    maxConnections: concurrency + 2,
    onError: (error) => ctx.log.warn({ reason: error.message }, 'transport connection lost'),
  })
  const transport = runTransport({
    pool,
    concurrency,
    clock: ctx.clock,
    log: ctx.log,
    handle: (jobId) => receive(core, lifeline, stopping.signal, jobId),
    onPool: (poolId) => enterPool(core, poolId),
    onPoolGone: (poolId) => releasePool(core, poolId),
  })
  let stopped: Promise<void> | undefined
  const swept = sweepUntil(core, options.sweepMs ?? 400, stopping.signal)
  return {
    state: () => ({
      workerId: core.workerId,
      alive: lifeline.held() && transport.running() && !stopping.signal.aborted,
      active: core.active.size,
      stopping: stopping.signal.aborted,
    }),
    stop: ({ drainMs = 10_000 } = {}) => (stopped ??= stop(drainMs)),
  }

  async function stop(drainMs: number): Promise<void> {
    stopping.abort()
    await drain(core, transport, givenUp, drainMs)
    await swept
    for (const poolId of core.pools) await releasePool(core, poolId)
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

async function signIn(core: WorkerCore, lockKey: number): Promise<void> {
  const { version } = core.ctx.config
  const identity = { lockKey, host: hostname(), pid: process.pid, version, poolIds: [...core.pools] }
  await asWorker(core.ctx.db, (tx) => registerWorker(tx, { id: core.workerId, ...identity }))
}

/** A job arrived. While the lock is lost nothing is claimed: others would take it for a dead worker's. */
async function receive(
  core: WorkerCore,
  lifeline: Lifeline,
  stopping: AbortSignal,
  jobId: string,
): Promise<void> {
  while (!lifeline.held() && !stopping.aborted) {
    await core.ctx.clock.sleep(25, stopping).catch(() => undefined)
  }
  if (!stopping.aborted) return runAttempt(core, jobId)
  await asWorker(core.ctx.db, (tx) => sendAgain(tx, [jobId])).catch(() => undefined)
}

function cancelHere(core: WorkerCore, jobId: string): void {
  for (const active of core.active) {
    if (active.jobId === jobId) active.controller.abort(new JobCancelledError('Cancelled.'))
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

async function sweepUntil(core: WorkerCore, everyMs: number, stopping: AbortSignal): Promise<void> {
  const sweep = createSweeper(core)
  while (!stopping.aborted) {
    await sweep().catch((error: unknown) => core.ctx.log.warn({ err: error }, 'sweep failed'))
    await core.ctx.clock.sleep(everyMs, stopping).catch(() => undefined)
  }
}

/** Waits for running jobs, then interrupts them, then gives up on a database that doesn't answer. */
async function drain(
  core: WorkerCore,
  transport: Transport,
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
    await Promise.race([transport.stop(), hopeless])
  } finally {
    clearTimeout(interrupt)
    clearInterval(interrupting)
    clearTimeout(patience)
  }
}

function interruptAll(core: WorkerCore): void {
  for (const { controller } of core.active) {
    controller.abort(new WorkerStoppingError('the worker stopped before the job was done'))
  }
}
