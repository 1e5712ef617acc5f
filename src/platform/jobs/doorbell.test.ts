import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { createEngineWithDatabase, type EngineWithDatabase } from '../../testing/engine-with-database.ts'
import { until } from '../../testing/until.ts'
import { asWorker } from '../db/transaction.ts'
import { defineTask } from './define-task.ts'
import { createDoorbell } from './doorbell.ts'

const task = defineTask({
  name: 'test.task',
  lane: 'default',
  payload: z.object({}),
  handle: async () => null,
})

let engine: EngineWithDatabase
beforeAll(async () => {
  engine = await createEngineWithDatabase([task])
})
afterAll(() => engine.stop())

test('many commits are rung for together, and each of them is counted', async () => {
  const rung: number[] = []
  const bell = createDoorbell(async (jobs) => void rung.push(jobs))
  await Promise.all(
    Array.from({ length: 40 }, () =>
      asWorker(engine.ctx.db, async (tx) => {
        bell.announce(tx, 2)
        await sql`select`.execute(tx)
      }),
    ),
  )
  await until(async () => rung.reduce((sum, jobs) => sum + jobs, 0) === 80)
  expect(rung.length).toBeLessThan(40)
})

test('nothing is rung for what was rolled back, nor before the commit', async () => {
  const rung: number[] = []
  const bell = createDoorbell(async (jobs) => void rung.push(jobs))
  const failed = asWorker(engine.ctx.db, async (tx) => {
    bell.announce(tx, 1)
    await sql`select`.execute(tx)
    throw new Error('rolled back')
  })
  await expect(failed).rejects.toThrow('rolled back')
  await asWorker(engine.ctx.db, async (tx) => {
    bell.announce(tx, 5)
    await sql`select`.execute(tx)
    expect(rung).toEqual([])
  })
  await until(async () => rung.length > 0)
  expect(rung).toEqual([5])
})

test('a ring that failed doesn’t silence the next one', async () => {
  let calls = 0
  const bell = createDoorbell(async () => {
    calls++
    throw new Error('the database is away')
  })
  for (const round of [1, 2]) {
    await asWorker(engine.ctx.db, async (tx) => {
      bell.announce(tx, 1)
      await sql`select`.execute(tx)
    })
    await until(async () => calls === round)
  }
})

test('idle workers hear of enqueued jobs', async () => {
  const heard: string[] = []
  const client = await engine.database.pool.connect()
  client.on('notification', ({ payload = '' }) => void heard.push(payload))
  await client.query('listen "jobs:insert"')
  await asWorker(engine.ctx.db, (tx) => engine.ctx.jobs.enqueueMany(tx, task, [{}, {}, {}], { userId: null }))
  await until(async () => heard.length > 0)
  expect(heard.map((payload) => JSON.parse(payload) as unknown)).toEqual([{ r: 0, count: 3 }])
  client.release(true)
})
