import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { asWorker } from '../../platform/db/transaction.ts'
import { listReferences } from './importing/queries.ts'
import { registerOfTables, restoredTables } from './register-of-tables.ts'
import { userData } from './user-data.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

interface LiveColumn {
  table: string
  column: string
  type: string
}

async function liveColumns(): Promise<LiveColumn[]> {
  const { rows } = await database.pool.query<LiveColumn>(`
    select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relname !~ '^kysely_'
      and a.attnum > 0 and not a.attisdropped`)
  return rows
}

/** What the register misses or makes up. */
async function differences(): Promise<string[]> {
  const live = await liveColumns()
  const tables = new Set(live.map(({ table }) => table))
  const has = (table: string, column: string) => live.some((it) => it.table === table && it.column === column)
  return [
    ...[...tables].filter((table) => !(table in registerOfTables)).map((table) => `${table}: not registered`),
    ...Object.entries(registerOfTables).flatMap(([table, { owner, enforced }]) => [
      ...(tables.has(table) ? [] : [`${table}: no such table`]),
      ...(owner.by === 'none' || has(table, owner.column) ? [] : [`${table}: no column ${owner.column}`]),
      ...(owner.by === 'none' && has(table, 'user_id') ? [`${table}: is somebody's`] : []),
      ...(!enforced || has(table, enforced.column) ? [] : [`${table}: no column ${enforced.column}`]),
    ]),
  ]
}

test('every table of the database is registered, with a way to its owner and a period', async () => {
  expect(await differences()).toEqual([])
})

test('a table that nobody registered is noticed', async () => {
  await database.pool.query('create table planted (id uuid primary key, user_id uuid)')
  expect(await differences()).toEqual(['planted: not registered'])
  await database.pool.query('drop table planted')
})

test('what is to be exported is what the domains export', async () => {
  const nobody = '00000000-0000-4000-8000-000000000000'
  const exported = new Set<string>()
  for (const part of userData) {
    const tables = await asWorker(database.db, (tx) => part.export(tx, nobody))
    for (const name of Object.keys(tables)) exported.add(name)
  }
  const registered = Object.entries(registerOfTables).flatMap(([name, { archive }]) =>
    archive === 'export' ? [name] : [],
  )
  expect([...exported].toSorted()).toEqual(registered.toSorted())
})

test('tables are brought back after those that they refer to', async () => {
  const references = await listReferences(database.db, restoredTables)
  const wrong = references.filter(
    ({ table, to }) =>
      restoredTables.includes(to) && restoredTables.indexOf(to) > restoredTables.indexOf(table),
  )
  expect(wrong).toEqual([])
})
