import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { createLogger } from '../log.ts'
import { databaseProblem, openDatabase, type DatabaseFacts } from './open-database.ts'

const log = createLogger({ level: 'silent', version: 'test', environment: 'test' })
const weakLogin = 'jobpilot_weak_test'
let database: TestDatabase

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env['TEST_DATABASE_URL'] })
  await client.connect()
  await client.query(statement)
  await client.end()
}

beforeAll(async () => {
  database = await createTestDatabase({ empty: true })
  await asAdmin(`drop role if exists ${weakLogin}`)
  await asAdmin(`create role ${weakLogin} login password 'weak'`)
})
afterAll(async () => {
  await database.drop()
  await asAdmin(`drop role ${weakLogin}`)
})

const open = (databaseUrl: string | null, dataDir = '/nowhere') => openDatabase({ databaseUrl, dataDir }, log)

test('a fit database is taken as it is', async () => {
  const opened = await open(database.url)
  expect(opened).toMatchObject({ kind: 'external', connectionString: database.url })
  expect(opened.words).toMatch(/^Postgres \d+.*, database jobpilot_test_/)
  await opened.close()
})

test('a login that may not make roles is told what an administrator has to run', async () => {
  const url = new URL(database.url)
  url.username = weakLogin
  url.password = 'weak'
  await expect(open(url.href)).rejects.toThrow(`alter role "${weakLogin}" createrole`)
})

test('a missing database and a closed port are words without secrets', async () => {
  const url = new URL(database.url)
  url.password = 'hush'
  url.pathname = '/no_such_database'
  const refused = await open(url.href).catch((error: unknown) => String(error))
  expect(refused).toMatch(/no connection to 127\.0\.0\.1:\d+\/no_such_database \(/)
  expect(refused).not.toContain('hush')
  await expect(open('postgres://u:hush@127.0.0.1:1/x')).rejects.toThrow(
    /no connection to 127\.0\.0\.1:1\/x \(.*ECONNREFUSED/,
  )
})

const fit: DatabaseFacts = {
  major: 15,
  version: '15.1',
  login: 'me',
  database: 'mine',
  can_create_roles: false,
  has_roles: true,
  can_create: true,
}

test('what makes a database unfit', () => {
  expect(databaseProblem(fit)).toBeNull()
  expect(databaseProblem({ ...fit, major: 14, version: '14.9' })).toMatch(/Postgres 14\.9.*needs 15/)
  expect(databaseProblem({ ...fit, has_roles: false })).toMatch(/createrole/)
  expect(databaseProblem({ ...fit, can_create: false })).toMatch(/grant create on database "mine" to "me"/)
})

test('without an address it is the embedded one', async () => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'jobpilot-open-'))
  const opened = await open(null, dataDir)
  try {
    expect(opened.kind).toBe('embedded')
    const data = opened.words.replace(/^.* in /, '')
    await opened.close()
    await rm(path.dirname(path.dirname(data)), { recursive: true })
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
})
