import { asWorker } from '../db/transaction.ts'
import { JobCancelledError, StaleAttemptError } from './errors.ts'
import {
  dropTransportOfPools,
  findUncarriedJobs,
  listRunningJobs,
  sendAgain,
  type RunningRow,
} from './queries.ts'
import type { ActiveAttempt, WorkerCore } from './run-attempt.ts'
import { settleAttempt } from './settle-attempt.ts'
import {
  beat,
  findMasterlessJobs,
  forgetOldWorkers,
  markStopped,
  sightWorkers,
  type WorkerSighting,
} from './worker-queries.ts'

/** A worker is lost when two looks this far apart found its lock free: a reconnect takes less. */
const LOST_AFTER_MS = 350
const SLOW_ROUND_MS = 5_000

/**
 * One look at the world, several times a second, by every worker. There is no leader: each repair is fenced
 * by (job, attempt) or idempotent, so two workers doing the same one do it once.
 */
export function createSweeper(core: WorkerCore): () => Promise<void> {
  const missingSince = new Map<string, number>()
  let slowRoundAt = 0

  return async function sweep(): Promise<void> {
    const known = [...core.active].filter((active) => active.attempt > 0)
    const { workers, mine } = await asWorker(core.ctx.db, async (tx) => ({
      workers: await sightWorkers(tx),
      mine: await listRunningJobs(tx, core.workerId),
    }))
    await tendOwnJobs(core, mine)
    abortOvertaken(known, mine)
    for (const worker of confirmLost(missingSince, workers, core)) await recoverWorker(core, worker)
    const now = core.ctx.clock.now().getTime()
    if (now - slowRoundAt < SLOW_ROUND_MS) return
    slowRoundAt = now
    await slowRound(core)
  }
}

/** Cancels what was asked to stop, and gives back what is ours in the table but not in this process. */
async function tendOwnJobs(core: WorkerCore, mine: RunningRow[]): Promise<void> {
  for (const row of mine) {
    const ours = [...core.active].filter(({ jobId }) => jobId === row.id)
    const current = ours.find(({ attempt }) => attempt === row.attempt)
    const claiming = ours.some(({ attempt }) => attempt === 0)
    if (!current && !claiming) await settleAttempt(core, row, { kind: 'lost' })
    else if (row.cancel_requested_at) {
      current?.controller.abort(new JobCancelledError(row.cancel_reason ?? 'Cancelled.'))
    }
  }
}

function abortOvertaken(known: ActiveAttempt[], mine: RunningRow[]): void {
  for (const { jobId, attempt, controller } of known) {
    if (mine.some((row) => row.id === jobId && row.attempt === attempt)) continue
    controller.abort(new StaleAttemptError(`attempt ${attempt} of job ${jobId} was overtaken`))
  }
}

function confirmLost(
  missingSince: Map<string, number>,
  workers: WorkerSighting[],
  core: WorkerCore,
): WorkerSighting[] {
  const now = core.ctx.clock.now().getTime()
  const missing = workers.filter((worker) => !worker.alive && worker.id !== core.workerId)
  for (const id of missingSince.keys()) {
    if (!missing.some((worker) => worker.id === id)) missingSince.delete(id)
  }
  return missing.filter((worker) => {
    const since = missingSince.get(worker.id) ?? now
    missingSince.set(worker.id, since)
    return now - since >= LOST_AFTER_MS
  })
}

async function recoverWorker(core: WorkerCore, lost: WorkerSighting): Promise<void> {
  const { db, log } = core.ctx
  const jobs = await asWorker(db, (tx) => listRunningJobs(tx, lost.id))
  log.warn({ worker_id: lost.id, jobs: jobs.length }, 'a worker died, its jobs run again')
  for (const job of jobs) await settleAttempt(core, job, { kind: 'lost' })
  await asWorker(db, async (tx) => {
    await sendAgain(tx, await dropTransportOfPools(tx, lost.pool_ids))
    await markStopped(tx, lost.id, 'lost')
  })
}

async function slowRound(core: WorkerCore): Promise<void> {
  const { db, log } = core.ctx
  const load = { busy: core.active.size, memoryBytes: process.memoryUsage.rss() }
  const { uncarried, masterless } = await asWorker(db, async (tx) => {
    await beat(tx, core.workerId, load)
    await forgetOldWorkers(tx)
    const missing = await findUncarriedJobs(tx)
    await sendAgain(tx, missing)
    return { uncarried: missing, masterless: await findMasterlessJobs(tx) }
  })
  if (uncarried.length > 0) log.warn({ jobs: uncarried.length }, 'queued jobs had no transport, sent again')
  for (const job of masterless) await settleAttempt(core, job, { kind: 'lost' })
}
