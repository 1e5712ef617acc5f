import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import {
  afterCommit,
  asUser,
  asWorker,
  transactionScope,
  type TransactionScope,
  readAsUser,
} from './transaction.ts'

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

test('a reading transaction sees what a person may see and can write nothing', async () => {
  const result = await readAsUser(database.db, person, (tx) => whoAmI.execute(tx))
  expect(result.rows).toEqual([{ role: 'jobpilot_request', person }])
  const write = readAsUser(database.db, person, (tx) => sql`create temporary table x (y int)`.execute(tx))
  await expect(write).rejects.toThrow('read-only')
})

test('readers that share few connections never see each other', async () => {
  const people = Array.from(
    { length: 200 },
    (_, index) => `0190a000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  )
  const seen = await Promise.all(
    people.map(async (id, index) => {
      const open = index % 3 === 0 ? asUser : readAsUser
      const { rows } = await open(database.db, id, (tx) => whoAmI.execute(tx))
      return rows[0]?.person
    }),
  )
  expect(seen).toEqual(people)
  const outside = await Promise.all(Array.from({ length: 20 }, () => whoAmI.execute(database.db)))
  expect(new Set(outside.map(({ rows }) => rows[0]?.person))).toEqual(new Set([null]))
})

test('a failed read leaves its connection usable', async () => {
  for (let round = 0; round < 30; round++) {
    await expect(readAsUser(database.db, person, (tx) => sql`select 1/0`.execute(tx))).rejects.toThrow('zero')
  }
  const result = await readAsUser(database.db, person, (tx) => whoAmI.execute(tx))
  expect(result.rows[0]?.person).toBe(person)
})

test('nothing read outside its role is ever handed out, should BEGIN itself fail', async () => {
  const unbegun: TransactionScope = {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a syntax error keeps BEGIN from running
    role: 'no role' as TransactionScope['role'],
    userId: person,
    readOnly: true,
  }
  const read = transactionScope.run(unbegun, () =>
    database.db.transaction().execute((tx) => whoAmI.execute(tx)),
  )
  await expect(read).rejects.toThrow('syntax error')
  const after = await asUser(database.db, person, (tx) => whoAmI.execute(tx))
  expect(after.rows).toEqual([{ role: 'jobpilot_request', person }])
})
