import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { countProcesses, takeTokens } from './rate-limit-queries.ts'
import { takeToken } from './rate-limit.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('lets through exactly the capacity, also when all ask at once', async () => {
  const limit = { capacity: 10, perSeconds: 3_600 }
  const answers = await Promise.all(Array.from({ length: 40 }, () => takeToken(database.db, 'burst', limit)))
  expect(answers.filter((wait) => wait === null)).toHaveLength(10)
  const waits = answers.filter((wait) => wait !== null)
  expect(Math.min(...waits)).toBeGreaterThan(350)
  expect(Math.max(...waits)).toBeLessThanOrEqual(360)
})

test('says in whole seconds when the next one is free', async () => {
  const limit = { capacity: 2, perSeconds: 120 }
  await takeToken(database.db, 'wait', limit)
  await takeToken(database.db, 'wait', limit)
  const wait = await takeToken(database.db, 'wait', limit)
  expect(Number.isInteger(wait)).toBe(true)
  expect(wait).toBe(60)
})

test('the bucket fills again', async () => {
  const limit = { capacity: 1, perSeconds: 0.2 }
  expect(await takeToken(database.db, 'refill', limit)).toBeNull()
  expect(await takeToken(database.db, 'refill', limit)).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 250))
  expect(await takeToken(database.db, 'refill', limit)).toBeNull()
})

test('keys do not share', async () => {
  const limit = { capacity: 1, perSeconds: 3_600 }
  expect(await takeToken(database.db, 'a', limit)).toBeNull()
  expect(await takeToken(database.db, 'b', limit)).toBeNull()
})

test('a key keeps what is limited, and forgets for whom', async () => {
  const id = '6d1f0e4a-52a1-4c39-9c1d-7d6a1c7a9e51'
  await takeToken(database.db, `preview:${id}`, { capacity: 1, perSeconds: 3_600 })
  const { rows } = await database.pool.query<{ key: string }>(
    `select key from rate_limit where key like 'preview:%'`,
  )
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain(id)
})

test('many buckets are asked at once, each for several', async () => {
  const ask = (key: string, want: number) => ({ key, want, capacity: 10, secondsEach: 360 })
  await takeTokens(database.db, [ask('x', 4)])
  const answers = await takeTokens(database.db, [ask('z', 20), ask('x', 20), ask('y', 3)])
  expect(new Map(answers.map(({ key, granted, tokens }) => [key, [granted, Math.floor(tokens)]]))).toEqual(
    new Map([
      ['x', [6, 0]],
      ['y', [3, 7]],
      ['z', [10, 0]],
    ]),
  )
})

test('asked for several by many at once, it gives away what it has and no more', async () => {
  const keys = ['p', 'q', 'r']
  const demands = keys.map((key) => ({ key, want: 3, capacity: 100, secondsEach: 36 }))
  // In another order each time: they must not wait for each other in a circle.
  const orders = Array.from({ length: 60 }, (_, at) => [
    ...demands.slice(at % 3),
    ...demands.slice(0, at % 3),
  ])
  const answers = (await Promise.all(orders.map((order) => takeTokens(database.db, order)))).flat()
  for (const wanted of keys) {
    const granted = answers.filter(({ key }) => key === wanted).map((answer) => answer.granted)
    expect(granted.reduce((sum, one) => sum + one, 0)).toBe(100)
  }
})

test('a larger limit counts at once, a smaller one too', async () => {
  const take = async (capacity: number) =>
    (await takeTokens(database.db, [{ key: 'plan', want: 1, capacity, secondsEach: 3_600 / capacity }]))[0]
  for (let turn = 0; turn < 10; turn++) await take(10)
  expect(await take(10)).toMatchObject({ granted: 0 })
  const grown = await take(100)
  expect(grown?.granted).toBe(1)
  expect(Math.floor(grown?.tokens ?? 0)).toBe(89)
  expect(Math.floor((await take(10))?.tokens ?? 0)).toBe(9)
})

test('processes that have asked lately are counted', async () => {
  expect(await countProcesses(database.db, 'one')).toBe(1)
  expect(await countProcesses(database.db, 'two')).toBe(2)
  expect(await countProcesses(database.db, 'two')).toBe(2)
  await database.pool.query(
    `update rate_limit set refilled_at = refilled_at - interval '2 minutes' where key = 'process:one'`,
  )
  expect(await countProcesses(database.db, 'two')).toBe(1)
})
