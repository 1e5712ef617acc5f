import { afterEach, beforeEach, expect, test } from 'vitest'
import { countingAgent, createEffectTable, tasks } from '../../testing/counting-agent.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { createTestEngine, type TestEngine } from '../../testing/engine.ts'
import { asUser } from '../../platform/db/transaction.ts'
import { startWorker, type Worker } from '../../platform/jobs/run-worker.ts'
import { createCallerFactory } from '../../platform/trpc/procedures.ts'
import { eraseUserData } from './erase-user-data.ts'
import { exportUserData } from './export-user-data.ts'
import { agentsRouter } from './router.ts'
import type { RunEvent } from './schema.ts'
import { startRun } from './start-run.ts'

let database: TestDatabase
let engine: TestEngine
let worker: Worker
let userId: string

beforeEach(async () => {
  database = await createTestDatabase()
  engine = createTestEngine({ url: database.url, tasks })
  await createEffectTable(database.db)
  userId = await engine.addPerson()
  worker = await startWorker({ ctx: engine.ctx, tasks })
})
afterEach(async () => {
  await worker.stop({ drainMs: 0 })
  await engine.stop()
  await database.drop()
})

function callerOf(owner: string, signal = new AbortController().signal) {
  return createCallerFactory(agentsRouter)({
    app: engine.ctx,
    session: {
      userId: owner,
      role: 'user',
      plan: 'free',
      sessionId: 's',
      via: 'session',
      mfa: false,
      authTime: null,
    },
    requestId: 'r',
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    signal,
  })
}

const begin = (start = 1, stepMs = 0) =>
  asUser(engine.ctx.db, userId, (tx) =>
    startRun(tx, engine.ctx, countingAgent, { userId, input: { start, stepMs } }),
  )

/** Reads the live stream until `enough`, then goes away. */
async function listen(
  input: Parameters<ReturnType<typeof callerOf>['events']>[0],
  enough: (event: RunEvent) => boolean,
): Promise<{ ids: string[]; events: RunEvent[] }> {
  const gone = new AbortController()
  const ids: string[] = []
  const events: RunEvent[] = []
  const stream = await callerOf(userId, gone.signal).events(input)
  const interrupted = async () => {
    for await (const envelope of stream) {
      // In process the envelope arrives as tracked() made it; its type is that of a client.
      const [id, event] = envelope as unknown as [string, RunEvent]
      ids.push(id)
      events.push(event)
      if (enough(event)) gone.abort()
    }
  }
  await expect(interrupted()).rejects.toThrow('interrupted')
  return { ids, events }
}

const isEnd = (event: RunEvent) => event.type === 'run_succeeded'

test('the stream replays, goes on live, and resumes after the last event seen', async () => {
  const first = await begin()
  const whole = await listen({}, isEnd)
  expect(whole.ids).toEqual(whole.events.map((event) => String(event.seq)))
  expect(whole.events.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(whole.events.every((event) => event.runId === first.runId)).toBe(true)

  const resumed = await listen({ lastEventId: 6 }, isEnd)
  expect(resumed.events.map((event) => event.seq)).toEqual([7, 8, 9])

  const live = listen({ fromNow: true }, isEnd)
  await engine.ctx.clock.sleep(50)
  const second = await begin()
  const events = (await live).events
  expect(events.map((event) => event.seq)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18])
  expect(events.every((event) => event.runId === second.runId)).toBe(true)
})

test('a stream that waits ends when its caller goes away, so that a client comes back', async () => {
  const gone = new AbortController()
  const stream = await callerOf(userId, gone.signal).events({ fromNow: true })
  const next = stream[Symbol.asyncIterator]().next()
  await engine.ctx.clock.sleep(50)
  gone.abort()
  await expect(next).rejects.toMatchObject({ name: 'AbortError' })
})

test('runs come newest first, page by page, each once', async () => {
  const ids: string[] = []
  for (let n = 0; n < 5; n++) ids.unshift((await begin()).runId)
  const pages: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<ReturnType<typeof callerOf>['runs']>> = await callerOf(userId).runs({
      limit: 2,
      cursor,
    })
    pages.push(...page.runs.map((run) => run.id))
    cursor = page.nextCursor
  } while (cursor)
  expect(pages).toEqual(ids)
  expect((await callerOf(userId).runs({ agent: 'other' })).runs).toEqual([])
})

test('runs are found by state, and those that are under way', async () => {
  const { runId: done } = await begin()
  await listen({}, isEnd)
  const { runId: stopped } = await begin(1, 5_000)
  await listen({}, (event) => event.runId === stopped && event.type === 'step_started')
  await callerOf(userId).cancel({ id: stopped })
  await listen({}, (event) => event.type === 'run_cancelled')
  const { runId: going } = await begin(1, 5_000)
  await listen({}, (event) => event.runId === going && event.type === 'step_started')
  await callerOf(userId).pause({ reason: '  ' })
  const { runId: waiting } = await begin()
  const found = async (filter: Parameters<ReturnType<typeof callerOf>['runs']>[0]) =>
    (await callerOf(userId).runs(filter)).runs.map((run) => run.id)
  expect(await found({ state: 'succeeded' })).toEqual([done])
  expect(await found({ state: 'cancelled' })).toEqual([stopped])
  expect(await found({ active: true })).toEqual([waiting, going])
  expect(await found({ active: false })).toEqual([stopped, done])
  expect(await found({ active: true, limit: 1, cursor: waiting })).toEqual([going])
  const { runs } = await callerOf(userId).runs({})
  expect(runs.map((run) => [run.words, run.step])).toEqual([
    ['Paused: it starts when you resume your agents', null],
    ['Running', { index: 1, of: 3 }],
    ['You cancelled this.', { index: 1, of: 3 }],
    ['Done', { index: 3, of: 3 }],
  ])
  expect(await callerOf(userId).status()).toMatchObject({ paused: true, reason: null, running: 1, queued: 1 })
  expect(await callerOf(userId).resume()).toMatchObject({ paused: false })
  const other = await engine.addPerson()
  expect(await callerOf(other).status()).toMatchObject({ paused: false, running: 0, queued: 0 })
})

test('one run shows its state, steps, events and, in the end, its result', async () => {
  const { runId } = await begin(4)
  await listen({}, isEnd)
  const run = await callerOf(userId).run({ id: runId })
  expect(run).toMatchObject({
    agent: 'counting',
    state: 'succeeded',
    words: 'Done',
    result: { one: 4, two: 5, three: 6 },
  })
  expect(run.steps.map((step) => step.name)).toEqual(['one', 'two', 'three'])
  expect(run.events.length).toBe(9)
  expect((await callerOf(userId).history({ after: 7 })).events.map((event) => event.seq)).toEqual([8, 9])
})

test('nobody sees or cancels another person’s run', async () => {
  const { runId } = await begin(1, 300)
  const other = callerOf(await engine.addPerson())
  await expect(other.run({ id: runId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(other.cancel({ id: runId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await other.runs({})).runs).toEqual([])
  expect((await other.history({})).events).toEqual([])
})

test('a run can be cancelled once', async () => {
  const { runId } = await begin(1, 5_000)
  expect(await callerOf(userId).cancel({ id: runId })).toEqual({ ok: true })
  const { events } = await listen({}, (event) => event.type === 'run_cancelled')
  expect(events.at(-1)?.words).toBe('You cancelled this.')
  await expect(callerOf(userId).cancel({ id: runId })).rejects.toMatchObject({ code: 'CONFLICT' })
})

test('export names every table, erasure leaves nothing', async () => {
  await begin()
  await listen({}, isEnd)
  const tables = () => asUser(engine.ctx.db, userId, (tx) => exportUserData(tx, userId))
  const counts = Object.entries(await tables()).map(([name, rows]) => [name, rows.length])
  expect(Object.fromEntries(counts)).toEqual({
    agent_run: 1,
    agent_step: 3,
    run_event: 9,
    job: 1,
    job_attempt: 1,
    job_batch: 0,
    job_event: 0,
    job_hold: 0,
    job_schedule: 0,
    job_pause: 0,
  })
  await asUser(engine.ctx.db, userId, (tx) => eraseUserData(tx, userId))
  expect(Object.values(await tables()).flat()).toEqual([])
})
