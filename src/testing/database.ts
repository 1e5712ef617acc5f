import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { createDb, createPool } from '../platform/db/connect.ts'
import { migrateToLatest, migrationFolder } from '../platform/db/migrate.ts'
import type { Db } from '../platform/db/types.ts'

/** The login of test databases: an ordinary role, so that row-level security is real. */
const LOGIN = 'jobpilot_test'

function adminUrl(database = 'postgres', user?: string): string {
  const url = process.env['TEST_DATABASE_URL']
  if (!url)
    throw new Error('TEST_DATABASE_URL is not set: run through vitest, whose global set-up starts Postgres')
  const parsed = new URL(url)
  parsed.pathname = `/${database}`
  if (user) {
    parsed.username = user
    parsed.password = user
  }
  return parsed.href
}

async function withAdmin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl() })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function migrationsHash(): Promise<string> {
  const hash = createHash('sha256')
  for (const file of (await readdir(migrationFolder)).sort()) {
    hash.update(file).update(await readFile(path.join(migrationFolder, file)))
  }
  return hash.digest('hex').slice(0, 12)
}

async function buildTemplate(admin: pg.Client, template: string): Promise<void> {
  await admin.query(`do $$ begin
    if not exists (select from pg_roles where rolname = '${LOGIN}') then
      create role ${LOGIN} login createrole password '${LOGIN}';
    end if; end $$`)
  const building = `${template}_building`
  await admin.query(`drop database if exists ${building} with (force)`)
  await admin.query(`create database ${building} owner ${LOGIN}`)
  const pool = createPool({ connectionString: adminUrl(building, LOGIN), maxConnections: 2 })
  const db = createDb(pool)
  try {
    await migrateToLatest(db, pool)
  } finally {
    await db.destroy()
  }
  await admin.query(`alter database ${building} rename to ${template}`)
}

/** Migrates once per state of migrations/; every test database is a clone of that (some 20 ms). */
async function templateDatabase(admin: pg.Client): Promise<string> {
  const template = `jobpilot_template_${await migrationsHash()}`
  await admin.query('select pg_advisory_lock(7201)')
  try {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [template])
    if (!rowCount) await buildTemplate(admin, template)
  } finally {
    await admin.query('select pg_advisory_unlock(7201)')
  }
  return template
}

export interface TestDatabase {
  /** Connects as an ordinary login role that owns the database. */
  url: string
  pool: pg.Pool
  db: Db
  /** Closes the pool and drops the database; fails when a connection leaked. */
  drop(): Promise<void>
}

let counter = 0

export async function createTestDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const name = `jobpilot_test_${process.pid}_${Date.now().toString(36)}_${counter++}`
  await withAdmin(async (admin) => {
    const template = await templateDatabase(admin)
    const from = options.empty ? '' : `template ${template} strategy file_copy`
    await admin.query(`create database ${name} owner ${LOGIN} ${from}`)
  })
  const url = adminUrl(name, LOGIN)
  const pool = createPool({ connectionString: url, maxConnections: 10 })
  const db = createDb(pool)
  const drop = async () => {
    await db.destroy()
    await withAdmin((admin) => admin.query(`drop database ${name} with (force)`))
  }
  return { url, pool, db, drop }
}
