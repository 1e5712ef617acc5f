import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { createTestEngine, type TestEngine } from '../../testing/engine.ts'
import { until } from '../../testing/until.ts'
import { asUser, asWorker } from '../db/transaction.ts'
import { DomainError } from '../errors.ts'
import { defineTask, type TaskDefinition } from './define-task.ts'
import { StaleAttemptError } from './errors.ts'
import type { JobRow } from './queries.ts'
import { startWorker, type StartWorkerOptions, type Worker } from './run-worker.ts'

let database: TestDatabase
let engines: TestEngine[] = []
let workers: Worker[] = []

beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop({ drainMs: 0 })))
  await Promise.all(engines.map((engine) => engine.stop()))
  engines = []
  workers = []
  await database.drop()
})

function engineWith(...tasks: TaskDefinition[]): TestEngine {
  const engine = createTestEngine({ url: database.url, tasks })
  engines.push(engine)
  return engine
}

async function work(engine: TestEngine, tasks: TaskDefinition[], options: Partial<StartWorkerOptions> = {}) {
  const worker = await startWorker({ ctx: engine.ctx, tasks, graceMs: 300, ...options })
  workers.push(worker)
  return worker
}

async function readJob(id: string): Promise<JobRow> {
  return asWorker(database.db, (tx) =>
    tx.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )
}

const jobInState = (id: string, state: string) =>
  until(async () => {
    const job = await readJob(id)
    return job.state === state ? job : null
  })

async function lockedTransports(): Promise<number> {
  const { rows } = await database.pool.query('select from graphile_worker.jobs where locked_at is not null')
  return rows.length
}

const payload = z.object({ n: z.number() })

test('a job enqueued by a person runs, and its result is kept', async () => {
  const double = defineTask({
    name: 'test.double',
    lane: 'default',
    payload,
    handle: async (_ctx, job) => ({ doubled: job.payload.n * 2, traceparent: job.traceparent }),
  })
  const engine = engineWith(double)
  await work(engine, [double])
  const userId = await engine.addPerson()
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
  const id = await asUser(engine.ctx.db, userId, (tx) =>
    engine.ctx.jobs.enqueue(tx, double, { n: 21 }, { userId, traceparent }),
  )
  const job = await jobInState(id, 'succeeded')
  expect(job).toMatchObject({ result: { doubled: 42, traceparent }, attempt: 1, user_id: userId })
  const seen = await asUser(engine.ctx.db, await engine.addPerson(), (tx) =>
    tx.selectFrom('job').select('id').execute(),
  )
  expect(seen).toEqual([])
})
