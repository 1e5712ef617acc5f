import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { runMigrations } from 'graphile-worker'
import { NO_MIGRATIONS } from 'kysely/migration'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { catalog } from '../../testing/catalog.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { createDb, createPool } from './connect.ts'
import { createMigrator, migrateToLatest, migrationFolder } from './migrate.ts'

const names = (await readdir(migrationFolder))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.replace(/\.ts$/, ''))
  .toSorted()

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase({ empty: true })
})
afterEach(() => database.drop())

const withoutOwnTables = (lines: string[]): string[] =>
  lines.filter((line) => !line.includes('kysely_migration'))

async function migrateTo(name: string | typeof NO_MIGRATIONS): Promise<string[]> {
  const { error } = await createMigrator(database.db).migrateTo(name)
  if (error) throw error
  return withoutOwnTables(await catalog(database.pool))
}

test('there are migrations, named by time and thought', () => {
  expect(names.length).toBeGreaterThan(0)
  for (const name of names) expect(name).toMatch(/^\d{8}T\d{6}_[a-z0-9_]+$/)
})

test('each goes up, down to exactly what was before, and up again to the same', async () => {
  await runMigrations({ pgPool: database.pool, preset: { worker: { schema: 'graphile_worker' } } })
  let before = withoutOwnTables(await catalog(database.pool))
  let previous: string | typeof NO_MIGRATIONS = NO_MIGRATIONS
  for (const name of names) {
    const after = await migrateTo(name)
    expect(after, `${name} changes nothing`).not.toEqual(before)
    expect(await migrateTo(previous), `${name} down`).toEqual(before)
    expect(await migrateTo(name), `${name} up again`).toEqual(after)
    before = after
    previous = name
  }
})

test('all the way down and up again', async () => {
  await migrateToLatest(database.db, database.pool)
  const full = withoutOwnTables(await catalog(database.pool))
  const empty = await migrateTo(NO_MIGRATIONS)
  expect(empty).toEqual(['schema public'])
  await migrateToLatest(database.db, database.pool)
  expect(withoutOwnTables(await catalog(database.pool))).toEqual(full)
})

test('two processes at once migrate once', async () => {
  const pool = createPool({ connectionString: database.url, maxConnections: 4 })
  const other = createDb(pool)
  const results = await Promise.all([
    migrateToLatest(database.db, database.pool),
    migrateToLatest(other, pool),
  ])
  await other.destroy()
  expect(results.map((result) => result.length).toSorted((a, b) => a - b)).toEqual([0, names.length])
})

test('no constraint has a name that depends on the order of others', async () => {
  await migrateToLatest(database.db, database.pool)
  // Postgres numbers constraints without a name of their own: job_check1.
  const { rows } = await database.pool.query<{ name: string }>(`
    select conrelid::regclass || '.' || conname as name from pg_constraint
    where connamespace = 'public'::regnamespace and contype in ('c', 'u', 'f', 'x') and conname ~ '_(check|key|fkey|excl)\\d+$'`)
  expect(rows.map((row) => row.name)).toEqual([])
})

test('every table with updated_at keeps it by trigger', async () => {
  await migrateToLatest(database.db, database.pool)
  const { rows } = await database.pool.query<{ name: string }>(`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'updated_at'
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgfoid = 'app.set_updated_at()'::regprocedure)`)
  expect(rows.map((row) => row.name)).toEqual([])
})

test('kysely-ctl migrates with our configuration, up and down', async () => {
  const root = path.dirname(migrationFolder)
  const cli = path.join(root, 'node_modules', 'kysely-ctl', 'dist', 'bin.mjs')
  const env = {
    PATH: process.env['PATH'],
    DATABASE_URL: database.url,
    DATA_DIR: path.join(root, 'nowhere'),
    AUTH_SECRET: 'x'.repeat(32),
    NO_COLOR: '1',
  }
  const kysely = async (command: string) =>
    (await promisify(execFile)(process.execPath, [cli, command], { cwd: root, env })).stdout
  expect(await kysely('migrate:latest')).toContain(`Ran ${names.length} migrations`)
  expect(await kysely('migrate:down')).toContain('Undone 1 migration')
  expect(await kysely('migrate:list')).toContain(`[✓] ${names.at(-2)}`)
  const left = await database.pool.query<{ name: string }>('select name from kysely_migration order by 1')
  expect(left.rows.map((row) => row.name)).toEqual(names.slice(0, -1))
}, 60_000)
