import { atOnceAsWorker } from '../db/at-once.ts'
import { asWorker } from '../db/transaction.ts'
import { createBatcher } from '../batcher.ts'
import { admit, type Limits } from './admit.ts'
import {
  claiming,
  countRunning,
  listCandidates,
  listHeldPeople,
  listWaitingForPlace,
  lockLane,
  markHeld,
  type ClaimedJob,
} from './claim-queries.ts'
import type { TaskDefinition } from './define-task.ts'
import { laneSettings, type Lane } from './lanes.ts'
import { sendAgain } from './queries.ts'
import { DEFAULT_HARD_LIMIT_MS, type WorkerCore } from './run-attempt.ts'
import type { JobLaneRow } from './worker-queries.ts'

/** Jobs in one claim at most: an agent's first step shouldn't wait for a hundred others' rows. */
const CLAIM_TOGETHER = 64

export interface LaneDesk {
  /** Takes the job for this worker, together with what arrives meanwhile; null when it isn't to be had. */
  claim(jobId: string): Promise<ClaimedJob | null>
  /** Sends those who wait for a place that is free now: of these people, or of everybody. */
  sendHeld(people: readonly string[] | 'all'): Promise<void>
  /** After a job of the person (null: of the system) has left the lane. */
  placeFreed(userId: string | null): Promise<void>
  /** An operator's limits; null: those of the code. Whoever has a place by new ones is sent. */
  setLimits(row: JobLaneRow | null): Promise<void>
  limits(): Limits
}

type LaneCore = Pick<WorkerCore, 'ctx' | 'tasks' | 'workerId'>

/** Where the jobs of a lane begin in this process. */
export function createLaneDesk(core: LaneCore, lane: Lane): LaneDesk {
  const { db } = core.ctx
  const hardLimits = hardLimitsOf(core.tasks, lane)
  let override: JobLaneRow | null = null

  const limits = (): Limits => ({
    maxRunning: override?.max_running ?? laneSettings[lane].maxRunning,
    perPerson: override?.per_person ?? laneSettings[lane].perPerson,
    perTask: taskLimits(core.tasks, lane),
  })
  const isLimited = ({ maxRunning, perPerson, perTask }: Limits): boolean =>
    maxRunning !== null || perPerson !== null || perTask.size > 0

  async function claimAdmitted(jobIds: string[], current: Limits): Promise<ClaimedJob[]> {
    return asWorker(db, async (tx) => {
      await lockLane(tx, lane)
      const candidates = await listCandidates(tx, jobIds)
      if (candidates.length === 0) return []
      const { admitted, held } = admit(candidates, await countRunning(tx, lane), current)
      await markHeld(tx, held)
      if (admitted.length === 0) return []
      return (await claiming(admitted, core.workerId, hardLimits).execute(tx)).rows
    })
  }

  async function claimTogether(jobIds: string[]): Promise<(ClaimedJob | null)[]> {
    const current = limits()
    const claimed = isLimited(current)
      ? await claimAdmitted(jobIds, current)
      : await atOnceAsWorker(core.ctx, claiming(jobIds, core.workerId, hardLimits))
    const byId = new Map(claimed.map((job) => [job.id, job]))
    return jobIds.map((id) => {
      const job = byId.get(id) ?? null
      // Asked for twice at once (handed over, and sent as well), it begins once.
      byId.delete(id)
      return job
    })
  }

  async function sendHeld(people: readonly string[] | 'all'): Promise<void> {
    const current = limits()
    await asWorker(db, async (tx) => {
      // A claim that is just about to mark a job as held is waited for: its job is found below.
      await lockLane(tx, lane)
      const asked = people === 'all' ? await listHeldPeople(tx, lane) : people
      const candidates = await listWaitingForPlace(tx, lane, asked, [...current.perTask.keys()])
      if (candidates.length === 0) return
      await sendAgain(tx, admit(candidates, await countRunning(tx, lane), current).admitted)
    })
  }

  const sendTogether = createBatcher<string | null, null>({
    maxItems: 500,
    async run(people) {
      await sendHeld([...new Set(people.filter((userId) => userId !== null))])
      return people.map(() => null)
    },
  })

  return {
    claim: createBatcher({ run: claimTogether, maxItems: CLAIM_TOGETHER, maxCalls: 2 }),
    sendHeld,
    limits,
    async setLimits(row) {
      const before = limits()
      override = row
      const { maxRunning, perPerson } = limits()
      if (maxRunning !== before.maxRunning || perPerson !== before.perPerson) await sendHeld('all')
    },
    async placeFreed(userId) {
      if (isLimited(limits())) await sendTogether(userId)
    },
  }
}

/** Seconds by task. */
function hardLimitsOf(tasks: readonly TaskDefinition[], lane: Lane): Record<string, number> {
  const own = tasks.filter((task) => task.lane === lane && task.hardLimitMs !== undefined)
  return {
    ...Object.fromEntries(
      own.map(({ name, hardLimitMs = DEFAULT_HARD_LIMIT_MS }) => [name, hardLimitMs / 1_000]),
    ),
    default: DEFAULT_HARD_LIMIT_MS / 1_000,
  }
}

function taskLimits(tasks: readonly TaskDefinition[], lane: Lane): Map<string, number> {
  const limited = tasks.filter((task) => task.lane === lane)
  return new Map(
    limited.flatMap(({ name, maxRunning }) => (maxRunning === undefined ? [] : [[name, maxRunning]])),
  )
}
