import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { atOnceAsWorker } from './at-once.ts'
import { asUser, asWorker } from './transaction.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await database.pool.query('create table tried (n integer primary key)')
  await database.pool.query('grant select, insert on tried to jobpilot_worker')
})
afterAll(() => database.drop())

const person = '0190a000-0000-7000-8000-000000000001'
const whoAmI = sql<{ role: string; person: string | null }>`
  select current_user as role, app.current_user_id() as person`
const tried = () => asWorker(database.db, (tx) => sql<{ n: number }>`select n from tried`.execute(tx))

test('the statement runs as the worker, for nobody, and is committed when it answers', async () => {
  await asUser(database.db, person, (tx) => whoAmI.execute(tx))
  expect(await atOnceAsWorker(database, whoAmI)).toEqual([{ role: 'jobpilot_worker', person: null }])
  expect(await atOnceAsWorker(database, sql`insert into tried values (${1}) returning n`)).toEqual([{ n: 1 }])
  expect((await tried()).rows).toEqual([{ n: 1 }])
})

test('a statement that fails leaves nothing behind, neither rows nor its role', async () => {
  const twice = sql`with first as (insert into tried values (2)) insert into tried values (${1})`
  await expect(atOnceAsWorker(database, twice)).rejects.toMatchObject({ code: '23505' })
  expect((await tried()).rows).toEqual([{ n: 1 }])
  const outside = await Promise.all(Array.from({ length: 10 }, () => whoAmI.execute(database.db)))
  expect(new Set(outside.map(({ rows }) => rows[0]?.role))).toEqual(new Set(['jobpilot_test']))
})

test('a connection that breaks in the middle fails the statement, and the next one gets another', async () => {
  const suicide = sql`select pg_terminate_backend(pg_backend_pid()), ${1}::integer`
  await expect(atOnceAsWorker(database, suicide)).rejects.toThrow(/terminat/)
  expect(await atOnceAsWorker(database, whoAmI)).toHaveLength(1)
})
