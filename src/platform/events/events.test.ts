import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { createTestEngine, type TestEngine } from '../../testing/engine.ts'
import { until } from '../../testing/until.ts'
import { asUser, asWorker } from '../db/transaction.ts'
import { appendEvent } from './append-event.ts'
import { createEvents } from './create-events.ts'
import { readEvents } from './queries.ts'

let database: TestDatabase
let engine: TestEngine
let userId: string
let runId: string

beforeEach(async () => {
  database = await createTestDatabase()
  engine = createTestEngine({ url: database.url, tasks: [] })
  userId = await engine.addPerson()
  runId = await addRun(userId)
})
afterEach(async () => {
  await engine.stop()
  await database.drop()
})

async function addRun(owner: string): Promise<string> {
  const id = engine.ctx.clock.uuid()
  await asWorker(database.db, (tx) =>
    tx.insertInto('agent_run').values({ id, user_id: owner, agent: 'test', input: '{}' }).execute(),
  )
  return id
}

const event = (words: string) => ({ userId, runId, agent: 'test', type: 'progress', words })
const append = (words: string) =>
  asUser(engine.ctx.db, userId, (tx) => appendEvent(tx, engine.ctx, event(words)))
const read = (after = 0) => asUser(database.db, userId, (tx) => readEvents(tx, userId, after, 10_000))

test('eight writers at once: numbers without gaps, and a reader who follows misses nothing', async () => {
  const seen: number[] = []
  let writing = true
  const reader = (async () => {
    for (;;) {
      const last = !writing
      for (const row of await read(seen.at(-1) ?? 0)) seen.push(row.seq)
      if (last) return
    }
  })()
  const writer = async (name: number): Promise<void> => {
    for (let n = 0; n < 25; n++) {
      await asUser(engine.ctx.db, userId, async (tx) => {
        await appendEvent(tx, engine.ctx, event(`${name}.${n}`))
        await sql`select pg_sleep(${engine.ctx.clock.random() * 0.004})`.execute(tx)
        if (n % 5 === 4) throw new Error('rolled back')
      }).catch(() => undefined)
    }
  }
  await Promise.all(Array.from({ length: 8 }, (_, name) => writer(name)))
  writing = false
  await reader
  expect(seen).toEqual(Array.from({ length: 160 }, (_, index) => index + 1))
  const perWriter = (await read()).map((row) => row.words).filter((words) => words.startsWith('3.'))
  expect(perWriter).toEqual(perWriter.toSorted((a, b) => Number(a.slice(2)) - Number(b.slice(2))))
})

test('text that Postgres refuses is cleaned, not lost', async () => {
  await asUser(engine.ctx.db, userId, (tx) =>
    appendEvent(tx, engine.ctx, {
      ...event('nul \0 half \ud800 end'),
      data: { text: 'a\0b', keep: '\\u0000' },
    }),
  )
  const [row] = await read()
  expect(row).toMatchObject({ words: 'nul  half \ufffd end', data: { text: 'ab', keep: '\\u0000' } })
})

test('a ring is heard in another process, at most two hundred times a second', async () => {
  const other = createEvents({
    connectionString: database.url,
    db: engine.ctx.db,
    clock: engine.ctx.clock,
    log: engine.ctx.log,
    pollMs: 60_000,
  })
  try {
    let heard = 0
    const hush = other.listen(userId, () => heard++)
    await append('wake the connections')
    await until(async () => heard > 0)
    heard = 0
    const startedAt = performance.now()
    for (let n = 0; n < 2_000; n++) {
      engine.ctx.events.ring(userId)
      if (n % 100 === 0) await engine.ctx.clock.sleep(2)
    }
    await engine.ctx.clock.sleep(100)
    expect(heard).toBeGreaterThan(0)
    expect(heard).toBeLessThanOrEqual(Math.ceil((performance.now() - startedAt) / 5) + 1)
    hush()
    heard = 0
    await append('nobody listens')
    await engine.ctx.clock.sleep(50)
    expect(heard).toBe(0)
  } finally {
    await other.stop()
  }
})

test('a rolled back event rings nobody', async () => {
  const rung: string[] = []
  const spied = { events: { ...engine.ctx.events, ring: (who: string) => void rung.push(who) } }
  const write = (words: string, thenFail: boolean) =>
    asUser(engine.ctx.db, userId, async (tx) => {
      await appendEvent(tx, spied, event(words))
      if (thenFail) throw new Error('no')
    })
  await expect(write('never', true)).rejects.toThrow('no')
  expect(rung).toEqual([])
  expect(await read()).toEqual([])
  await write('kept', false)
  expect(rung).toEqual([userId])
})

test('the safety poll tells what a process that died could not ring', async () => {
  const other = createEvents({
    connectionString: database.url,
    db: engine.ctx.db,
    clock: engine.ctx.clock,
    log: engine.ctx.log,
    pollMs: 50,
  })
  try {
    await append('first')
    let heard = 0
    other.listen(userId, () => heard++)
    await until(async () => heard > 0)
    await engine.ctx.clock.sleep(120)
    heard = 0
    const silent = { events: { ring: () => undefined, listen: () => () => undefined } }
    await asUser(engine.ctx.db, userId, (tx) => appendEvent(tx, silent, event('not rung')))
    await until(async () => heard > 0, 2_000)
    expect(heard).toBeGreaterThan(0)
  } finally {
    await other.stop()
  }
})

test('the doorbell comes back after its connection was cut', async () => {
  const other = createEvents({
    connectionString: database.url,
    db: engine.ctx.db,
    clock: engine.ctx.clock,
    log: engine.ctx.log,
    pollMs: 60_000,
  })
  try {
    let heard = 0
    other.listen(userId, () => heard++)
    await append('before')
    await until(async () => heard > 0)
    await database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'jobpilot-events' and datname = current_database()`,
    )
    const listening = async () => {
      const { rowCount } = await database.pool.query(
        `select from pg_stat_activity where application_name = 'jobpilot-events' and datname = current_database()`,
      )
      return rowCount === 2
    }
    await until(listening)
    await engine.ctx.clock.sleep(50)
    heard = 0
    await append('after')
    await until(async () => heard > 0, 2_000)
    expect(heard).toBeGreaterThan(0)
  } finally {
    await other.stop()
  }
})
