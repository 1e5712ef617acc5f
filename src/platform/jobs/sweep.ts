import { asWorker } from '../db/transaction.ts'
import type { Tx } from '../db/types.ts'
import type { ActiveAttempt } from './active-attempt.ts'
import type { ScheduleDefinition } from './define-schedule.ts'
import {
  HardLimitError,
  isLockTimeout,
  JobCancelledError,
  SoftLimitError,
  StaleAttemptError,
} from './errors.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { JobStats } from './job-stats.ts'
import type { LaneRunners } from './lane-runners.ts'
import { lanes as allLanes, type Lane } from './lanes.ts'
import {
  addJobEvent,
  dropTransportOfPools,
  findUncarriedJobs,
  listOverdue,
  listRunningJobs,
  saveLogs,
  sendAgain,
  type RunningRow,
} from './queries.ts'
import { holdLockOfDead, putBackLost } from './recovery-queries.ts'
import type { WorkerCore } from './run-attempt.ts'
import { runDueSchedules } from './schedule-runner.ts'
import { syncSchedules } from './schedules.ts'
import type { LaneDesk } from './run-lane.ts'
import { settleAttempt, type Outcome } from './settle-attempt.ts'
import {
  beat,
  findMasterlessJobs,
  forgetOldWorkers,
  listHeldLanes,
  listLaneLimits,
  markStopped,
  sightWorkers,
  type WorkerSighting,
} from './worker-queries.ts'

/** A worker is lost when two looks this far apart found its lock free: a reconnect takes less. */
const LOST_AFTER_MS = 350
/** One that keeps its lock but not its heart beating may only be slow. */
const SILENT_LOST_AFTER_MS = 10_000
/** How long an overdue attempt's own worker has the first word. */
const OVERDUE_MS = 5_000
const SLOW_ROUND_MS = 5_000
const STATS_MS = 2_000
const SCHEDULES_MS = 1_000
const UNCARRIED_MS = 2_000

export interface SweepCore extends WorkerCore {
  stats: JobStats
  runners: LaneRunners
  desks: ReadonlyMap<Lane, LaneDesk>
  /** Of the system, to be stored once; null: those that are stored stay as they are. */
  schedules: readonly ScheduleDefinition[] | null
  /** Registers this worker (again): others gave it up for lost while it was stopped. */
  signIn(lockKey?: number): Promise<void>
}

/**
 * One look at the world, several times a second, by every worker. There is no leader: each repair is fenced
 * by (job, attempt) or idempotent, so two workers doing the same one do it once.
 */
export function createSweeper(core: SweepCore): () => Promise<void> {
  const isDue = createTimers(() => core.ctx.clock.now().getTime())

  let synced = core.schedules === null

  async function tendSchedules(): Promise<void> {
    if (!synced) await syncSchedules(core.ctx, core.schedules ?? [])
    synced = true
    await runDueSchedules(core.ctx, core.tasks)
  }

  return async function sweep(): Promise<void> {
    heedLimits(core)
    if (isDue('beat', SLOW_ROUND_MS)) await tellHealth(core)
    const known = [...core.active].filter((active) => active.attempt > 0)
    const { mine, heldLanes, limits } = await asWorker(core.ctx.db, async (tx) => ({
      mine: await listRunningJobs(tx, core.workerId),
      heldLanes: await listHeldLanes(tx),
      limits: await listLaneLimits(tx),
    }))
    core.runners.hold(
      new Set(heldLanes.includes(null) ? allLanes : allLanes.filter((lane) => heldLanes.includes(lane))),
    )
    for (const [lane, desk] of core.desks)
      await desk.setLimits(limits.find((row) => row.lane === lane) ?? null)
    await tendOwnJobs(core, mine)
    abortOvertaken(known, mine)
    if (isDue('stats', STATS_MS)) await core.stats.flush(core.ctx.db, core.workerId)
    if (isDue('schedules', SCHEDULES_MS)) await tendSchedules()
    if (isDue('uncarried', UNCARRIED_MS)) await sendUncarried(core)
    if (isDue('slow round', SLOW_ROUND_MS)) await slowRound(core)
  }
}

/** One look for dead workers: apart from the sweep, because nothing may delay it. */
export function createWatch(core: SweepCore): () => Promise<void> {
  const missingSince = new Map<string, number>()

  return async function watch(): Promise<void> {
    const workers = await asWorker(core.ctx.db, (tx) => sightWorkers(tx))
    if (!workers.some((worker) => worker.id === core.workerId)) await core.signIn()
    const lost = confirmLost(missingSince, workers, core)
    await Promise.all(lost.map((worker) => recoverWorker(core, worker)))
  }
}

function createTimers(now: () => number): (name: string, everyMs: number) => boolean {
  const last = new Map<string, number>()
  return (name, everyMs) => {
    if (now() - (last.get(name) ?? -Infinity) < everyMs) return false
    last.set(name, now())
    return true
  }
}

const seconds = (ms: number): string => `${Math.round(ms / 1_000)} s`

/** Tells attempts that their time is over: first by their signal, then by leaving them behind. */
function heedLimits(core: SweepCore): void {
  const now = core.ctx.clock.now().getTime()
  for (const active of [...core.active].filter(({ attempt }) => attempt > 0)) {
    const elapsed = now - active.startedAt
    if (elapsed >= active.hardLimitMs) {
      if (active.expired) continue
      const words = `Stopped after ${seconds(elapsed)}: its hard limit is ${seconds(active.hardLimitMs)}`
      active.expire(new HardLimitError(words))
      noteEvent(core, active, 'hard_limit', words)
    } else if (elapsed >= active.softLimitMs && active.reason === null) {
      const words = `Asked to stop after ${seconds(elapsed)}: its soft limit is ${seconds(active.softLimitMs)}`
      active.interrupt(new SoftLimitError(words))
      noteEvent(core, active, 'soft_limit', words)
    }
  }
}

/** Not waited for: a commit that the attempt has open holds the job's row, and the sweep has others to see to. */
function noteEvent(core: SweepCore, active: ActiveAttempt, type: string, words: string): void {
  core.ctx.log.warn({ job_id: active.jobId, attempt: active.attempt }, words)
  const data = { attempt: active.attempt, workerId: core.workerId }
  asWorker(core.ctx.db, (tx) => addJobEvent(tx, { jobId: active.jobId, type, words, data })).catch(
    (error: unknown) => core.ctx.log.warn({ err: error, job_id: active.jobId }, 'a limit was not noted'),
  )
}

/** Cancels what was asked to stop, and gives back what is ours in the table but not in this process. */
async function tendOwnJobs(core: WorkerCore, mine: RunningRow[]): Promise<void> {
  const byJob = new Map<string, ActiveAttempt[]>()
  for (const active of core.active) byJob.set(active.jobId, [...(byJob.get(active.jobId) ?? []), active])
  for (const row of mine) {
    const ours = byJob.get(row.id) ?? []
    const current = ours.find(({ attempt }) => attempt === row.attempt)
    const claiming = ours.some(({ attempt }) => attempt === 0)
    if (!current && !claiming) await settleAttempt(core, row, { kind: 'lost' })
    else if (row.cancel_requested_at) {
      current?.interrupt(new JobCancelledError(row.cancel_reason ?? 'Cancelled.'))
    }
  }
}

function abortOvertaken(known: ActiveAttempt[], mine: RunningRow[]): void {
  const current = new Set(mine.map((row) => `${row.id} ${row.attempt}`))
  for (const active of known) {
    if (current.has(`${active.jobId} ${active.attempt}`)) continue
    active.interrupt(new StaleAttemptError(`attempt ${active.attempt} of job ${active.jobId} was overtaken`))
  }
}

function confirmLost(
  missingSince: Map<string, number>,
  workers: WorkerSighting[],
  core: WorkerCore,
): WorkerSighting[] {
  const now = core.ctx.clock.now().getTime()
  const missing = workers.filter(({ id, alive, silent }) => (!alive || silent) && id !== core.workerId)
  for (const id of missingSince.keys()) {
    if (!missing.some((worker) => worker.id === id)) missingSince.delete(id)
  }
  return missing.filter(({ id, alive }) => {
    const since = missingSince.get(id) ?? now
    missingSince.set(id, since)
    return now - since >= (alive ? SILENT_LOST_AFTER_MS : LOST_AFTER_MS)
  })
}

/** What another worker left; a row that its process still holds is tried again with the next look. */
async function settleForeign(
  core: WorkerCore,
  job: { id: string; attempt: number },
  outcome: Outcome,
): Promise<void> {
  try {
    await settleAttempt(core, { id: job.id, attempt: job.attempt, foreign: true }, outcome)
  } catch (error) {
    if (!isLockTimeout(error)) throw error
    core.ctx.log.warn({ job_id: job.id }, 'a lost attempt still holds its job')
  }
}

/** First, in one go, what only needs to run again; then one by one what needs a closer look. */
async function recoverWorker(core: WorkerCore, lost: WorkerSighting): Promise<void> {
  const { db, log } = core.ctx
  // A silent one still holds its lock: several survivors may recover it, which the fence of each row allows.
  const isMine = async (tx: Tx): Promise<boolean> => lost.alive || (await holdLockOfDead(tx, lost.id))
  const back = await asWorker(db, async (tx) => {
    if (!(await isMine(tx))) return null
    const jobIds = await putBackLost(tx, lost.id, lostFailure(core))
    await sendAgain(tx, [...new Set([...jobIds, ...(await dropTransportOfPools(tx, lost.pool_ids))])])
    return jobIds
  })
  if (!back) return
  log.warn({ worker_id: lost.id, jobs: back.length }, 'a worker died, its jobs run again')
  const jobs = await asWorker(db, (tx) => listRunningJobs(tx, lost.id))
  for (const job of jobs) await settleForeign(core, job, { kind: 'lost' })
  await asWorker(db, async (tx) => {
    if (await isMine(tx)) await markStopped(tx, lost.id, 'lost')
  })
}

function lostFailure({ tasks }: WorkerCore) {
  const failure = { code: 'worker_died', message: 'the worker died' }
  const fingerprints = tasks.map(
    ({ name }) => [name, fingerprintOf(name, failure.code, failure.message)] as const,
  )
  return { ...failure, fingerprints: new Map(fingerprints) }
}

async function tellHealth(core: SweepCore): Promise<void> {
  const load = { busy: core.active.size, memoryBytes: process.memoryUsage.rss() }
  await asWorker(core.ctx.db, (tx) => beat(tx, core.workerId, load))
}

async function sendUncarried({ ctx }: SweepCore): Promise<void> {
  const missing = await asWorker(ctx.db, async (tx) => {
    const jobIds = await findUncarriedJobs(tx)
    await sendAgain(tx, jobIds)
    return jobIds
  })
  if (missing.length > 0) ctx.log.warn({ jobs: missing.length }, 'queued jobs had no transport, sent again')
}

async function slowRound(core: SweepCore): Promise<void> {
  const { db } = core.ctx
  const { masterless, overdue } = await asWorker(db, async (tx) => {
    await forgetOldWorkers(tx)
    return { masterless: await findMasterlessJobs(tx), overdue: await listOverdue(tx, OVERDUE_MS) }
  })
  for (const job of masterless) await settleForeign(core, job, { kind: 'lost' })
  for (const job of overdue) {
    const error = new HardLimitError('Stopped by another worker: its own one let the hard limit pass')
    await settleForeign(core, job, { kind: 'error', error })
  }
  for (const desk of core.desks.values()) await desk.sendHeld('all')
  await keepLogs(core)
}

/** What running attempts have logged so far, for whoever looks at them now. */
async function keepLogs(core: SweepCore): Promise<void> {
  for (const { jobId, attempt, logs } of [...core.active].filter(({ logs }) => logs.fresh())) {
    logs.seen()
    await asWorker(core.ctx.db, (tx) => saveLogs(tx, { id: jobId, attempt }, logs.lines()))
  }
}
