import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { asWorker } from '../../src/platform/db/transaction.ts'
import { createTestEngine } from '../../src/testing/engine.ts'
import { expectedOf, kindAt, tasks, type Expected } from './faults-tasks.ts'
import { between } from './random.ts'

const AT_ONCE = 8
const PEOPLE = 5

/** Whoever enqueues: goes on through every fault until the database has taken each job exactly once. */
export interface Load {
  /** So many further jobs; resolves once they are stored, be it minutes later. */
  send(count: number): Promise<void>
  sent(): number
  /** Everything that must be found in the end. */
  expected(): readonly Expected[]
  /** How often the database refused or lost a transaction, by error code. */
  refusals(): Record<string, number>
  stop(): Promise<void>
}

export interface LoadOptions {
  url: string
  /** For effects outside the database. */
  effects: string
  random: () => number
}

export async function createLoad({ url, effects, random }: LoadOptions): Promise<Load> {
  const engine = createTestEngine({ url, tasks })
  const people: (string | null)[] = [null, null, null]
  for (let n = 0; n < PEOPLE; n++) people.push(await engine.addPerson())
  const expected: Expected[] = []
  const refusals: Record<string, number> = {}
  const ending = new AbortController()
  let sent = 0

  /** The job and the sender's own note of it commit together, so a repetition sees what happened. */
  async function store(job: PlannedJob): Promise<void> {
    await asWorker(engine.ctx.db, async (tx) => {
      const noted =
        await sql`insert into fault_job (key) values (${job.key}) on conflict do nothing returning key`.execute(
          tx,
        )
      if (noted.rows.length === 0) return
      await engine.ctx.jobs.enqueue(
        tx,
        job.task,
        { key: job.key, folder: effects, workMs: job.workMs },
        { userId: job.userId },
      )
    })
  }

  async function storeThroughTrouble(job: PlannedJob): Promise<void> {
    while (!ending.signal.aborted) {
      try {
        return await store(job)
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
        refusals[code] = (refusals[code] ?? 0) + 1
        await delay(200)
      }
    }
  }

  function plan(): PlannedJob {
    const kind = kindAt(random())
    const key = `job ${++sent}`
    expected.push(...expectedOf(kind, key))
    const userId = people[between(random, 0, people.length - 1)] ?? null
    return { key, task: kind.task, workMs: between(random, ...kind.workMs), userId }
  }

  return {
    async send(count) {
      const jobs = Array.from({ length: count }, plan)
      const lines = Array.from({ length: AT_ONCE }, async () => {
        for (let job = jobs.shift(); job; job = jobs.shift()) await storeThroughTrouble(job)
      })
      await Promise.all(lines)
    },
    sent: () => sent,
    expected: () => expected,
    refusals: () => refusals,
    async stop() {
      ending.abort()
      await engine.stop()
    },
  }
}

interface PlannedJob {
  key: string
  task: ReturnType<typeof kindAt>['task']
  workMs: number
  userId: string | null
}
