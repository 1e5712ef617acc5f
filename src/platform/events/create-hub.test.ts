import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { createTestEngine, type TestEngine } from '../../testing/engine.ts'
import { until } from '../../testing/until.ts'
import { asUser, asWorker } from '../db/transaction.ts'
import { appendEvent } from './append-event.ts'
import { createHub, type Hub } from './create-hub.ts'

let database: TestDatabase
let engine: TestEngine
let hub: Hub
let ada: Writer
let eve: Writer

interface Writer {
  userId: string
  append: (count?: number) => Promise<void>
}

beforeEach(async () => {
  database = await createTestDatabase()
  engine = createTestEngine({ url: database.url, tasks: [] })
  hub = createHub({ ...engine.ctx, render: (row) => Buffer.from(`${row.words}:${row.seq} `) })
  ada = await addWriter('ada')
  eve = await addWriter('eve')
})
afterEach(async () => {
  for (const stop of stops.splice(0)) stop()
  await engine.stop()
  await database.drop()
})

async function addWriter(words: string): Promise<Writer> {
  const userId = await engine.addPerson()
  const runId = engine.ctx.clock.uuid()
  await asWorker(database.db, (tx) =>
    tx.insertInto('agent_run').values({ id: runId, user_id: userId, agent: 'test', input: '{}' }).execute(),
  )
  const append = (count = 1) =>
    asUser(engine.ctx.db, userId, async (tx) => {
      for (let index = 0; index < count; index++)
        await appendEvent(tx, engine.ctx, { userId, runId, agent: 'test', type: 'progress', words })
    })
  return { userId, append }
}

const stops: (() => void)[] = []

function follow(writer: Writer, after: number | 'now' = 0) {
  const seen: string[] = []
  const failures: unknown[] = []
  const stop = hub.follow({
    userId: writer.userId,
    after,
    sink: {
      write: (bytes) => seen.push(...bytes.toString().trim().split(' ')) > 0,
      drained: () => Promise.resolve(),
    },
    onFailure: (error) => failures.push(error),
  })
  stops.push(stop)
  return { seen, failures, stop }
}

const upTo = (last: number, name: string, first = 1) =>
  Array.from({ length: last - first + 1 }, (_, index) => `${name}:${first + index}`)

test('followers that come at any time while eight write: all of them, in order, once', async () => {
  await ada.append(300)
  const writing = Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let round = 0; round < 5; round++) await ada.append(4)
    }),
  )
  const followers = [follow(ada)]
  for (let count = 0; count < 10; count++) {
    await engine.ctx.clock.sleep(2)
    followers.push(follow(ada))
  }
  await writing
  for (const { seen } of followers) {
    await until(async () => seen.length >= 460)
    expect(seen).toEqual(upTo(460, 'ada'))
  }
})

test('nobody hears what is not theirs', async () => {
  const adas = follow(ada)
  const eves = follow(eve)
  await Promise.all([ada.append(3), eve.append(2)])
  await until(async () => adas.seen.length + eves.seen.length >= 5)
  expect([adas.seen, eves.seen]).toEqual([upTo(3, 'ada'), upTo(2, 'eve')])
})

test('from now on: only what comes after', async () => {
  await ada.append(3)
  const first = follow(ada, 'now')
  const second = follow(ada, 2)
  await until(async () => second.seen.length === 1)
  // The first may still be asking where now is.
  await until(async () => (await ada.append(), first.seen.length > 0))
  await until(async () => first.seen.at(-1) === second.seen.at(-1))
  expect(first.seen.every((line) => Number(line.slice(4)) > 3)).toBe(true)
  expect(second.seen).toEqual(upTo(second.seen.length + 2, 'ada', 3))
})

test('an event is read once, however many follow', async () => {
  let statements = 0
  const db = engine.ctx.db.withPlugin({
    transformQuery: ({ node }) => (statements++, node),
    transformResult: async ({ result }) => result,
  })
  hub = createHub({ ...engine.ctx, db, render: (row) => Buffer.from(`${row.words}:${row.seq} `) })
  const followers = Array.from({ length: 100 }, () => follow(ada))
  await ada.append()
  await until(async () => followers.every(({ seen }) => seen.length === 1))
  statements = 0
  for (let round = 2; round < 7; round++) {
    await ada.append()
    await until(async () => followers.every(({ seen }) => seen.length === round))
  }
  // Five, and now and then one more when the doorbell's own connection has just opened.
  expect(statements).toBeLessThan(10)
})

test('while the events cannot be read the followers stay, and then get all of them', async () => {
  const { seen, failures } = follow(ada)
  await ada.append()
  await until(async () => seen.length === 1)
  await sql`alter table run_event rename to hidden`.execute(database.db)
  engine.ctx.events.ring(ada.userId)
  await engine.ctx.clock.sleep(50)
  await sql`alter table hidden rename to run_event`.execute(database.db)
  await ada.append(2)
  await until(async () => seen.length === 3)
  expect([seen, failures]).toEqual([upTo(3, 'ada'), []])
})

test('a follower whose events cannot be read at first is told, and may come again', async () => {
  await ada.append(2)
  await sql`alter table run_event rename to hidden`.execute(database.db)
  const { failures, stop } = follow(ada)
  await until(async () => failures.length === 1)
  stop()
  await sql`alter table hidden rename to run_event`.execute(database.db)
  const again = follow(ada)
  await until(async () => again.seen.length === 2)
  expect(again.failures).toEqual([])
})
