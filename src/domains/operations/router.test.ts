import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { asWorker } from '../../platform/db/transaction.ts'
import { defineTask } from '../../platform/jobs/define-task.ts'
import { createTestApp, type Caller, type TestApp } from '../../testing/app.ts'
import { until } from '../../testing/until.ts'
import { followOverview } from './follow-overview.ts'
import type { Overview } from './schema.ts'

const payload = z.object({ note: z.string(), password: z.string(), refuses: z.boolean() })
const work = defineTask({
  name: 'test.work',
  about: 'Does as it is told.',
  lane: 'default',
  payload,
  maxAttempts: 1,
  handle: async (_ctx, job) => {
    job.log.info('at work')
    if (job.payload.refuses) throw new Error('Mail to sam@example.org came back')
    return { done: true }
  },
})

let app: TestApp
let operator: Caller
let personId: string
let failed: string
let waiting: string
beforeAll(async () => {
  app = await createTestApp({ tasks: [work], config: { traceUrl: 'https://traces.example.org/{traceId}' } })
  operator = await app.tokenFor({ email: 'op@example.org', role: 'operator' })
  personId = (await app.tokenFor({ email: 'ada@example.org' })).userId
  const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`
  const told = { note: 'I was born in a small town.', password: 'abc' }
  const enqueue = (refuses: boolean, runAt?: Date): Promise<string> =>
    asWorker(app.ctx.db, (tx) =>
      app.ctx.jobs.enqueue(
        tx,
        work,
        { ...told, refuses },
        { userId: personId, traceparent, ...(runAt ? { runAt } : {}) },
      ),
    )
  failed = await enqueue(true)
  await enqueue(false)
  waiting = await enqueue(false, new Date(Date.now() + 3_600_000))
  await until(
    async () => (await operator.client.jobs.count.query({ filter: { state: 'succeeded' } })).count === 1,
  )
  await until(async () => (await operator.client.jobs.list.query({ state: 'failed' })).items.length === 1)
})
afterAll(() => app.close())

test('a job that failed is shown whole, but for secrets, addresses and what people wrote', async () => {
  const job = await operator.client.jobs.show.query({ id: failed })
  expect(job).toMatchObject({
    state: 'failed',
    person: { id: personId, email: 'ada@example.org' },
    payload: { note: '[27 characters]', password: '[hidden]', refuses: true },
    traceId: 'a'.repeat(32),
    traceUrl: `https://traces.example.org/${'a'.repeat(32)}`,
    errorMessage: 'Mail to [address] came back',
    parent: null,
    batch: null,
    run: null,
  })
  expect(job.why.map(({ code }) => code)).toEqual(['failed'])
  expect(job.attempts).toHaveLength(1)
  expect(job.attempts[0]).toMatchObject({ attempt: 1, state: 'failed' })
  expect(JSON.stringify(job)).not.toMatch(/sam@example|small town|abc"/)
})

test('one that waits says why', async () => {
  expect((await operator.client.jobs.show.query({ id: waiting })).why[0]?.code).toBe('scheduled')
  await asWorker(app.ctx.db, (tx) =>
    sql`insert into job_hold (lane, reason) values ('default', 'deploying')`.execute(tx),
  )
  const { why } = await operator.client.jobs.show.query({ id: waiting })
  expect(why[1]).toEqual({
    code: 'operator_hold',
    words: 'An operator paused the lane default: “deploying”.',
  })
  const lane = (await operator.client.lanes.list.query()).lanes.find((own) => own.lane === 'default')
  expect(lane).toMatchObject({ hold: { reason: 'deploying', by: null }, overridden: false, servedBy: 1 })
})

test('one that isn’t there is not found', async () => {
  const id = '00000000-0000-4000-8000-000000000001'
  await expect(operator.client.jobs.show.query({ id })).rejects.toMatchObject({
    data: { reason: 'job_not_found' },
  })
})

test('the overview counts what is there, and what ended', async () => {
  const seen = await until(async () => {
    const overview = await operator.client.jobs.overview.query()
    const lane = overview.lanes.find((own) => own.lane === 'default')
    return lane && lane.throughputPerMinute > 0 ? { overview, lane } : null
  })
  expect(seen.lane).toMatchObject({ scheduled: { count: 1, more: false }, running: 0, servedBy: 1 })
  expect(seen.lane.failureRate).toBe(0.5)
  expect(seen.lane.duration.p50).toBeGreaterThan(0)
  expect(seen.overview).toMatchObject({
    workers: { alive: 1, lost: 0 },
    deadLetters: { count: 1, more: false },
  })
  const { points } = await operator.client.jobs.series.query({ range: '24h', task: 'test.work' })
  expect(points.reduce((sum, point) => sum + point.succeeded, 0)).toBe(1)
  expect(points.reduce((sum, point) => sum + point.failed, 0)).toBe(1)
})

test('failures, tasks, workers, schedules and the audit log are listed', async () => {
  const { client } = operator
  const failures = await client.jobs.failures.query({ error: 'came back', sort: 'count', limit: 1 })
  expect(failures.items).toMatchObject([
    { task: 'test.work', count: 1, deadLetters: { count: 1, more: false } },
  ])
  expect(failures.items[0]?.message).not.toContain('@')
  const [group] = failures.items
  const ofGroup = await client.jobs.list.query({ fingerprint: group?.fingerprint ?? '' })
  expect(ofGroup.items.map(({ id }) => id)).toEqual([failed])
  const { tasks } = await client.jobs.tasks.query()
  expect(tasks).toMatchObject([
    { name: 'test.work', about: 'Does as it is told.', known: true, maxAttempts: 1 },
  ])
  const { workers } = await client.workers.list.query()
  expect(workers).toMatchObject([{ alive: true, pid: process.pid, jobs: [] }])
  expect((await client.schedules.list.query()).schedules).toBeInstanceOf(Array)
  await asWorker(app.ctx.db, (tx) =>
    sql`insert into audit_event (actor_id, actor_role, action, target_type, target_id, after)
      select ${operator.userId}, 'operator', 'jobs.retry', 'job', ${failed}, '{"token": "abc"}' from generate_series(1, 3)`.execute(
      tx,
    ),
  )
  const first = await client.audit.list.query({ action: 'jobs', targetId: failed, limit: 2 })
  expect(first.items[0]).toMatchObject({ actor: { email: 'op@example.org' }, after: { token: '[hidden]' } })
  const second = await client.audit.list.query({
    action: 'jobs',
    targetId: failed,
    limit: 2,
    cursor: first.nextCursor,
  })
  expect([...first.items, ...second.items].map(({ action }) => action)).toEqual(Array(3).fill('jobs.retry'))
  expect(second.nextCursor).toBeNull()
})

test('following begins at once, tells a change, beats when nothing happens, and ends with its signal', async () => {
  const controller = new AbortController()
  const seen: Overview[] = []
  const following = (async () => {
    for await (const overview of followOverview(app.ctx, {
      signal: controller.signal,
      everyMs: 20,
      beatMs: 100,
    })) {
      seen.push(overview)
      if (seen.length === 2)
        await asWorker(app.ctx.db, (tx) =>
          sql`insert into job_hold (task, reason) values ('test.work', 'looking')`.execute(tx),
        )
      if (overview.heldTasks === 1) controller.abort()
    }
  })()
  await following
  expect(seen.length).toBeGreaterThan(2)
  expect(seen[0]?.heldTasks).toBe(0)
})

test('the stream sends the overview to operators', async () => {
  const first = await new Promise<Overview>((resolve, reject) => {
    const subscription = operator.client.jobs.follow.subscribe(undefined, {
      onData: ({ data }) => {
        subscription.unsubscribe()
        resolve(data)
      },
      onError: reject,
    })
  })
  expect(first.lanes.map(({ lane }) => lane)).toContain('agents')
})
