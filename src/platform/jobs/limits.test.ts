import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { createJobBench, type JobBench } from '../../testing/job-bench.ts'
import { until } from '../../testing/until.ts'
import { asWorker } from '../db/transaction.ts'
import { defineTask, type RunningJob, type TaskDefinition } from './define-task.ts'
import { HardLimitError, SoftLimitError, StaleAttemptError } from './errors.ts'
import { saveCursor } from './queries.ts'

let bench: JobBench
afterEach(() => bench.stop())

const payload = z.object({ n: z.number() })
type Handle = (job: RunningJob<{ n: number }>) => Promise<unknown>

function taskOf(handle: Handle, more: Partial<TaskDefinition<{ n: number }>> = {}) {
  return defineTask({
    name: 'test.task',
    lane: 'default',
    payload,
    retryBaseMs: 40,
    handle: (_ctx, job) => handle(job),
    ...more,
  })
}

const eventsOf = (jobId: string) =>
  asWorker(bench.ctx.db, (tx) =>
    tx.selectFrom('job_event').select(['type', 'words']).where('job_id', '=', jobId).orderBy('id').execute(),
  )

test('a job that ignores its signal and writes after its hard limit commits nothing', async () => {
  const gate = Promise.withResolvers<void>()
  const refused: unknown[] = []
  const task = taskOf(
    async (job) => {
      await gate.promise
      // In a new transaction, and from then on in any other.
      for (let again = 0; again < 2; again++)
        await job.commit((tx) => saveCursor(tx, job.id, 'too late')).catch((error) => refused.push(error))
    },
    { maxAttempts: 1 },
  )
  bench = await createJobBench([task])
  await bench.work()
  const id = await bench.enqueue(task, { n: 1 })
  await bench.inState(id, 'running')
  bench.advance(239_000)
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(await eventsOf(id)).toEqual([])
  bench.advance(2_000)
  await until(async () => (await eventsOf(id)).length === 1)
  bench.advance(59_500)
  const job = await bench.inState(id, 'failed')
  gate.resolve()
  await until(async () => refused.length === 2)
  expect(refused.every((error) => error instanceof HardLimitError)).toBe(true)
  expect(await bench.job(id)).toMatchObject({ cursor: null, error_code: 'job_timeout', state: 'failed' })
  expect(job.error_words).toMatch(/took too long/)
  expect(await eventsOf(id)).toEqual([
    { type: 'soft_limit', words: 'Asked to stop after 241 s: its soft limit is 240 s' },
    { type: 'hard_limit', words: 'Stopped after 301 s: its hard limit is 300 s' },
  ])
})

test('a transaction that was open when the hard limit passed is rolled back', async () => {
  const gate = Promise.withResolvers<void>()
  const inside = Promise.withResolvers<void>()
  const idle = taskOf(() => gate.promise, { name: 'test.idle', maxAttempts: 1 })
  const task = taskOf(
    (job) =>
      job.commit(async (tx) => {
        await saveCursor(tx, job.id, 'begun in time')
        inside.resolve()
        await gate.promise
      }),
    { maxAttempts: 1 },
  )
  bench = await createJobBench([task, idle])
  await bench.work()
  const id = await bench.enqueue(task, { n: 1 })
  await inside.promise
  const other = await bench.enqueue(idle, { n: 1 })
  await bench.inState(other, 'running')
  bench.advance(301_000)
  // It holds the job's row, so its end is written once it lets go; nobody else's waits for that.
  await bench.inState(other, 'failed')
  gate.resolve()
  expect(await bench.inState(id, 'failed')).toMatchObject({ cursor: null, error_code: 'job_timeout' })
})

test('a handler that heeds its soft limit is tried again, and can go on where it had got to', async () => {
  const task = taskOf(async (job) => {
    if (job.attempt === 2) return { wentOnFrom: job.cursor }
    await job.commit((tx) => job.saveCursor(tx, { page: 7 }))
    await new Promise((_resolve, reject) =>
      job.signal.addEventListener('abort', () => reject(job.signal.reason)),
    )
    return null
  })
  bench = await createJobBench([task])
  await bench.work()
  const id = await bench.enqueue(task, { n: 1 })
  await until(async () => (await bench.job(id)).cursor)
  bench.advance(240_500)
  const job = await bench.inState(id, 'succeeded')
  expect(job).toMatchObject({ attempt: 2, result: { wentOnFrom: { page: 7 } } })
  const [first] = await asWorker(bench.ctx.db, (tx) =>
    tx.selectFrom('job_attempt').selectAll().where('job_id', '=', id).orderBy('attempt').execute(),
  )
  expect(first).toMatchObject({ state: 'failed', error_code: 'job_timeout' })
  expect(new SoftLimitError(first?.error_message ?? '').message).toMatch(/soft limit is 240 s/)
})

/** Counts how many run at once, all in all and by person. */
function createCounter() {
  const running = new Map<string, number>()
  const most = new Map<string, number>()
  const change = (key: string, by: number): void => {
    const now = (running.get(key) ?? 0) + by
    running.set(key, now)
    most.set(key, Math.max(most.get(key) ?? 0, now))
  }
  const keys = (job: RunningJob<unknown>): string[] => ['all', job.userId ?? 'system']
  return {
    most,
    during: async (job: RunningJob<unknown>, work: () => Promise<void>) => {
      for (const key of keys(job)) change(key, 1)
      await work()
      for (const key of keys(job)) change(key, -1)
    },
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

test('no person has more jobs at a time than their share of the lane, whatever the number of workers', async () => {
  const counter = createCounter()
  const task = taskOf((job) => counter.during(job, () => pause(30)), { lane: 'scraping' })
  bench = await createJobBench([task])
  const [busy, calm] = [await bench.addPerson(), await bench.addPerson()]
  const ids: string[] = []
  for (let n = 0; n < 12; n++) ids.push(await bench.enqueue(task, { n }, { userId: busy }))
  await Promise.all([bench.work(), bench.work()])
  ids.push(await bench.enqueue(task, { n: 0 }, { userId: calm }))
  for (const id of ids) await bench.inState(id, 'succeeded')
  expect(counter.most.get(busy)).toBe(2)
  expect(counter.most.get(calm)).toBe(1)
})

test('a task’s own limit holds across workers', async () => {
  const counter = createCounter()
  const task = taskOf((job) => counter.during(job, () => pause(10)), { maxRunning: 1 })
  bench = await createJobBench([task])
  await Promise.all([bench.work(), bench.work()])
  const ids = await Promise.all(Array.from({ length: 10 }, (_, n) => bench.enqueue(task, { n })))
  for (const id of ids) await bench.inState(id, 'succeeded')
  expect(counter.most.get('all')).toBe(1)
})

test('an operator’s limit of a lane holds from one look to the next, and is lifted as fast', async () => {
  const counter = createCounter()
  const task = taskOf((job) => counter.during(job, () => pause(20)), { lane: 'briefings' })
  bench = await createJobBench([task])
  const limit = (max: number | null) =>
    asWorker(bench.ctx.db, (tx) =>
      tx
        .insertInto('job_lane')
        .values({ lane: 'briefings', max_running: max })
        .onConflict((conflict) => conflict.column('lane').doUpdateSet({ max_running: max }))
        .execute(),
    )
  await limit(1)
  await Promise.all([bench.work(), bench.work()])
  await pause(120)
  const ids = await Promise.all(Array.from({ length: 6 }, (_, n) => bench.enqueue(task, { n })))
  for (const id of ids) await bench.inState(id, 'succeeded')
  expect(counter.most.get('all')).toBe(1)
})

test('nothing of a held lane begins, other lanes go on, and after the hold all that waited runs', async () => {
  const ran: string[] = []
  const held = taskOf(async (job) => void ran.push(`held ${job.payload.n}`), {
    name: 'test.held',
    lane: 'scraping',
  })
  const free = taskOf(async (job) => void ran.push(`free ${job.payload.n}`), { name: 'test.free' })
  bench = await createJobBench([held, free])
  await bench.work()
  await asWorker(bench.ctx.db, (tx) =>
    tx.insertInto('job_hold').values({ lane: 'scraping', reason: 'The board asks for calm' }).execute(),
  )
  const waiting = await Promise.all([1, 2, 3].map((n) => bench.enqueue(held, { n })))
  await bench.inState(await bench.enqueue(free, { n: 1 }), 'succeeded')
  await pause(200)
  expect(ran).toEqual(['free 1'])
  await asWorker(bench.ctx.db, (tx) => tx.deleteFrom('job_hold').execute())
  for (const id of waiting) await bench.inState(id, 'succeeded')
  expect(ran.length).toBe(4)
})

test('what a job logs and how far it is can be read while it runs, and stays with its attempt', async () => {
  const gate = Promise.withResolvers<void>()
  const task = taskOf(async (job) => {
    job.log.info({ page: 3, token: 'secret' }, 'Read a page')
    await job.progress(40, 'Reading')
    await gate.promise
  })
  bench = await createJobBench([task])
  await bench.work()
  const id = await bench.enqueue(task, { n: 1 })
  const running = await until(async () => {
    const job = await bench.job(id)
    return job.progress_percent === null ? null : job
  })
  expect(running).toMatchObject({ state: 'running', progress_percent: 40, progress_words: 'Reading' })
  gate.resolve()
  await bench.inState(id, 'succeeded')
  const attempt = await asWorker(bench.ctx.db, (tx) =>
    tx.selectFrom('job_attempt').selectAll().where('job_id', '=', id).executeTakeFirstOrThrow(),
  )
  expect(attempt.logs).toMatchObject([
    { level: 'info', message: 'Read a page', data: { page: 3, token: '[hidden]' } },
  ])
})

test('a worker that keeps its lock but falls silent loses its jobs to another, and can commit nothing when it wakes', async () => {
  const gate = Promise.withResolvers<void>()
  const refused = Promise.withResolvers<unknown>()
  const task = taskOf(async (job) => {
    if (job.attempt === 2) return 'by another'
    await gate.promise
    await job.commit((tx) => saveCursor(tx, job.id, 'too late')).catch(refused.resolve)
    return 'by the first'
  })
  bench = await createJobBench([task])
  // Its sweep never comes round again: as if the process were stopped, lock and all.
  const stuck = await bench.work({ sweepMs: 3_600_000 })
  const id = await bench.enqueue(task, { n: 1 })
  await bench.inState(id, 'running')
  await asWorker(bench.ctx.db, (tx) =>
    sql`update worker set heartbeat_at = now() - interval '1 minute'`.execute(tx),
  )
  await bench.work()
  await pause(200)
  expect((await bench.job(id)).attempt).toBe(1)
  bench.advance(10_500)
  expect(await bench.inState(id, 'succeeded')).toMatchObject({ attempt: 2, result: 'by another' })
  gate.resolve()
  expect(await refused.promise).toBeInstanceOf(StaleAttemptError)
  expect(stuck.state().workerId).not.toBe('')
  expect(await bench.job(id)).toMatchObject({ cursor: null, result: 'by another' })
})

test('an attempt whose own worker does not enforce the hard limit is failed by another', async () => {
  const gate = Promise.withResolvers<void>()
  const task = taskOf(() => gate.promise, { maxAttempts: 1, hardLimitMs: 1_000 })
  bench = await createJobBench([task])
  await bench.work({ sweepMs: 3_600_000 })
  const id = await bench.enqueue(task, { n: 1 })
  await bench.inState(id, 'running')
  await asWorker(bench.ctx.db, (tx) =>
    sql`update job set deadline_at = now() - interval '6 seconds'`.execute(tx),
  )
  await bench.work()
  expect(await bench.inState(id, 'failed')).toMatchObject({ error_code: 'job_timeout' })
  gate.resolve()
})
