import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { afterCommit, asUser, asWorker } from './transaction.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const person = '0190a000-0000-7000-8000-000000000001'
const whoAmI = sql<{
  role: string
  person: string | null
}>`select current_user as role, app.current_user_id() as person`

test('a person transaction runs as the request role and carries the person', async () => {
  const result = await asUser(database.db, person, (tx) => whoAmI.execute(tx))
  expect(result.rows).toEqual([{ role: 'jobpilot_request', person }])
})

test('role and person end with the transaction', async () => {
  await asUser(database.db, person, (tx) => whoAmI.execute(tx))
  const outside = await whoAmI.execute(database.db)
  expect(outside.rows).toEqual([{ role: 'jobpilot_test', person: null }])
  const worker = await asWorker(database.db, (tx) => whoAmI.execute(tx))
  expect(worker.rows).toEqual([{ role: 'jobpilot_worker', person: null }])
})

test('hooks run after a commit and not after a rollback', async () => {
  const rang: string[] = []
  await asUser(database.db, person, async (tx) => afterCommit(tx, () => rang.push('committed')))
  const rolledBack = asUser(database.db, person, async (tx) => {
    afterCommit(tx, () => rang.push('never'))
    throw new Error('no')
  })
  await expect(rolledBack).rejects.toThrow('no')
  expect(rang).toEqual(['committed'])
})

test('something other than a UUID never reaches the statement', async () => {
  await expect(asUser(database.db, "x'; drop table y; --", async () => 1)).rejects.toThrow('UUID')
})
