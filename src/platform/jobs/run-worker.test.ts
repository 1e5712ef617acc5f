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
import { sendAgain, type JobRow } from './queries.ts'
import { createLaneDesk } from './run-lane.ts'
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

test('an idle worker takes what its own process asks for without a courier, and no more than it has places', async () => {
  const gates: (() => void)[] = []
  let most = 0
  const task = defineTask({
    name: 'test.gated',
    lane: 'default',
    payload,
    async handle() {
      most = Math.max(most, gates.length + 1)
      await new Promise<void>((resolve) => gates.push(resolve))
    },
  })
  const engine = engineWith(task)
  const worker = await work(engine, [task], { concurrency: 2 })
  await until(() => Promise.resolve(worker.state().alive))
  const ids: string[] = []
  for (let n = 0; n < 4; n++)
    ids.push(
      await asWorker(engine.ctx.db, (tx) => engine.ctx.jobs.enqueue(tx, task, { n }, { userId: null })),
    )
  await until(() => Promise.resolve(gates.length === 2))
  await engine.ctx.jobs.idle()
  const { rows } = await database.pool.query<{ key: string }>('select key from graphile_worker.jobs')
  expect(new Set(rows.map(({ key }) => key))).toEqual(new Set(ids.slice(2).map((id) => `job:${id}`)))
  while (!(await readJob(ids[3] ?? '')).finished_at) {
    gates.shift()?.()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await Promise.all(ids.map((id) => jobInState(id, 'succeeded')))
  expect(most).toBe(2)
})

test('a job that is asked for twice in one claim begins once', async () => {
  const task = defineTask({ name: 'test.plain', lane: 'default', payload, handle: () => Promise.resolve() })
  const engine = engineWith(task)
  const workerId = engine.ctx.clock.uuid()
  const desk = createLaneDesk({ ctx: engine.ctx, tasks: [task], workerId }, 'default')
  const id = await asWorker(engine.ctx.db, (tx) =>
    engine.ctx.jobs.enqueue(tx, task, { n: 1 }, { userId: null }),
  )
  const claims = await Promise.all([desk.claim(id), desk.claim(id), desk.claim(id)])
  expect(claims.map((job) => job?.attempt ?? null)).toEqual([1, null, null])
})

test('a job that another process asks for is fetched when it is sent, not at the next look', async () => {
  const task = defineTask({ name: 'test.plain', lane: 'scraping', payload, handle: () => Promise.resolve() })
  const [asking, working] = [engineWith(task), engineWith(task)]
  const worker = await work(working, [task])
  await until(() => Promise.resolve(worker.state().alive))
  const began = performance.now()
  for (let n = 0; n < 6; n++) {
    const id = await asWorker(asking.ctx.db, (tx) =>
      asking.ctx.jobs.enqueue(tx, task, { n }, { userId: null }),
    )
    await jobInState(id, 'succeeded')
  }
  // Each would wait for the next look, which comes once a second.
  expect(performance.now() - began).toBeLessThan(3_000)
})

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

/** A task whose handler is the given function. */
function taskOf(
  handle: TaskDefinition<{ n: number }>['handle'],
  more: Partial<TaskDefinition<{ n: number }>> = {},
) {
  return defineTask({ name: 'test.task', lane: 'default', payload, retryBaseMs: 40, handle, ...more })
}

async function enqueue(engine: TestEngine, task: TaskDefinition<{ n: number }>, more = {}): Promise<string> {
  return asWorker(engine.ctx.db, (tx) =>
    engine.ctx.jobs.enqueue(tx, task, { n: 1 }, { userId: null, ...more }),
  )
}

async function attemptsOf(jobId: string) {
  return asWorker(database.db, (tx) =>
    tx.selectFrom('job_attempt').selectAll().where('job_id', '=', jobId).orderBy('attempt').execute(),
  )
}

test('a failed attempt is tried again later, each time with twice the delay, and then fails with a reference', async () => {
  const ends: string[] = []
  const retries: Date[] = []
  const task = taskOf(() => Promise.reject(new Error('secret detail')), {
    maxAttempts: 3,
    retryBaseMs: 400,
    onRetry: async (_tx, _job, { runAt }) => void retries.push(runAt),
    onEnd: async (_tx, _job, end) => void ends.push(end.words),
  })
  const engine = engineWith(task)
  engine.ctx.clock = { ...engine.ctx.clock, random: () => 0.5 }
  await work(engine, [task])
  const id = await enqueue(engine, task)
  const job = await jobInState(id, 'failed')
  expect(job).toMatchObject({ attempt: 3, error_code: 'internal', error_message: 'secret detail' })
  expect(job.error_words).toBe(`Something went wrong on our side. Reference: ${id}`)
  expect(ends).toEqual([job.error_words])
  const attempts = await attemptsOf(id)
  expect(attempts.map((attempt) => attempt.state)).toEqual(['failed', 'failed', 'failed'])
  expect(attempts[0]?.error_stack).toContain('run-worker.test.ts')
  const delays = retries.map(
    (runAt, index) => runAt.getTime() - (attempts[index]?.finished_at?.getTime() ?? 0),
  )
  // 400 ms, then 800 ms; what is above is the time that the two statements lay apart.
  expect(delays[0]).toBeGreaterThanOrEqual(399)
  expect(delays[0]).toBeLessThan(799)
  expect(delays[1]).toBeGreaterThanOrEqual(799)
  expect(delays[1]).toBeLessThan(1_599)
})

test('an error of the domain fails at once, in its own words', async () => {
  const task = taskOf(() =>
    Promise.reject(
      new DomainError({
        code: 'file_bad',
        kind: 'unprocessable',
        message: 'm',
        userMessage: 'Send another.',
      }),
    ),
  )
  const engine = engineWith(task)
  await work(engine, [task])
  const job = await jobInState(await enqueue(engine, task), 'failed')
  expect(job).toMatchObject({ attempt: 1, error_code: 'file_bad', error_words: 'Send another.' })
})

test('an error of the domain that heals by itself is tried again', async () => {
  let tries = 0
  const away = { code: 'storage_unavailable', kind: 'unavailable', isTemporary: true } as const
  const task = taskOf(async () => {
    tries += 1
    if (tries === 1) throw new DomainError({ ...away, message: 'm', userMessage: 'Wait a moment.' })
    return tries
  })
  const engine = engineWith(task)
  await work(engine, [task])
  expect(await jobInState(await enqueue(engine, task), 'succeeded')).toMatchObject({ attempt: 2, result: 2 })
})

test('an old payload and a task that this version lacks fail clearly', async () => {
  const old = defineTask({ name: 'test.task', lane: 'default', payload: z.object({}), handle: async () => 1 })
  const gone = defineTask({
    name: 'test.gone',
    lane: 'default',
    payload: z.object({}),
    handle: async () => 1,
  })
  const task = taskOf(async () => 1)
  const engine = engineWith(task)
  const ids = await asWorker(engine.ctx.db, async (tx) => [
    await engine.ctx.jobs.enqueue(tx, old, {}, { userId: null }),
    await engine.ctx.jobs.enqueue(tx, gone, {}, { userId: null }),
  ])
  await work(engine, [task])
  const [first, second] = await Promise.all(ids.map((id) => jobInState(id, 'failed')))
  expect(first?.error_code).toBe('job_payload_invalid')
  expect(first?.error_message).toContain('n')
  expect(second).toMatchObject({ error_code: 'job_task_unknown', attempt: 1 })
})

test('a payload that does not fit is refused when it is enqueued, and nothing is stored', async () => {
  const task = taskOf(async () => 1)
  const engine = engineWith(task)
  const bad = asWorker(engine.ctx.db, (tx) =>
    engine.ctx.jobs.enqueue(tx, task, { n: 'x' } as unknown as { n: number }, { userId: null }),
  )
  await expect(bad).rejects.toThrow('expected number')
  const jobs = await asWorker(database.db, (tx) => tx.selectFrom('job').select('id').execute())
  expect(jobs).toEqual([])
})

test('a rolled back transaction leaves neither job nor transport', async () => {
  const task = taskOf(async () => 1)
  const engine = engineWith(task)
  const undone = asWorker(engine.ctx.db, async (tx) => {
    await engine.ctx.jobs.enqueue(tx, task, { n: 1 }, { userId: null })
    throw new Error('no')
  })
  await expect(undone).rejects.toThrow('no')
  const { rows } = await database.pool.query('select from graphile_worker.jobs')
  expect(rows.length).toBe(0)
})

test('of eight that enqueue the same key at once one inserts; a person does not meet another’s key', async () => {
  const task = taskOf(async () => 1)
  const engine = engineWith(task)
  const ids = await Promise.all(Array.from({ length: 8 }, () => enqueue(engine, task, { uniqueKey: 'k' })))
  expect(new Set(ids).size).toBe(1)
  const [a, b] = [await engine.addPerson(), await engine.addPerson()]
  const own = await Promise.all(
    [a, b].map((userId) =>
      asUser(engine.ctx.db, userId, (tx) =>
        engine.ctx.jobs.enqueue(tx, task, { n: 1 }, { userId, uniqueKey: 'k' }),
      ),
    ),
  )
  expect(new Set([...own, ...ids]).size).toBe(3)
  await work(engine, [task])
  await jobInState(ids[0] ?? '', 'succeeded')
  expect(await enqueue(engine, task, { uniqueKey: 'k' })).not.toBe(ids[0])
})

test('one person’s heap does not delay another’s first job', async () => {
  const order: string[] = []
  const task = taskOf(async (_ctx, job) => void order.push(job.userId ?? ''), { lane: 'agents' })
  const engine = engineWith(task)
  const [busy, calm] = [await engine.addPerson(), await engine.addPerson()]
  const send = (userId: string) =>
    asUser(engine.ctx.db, userId, (tx) => engine.ctx.jobs.enqueue(tx, task, { n: 1 }, { userId }))
  for (let n = 0; n < 5; n++) await send(busy)
  await send(calm)
  await work(engine, [task], { concurrency: 1 })
  await until(async () => order.length === 6)
  expect(order.indexOf(calm)).toBeLessThanOrEqual(1)
})

test('a waiting job is cancelled at once, without any worker', async () => {
  const ends: string[] = []
  const task = taskOf(async () => 1, { onEnd: async (_tx, _job, end) => void ends.push(end.state) })
  const engine = engineWith(task)
  const id = await enqueue(engine, task)
  expect(await asWorker(engine.ctx.db, (tx) => engine.ctx.jobs.cancel(tx, id, 'Not needed.'))).toBe(true)
  expect(await readJob(id)).toMatchObject({ state: 'cancelled', error_words: 'Not needed.' })
  expect(ends).toEqual(['cancelled'])
  expect(await asWorker(engine.ctx.db, (tx) => engine.ctx.jobs.cancel(tx, id, 'Again.'))).toBe(false)
})

test('a running job hears of its cancellation within a second, by signal and at its next commit', async () => {
  let abortedAfter = 0
  let refused: unknown
  let asked = 0
  const { promise: running, resolve: isRunning } = Promise.withResolvers<void>()
  const task = taskOf(async (ctx, job) => {
    isRunning()
    await ctx.clock.sleep(10_000, job.signal).catch(() => undefined)
    abortedAfter = performance.now() - asked
    refused = await job.commit(async () => 'committed').catch((error: unknown) => error)
    job.signal.throwIfAborted()
  })
  const engine = engineWith(task)
  await work(engine, [task])
  const id = await enqueue(engine, task)
  await running
  asked = performance.now()
  await asWorker(engine.ctx.db, (tx) => engine.ctx.jobs.cancel(tx, id, 'Stop it.'))
  const job = await jobInState(id, 'cancelled')
  expect(performance.now() - asked).toBeLessThan(1_000)
  expect(abortedAfter).toBeLessThan(1_000)
  expect(refused).toMatchObject({ name: 'JobCancelledError', message: 'Stop it.' })
  expect(job.error_words).toBe('Stop it.')
})

test('a handler that ignores its cancellation is left behind and can commit nothing', async () => {
  const { promise: running, resolve: isRunning } = Promise.withResolvers<void>()
  const { promise: late, resolve: goOn } = Promise.withResolvers<void>()
  const { promise: verdict, resolve: judge } = Promise.withResolvers<unknown>()
  const task = taskOf(async (_ctx, job) => {
    isRunning()
    await late
    judge(await job.commit(async () => 'committed').catch((error: unknown) => error))
  })
  const engine = engineWith(task)
  const worker = await work(engine, [task], { graceMs: 100 })
  const id = await enqueue(engine, task)
  await running
  await asWorker(engine.ctx.db, (tx) => engine.ctx.jobs.cancel(tx, id, 'Stop it.'))
  await jobInState(id, 'cancelled')
  await until(async () => worker.state().active === 0)
  goOn()
  expect(await verdict).toBeInstanceOf(StaleAttemptError)
})

test('a graceful stop lets jobs finish and leaves nothing locked', async () => {
  const task = taskOf((ctx) => ctx.clock.sleep(60))
  const engine = engineWith(task)
  const ids = await Promise.all(Array.from({ length: 30 }, () => enqueue(engine, task)))
  const worker = await work(engine, [task], { concurrency: 5 })
  await until(async () => worker.state().active === 5)
  await worker.stop({ drainMs: 5_000 })
  expect(await lockedTransports()).toBe(0)
  const states = await Promise.all(ids.map(async (id) => (await readJob(id)).state))
  expect(new Set(states)).toEqual(new Set(['succeeded', 'queued']))
  await work(engine, [task], { concurrency: 10 })
  const jobs = await Promise.all(ids.map((id) => jobInState(id, 'succeeded')))
  expect(jobs.every((job) => job.attempt === 1)).toBe(true)
})

test('a stop that may not wait hands the job back, and the attempt does not count', async () => {
  const task = taskOf(
    (ctx, job) => (job.attempt === 1 ? ctx.clock.sleep(60_000, job.signal) : Promise.resolve(7)),
    {
      maxAttempts: 1,
    },
  )
  const engine = engineWith(task)
  const worker = await work(engine, [task])
  const id = await enqueue(engine, task)
  await jobInState(id, 'running')
  await worker.stop({ drainMs: 50 })
  expect(await readJob(id)).toMatchObject({ state: 'queued', handed_back: 1 })
  expect(await lockedTransports()).toBe(0)
  await work(engine, [task])
  expect(await jobInState(id, 'succeeded')).toMatchObject({ attempt: 2, result: 7 })
  expect((await attemptsOf(id)).map((attempt) => attempt.state)).toEqual(['handed_back', 'succeeded'])
})

test('an overtaken attempt can commit nothing, and its end is dropped', async () => {
  const verdicts: unknown[] = []
  const { promise: overtaken, resolve: overtake } = Promise.withResolvers<void>()
  const task = taskOf(async (_ctx, job) => {
    if (job.attempt > 1) return job.commit(async () => 'second')
    await overtaken
    verdicts.push(await job.commit(async () => 'first').catch((error: unknown) => error))
    return 'first'
  })
  const engine = engineWith(task)
  const zombie = await work(engine, [task])
  const id = await enqueue(engine, task)
  await jobInState(id, 'running')
  // Another worker takes it for dead: the row says so, the process goes on.
  await asWorker(database.db, (tx) =>
    tx
      .updateTable('job')
      .set({ state: 'queued', worker_id: null, run_at: sql`now()` })
      .where('id', '=', id)
      .execute(),
  )
  const second = engineWith(task)
  await asWorker(database.db, (tx) => sendAgain(tx, [id]))
  await work(second, [task])
  const job = await jobInState(id, 'succeeded')
  overtake()
  await until(async () => verdicts.length > 0 && zombie.state().active === 0)
  expect(verdicts).toEqual([expect.any(StaleAttemptError)])
  expect(job.result).toBe('second')
  expect(await readJob(id)).toMatchObject({ state: 'succeeded', result: 'second', attempt: 2 })
})

test('two workers share the load and run nothing twice', async () => {
  const runs: string[] = []
  const task = taskOf(async (ctx, job) => {
    runs.push(job.id)
    await ctx.clock.sleep(5)
  })
  // Asked for by a process that doesn't work itself: one that does would take first what it has places for.
  const [asking, a, b] = [engineWith(task), engineWith(task), engineWith(task)]
  await Promise.all([work(a, [task], { concurrency: 3 }), work(b, [task], { concurrency: 3 })])
  const ids = await Promise.all(Array.from({ length: 60 }, () => enqueue(asking, task)))
  for (const id of ids) await jobInState(id, 'succeeded')
  expect(runs.length).toBe(60)
  expect(new Set(runs)).toEqual(new Set(ids))
  const perWorker = await asWorker(database.db, (tx) =>
    tx.selectFrom('job_attempt').select('worker_id').distinct().execute(),
  )
  expect(perWorker.length).toBe(2)
})

test('a job whose transport was lost is sent again', async () => {
  const task = taskOf(async () => 'done')
  const engine = engineWith(task)
  const id = await enqueue(engine, task)
  await database.pool.query(`select graphile_worker.remove_job($1)`, [`job:${id}`])
  await asWorker(database.db, (tx) =>
    tx
      .updateTable('job')
      .set({ run_at: sql`now() - interval '3 seconds'` })
      .where('id', '=', id)
      .execute(),
  )
  await work(engine, [task])
  expect((await jobInState(id, 'succeeded')).result).toBe('done')
})

test('a job that takes every worker with it fails in the end instead of going round for ever', async () => {
  const ends: string[] = []
  const task = taskOf(async () => 'done', {
    maxAttempts: 2,
    onEnd: async (_tx, _job, end) => void ends.push(end.code),
  })
  const engine = engineWith(task)
  const [poison, unlucky] = [await enqueue(engine, task), await enqueue(engine, task)]
  const dead = engine.ctx.clock.uuid()
  await asWorker(database.db, async (tx) => {
    const identity = { host: 'gone', pid: 1, version: '0', lock_key: 900_000 }
    await tx
      .insertInto('worker')
      .values({ id: dead, ...identity })
      .execute()
    const running = tx.updateTable('job').set({ state: 'running', worker_id: dead })
    await running.set({ attempt: 2 }).where('id', '=', poison).execute()
    await running.set({ attempt: 1 }).where('id', '=', unlucky).execute()
  })
  await work(engine, [task])
  expect(await jobInState(poison, 'failed')).toMatchObject({ error_code: 'worker_died', attempt: 2 })
  expect(await jobInState(unlucky, 'succeeded')).toMatchObject({ attempt: 2 })
  expect(ends).toEqual(['worker_died'])
})

test('all connections of the database are cut, and everything still runs exactly to its end', async () => {
  const task = taskOf(async (ctx, job) => {
    await ctx.clock.sleep(30)
    return job.commit(async (tx) => {
      await sql`select pg_sleep(0.02)`.execute(tx)
      return 'done'
    })
  })
  const engine = engineWith(task)
  const worker = await work(engine, [task])
  const ids = await Promise.all(Array.from({ length: 40 }, () => enqueue(engine, task)))
  for (let cut = 0; cut < 3; cut++) {
    await until(async () => worker.state().active > 0)
    await cutConnections()
    await engine.ctx.clock.sleep(150)
  }
  for (const id of ids)
    await until(async () => (await readJob(id).catch(() => null))?.state === 'succeeded', 15_000)
  await until(async () => worker.state().alive && (await lockedTransports()) === 0)
  expect(worker.state()).toMatchObject({ alive: true, active: 0 })
})

/** As when the server restarts: every session of this database but the one that asks ends. */
async function cutConnections(): Promise<void> {
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
}
