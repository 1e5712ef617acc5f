import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
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
