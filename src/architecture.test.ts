import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createTestDatabase, type TestDatabase } from './testing/database.ts'
import { asWorker } from './platform/db/transaction.ts'
import type { Tx } from './platform/db/types.ts'

/** What dependency-cruiser, oxlint and tsc can't see: see ARCHITECTURE in docs, and CONTRIBUTING.md. */

const root = path.resolve(import.meta.dirname, '..')
const isTest = (file: string): boolean => /\.test\.tsx?$|^src\/testing\//.test(file)
const files = (pattern: string | string[]): string[] =>
  globSync(pattern, { cwd: root })
    .map((file) => file.replaceAll(path.sep, '/'))
    .toSorted()
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
const code = files('src/**/*.ts').filter((file) => !isTest(file))
const camelCase = (name: string): string =>
  name.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase())

describe('files', () => {
  const roles = ['tables', 'schema', 'errors', 'queries', 'router', 'tasks']
  const domainFiles = files('src/domains/*/**/*.ts').filter((file) => !isTest(file))

  test('are named in kebab-case, and for what they hold', () => {
    const vague = /^(index|utils?|helpers?|common|misc|constants|services?|manager|base|stuff)\.tsx?$/
    const all = files(['src/**/*.ts', 'web/**/*.{ts,tsx}', 'migrations/*.ts', 'scripts/*', 'bench/**/*.ts'])
    const wrong = all.filter((file) => {
      const name = path.basename(file)
      return (
        vague.test(name) || !/^(\d{8}T\d{6}_)?[a-z0-9]+([-_][a-z0-9]+)*(\.[a-z]+)*\.(tsx?|mjs)$/.test(name)
      )
    })
    expect(wrong, 'name a file after its one thought; there are no barrels and no drawers').toEqual([])
  })

  test('of a domain that reach the database or other rows are named as the function they export', () => {
    const wrong = domainFiles.filter((file) => {
      const name = path.basename(file, '.ts').replace(/\.handler$/, '')
      const text = read(file)
      const isUseCase = /^import (?!type)[^']*'(\.\.?\/)*(queries|[^']*platform\/db\/transaction)\.ts'/m.test(
        text,
      )
      if (roles.includes(name) || !isUseCase) return false
      const names = `${camelCase(name)}|create${name.replace(/-.*/, '')}`
      return !new RegExp(`export (async )?(function\\*?|const) (${names})\\b`, 'i').test(text)
    })
    expect(wrong, 'a use case file is named as its function: score-posting.ts exports scorePosting').toEqual(
      [],
    )
  })

  test('export by name only, without barrels', () => {
    const wrong = code.filter((file) => /^export default |^export \* from /m.test(read(file)))
    expect(wrong).toEqual([])
  })

  test('import relatively with the extension that Node needs', () => {
    const all = files([
      'src/**/*.ts',
      'migrations/*.ts',
      'scripts/*.ts',
      'bench/**/*.ts',
      'web/**/*.{ts,tsx}',
      '*.config.ts',
    ])
    const wrong = all.flatMap((file) =>
      [...read(file).matchAll(/(?:from|import\() ?'(\.[^']*)'/g)]
        .map((match) => match[1] ?? '')
        .filter((target) => !/\.(ts|tsx|mjs|json|css)$/.test(target))
        .map((target) => `${file}: ${target}`),
    )
    expect(wrong, 'tsc accepts ./env.js where only env.ts exists, Node does not').toEqual([])
  })
})

describe('environment and sessions', () => {
  test('only config.ts reads the environment', () => {
    const wrong = code.filter((file) => file !== 'src/config.ts' && /process\.env\b/.test(read(file)))
    expect(wrong, 'take the setting from ctx.config').toEqual([])
  })

  test('no setting of a database session outlives its transaction', () => {
    const wrong = code.filter((file) => /set_config\([^)]*,\s*false\s*\)|\bset session\b/i.test(read(file)))
    expect(wrong, 'pooled connections would carry one person’s identity to the next').toEqual([])
  })
})

/** Table name → the folder whose tables.ts declares it. */
function tableOwners(): Map<string, string> {
  const owners = new Map<string, string>()
  for (const file of code.filter((name) => path.basename(name) === 'tables.ts')) {
    for (const body of read(file).matchAll(/^export interface \w+Tables \{\n([\s\S]*?)^\}/gm)) {
      for (const entry of (body[1] ?? '').matchAll(/^ {2}'?([\w.]+)'?:/gm)) {
        if (entry[1]) owners.set(entry[1], path.dirname(file))
      }
    }
  }
  return owners
}

describe('tables', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.drop())

  const names = async (query: string): Promise<string[]> => {
    const { rows } = await database.pool.query(query)
    return z
      .array(z.object({ name: z.string() }))
      .parse(rows)
      .map((row) => row.name)
  }
  const ownTables = `from pg_class c where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
    and relname !~ '^kysely_'`
  const withPerson = `${ownTables} and exists (select from pg_attribute where attrelid = c.oid and attname = 'user_id'
    and not attisdropped)`

  test('each belongs to one tables.ts', async () => {
    const owners = tableOwners()
    const live = await names(`select relname as name ${ownTables} order by 1`)
    expect(live.length).toBeGreaterThan(5)
    expect(
      live.filter((name) => !owners.has(name)),
      'declare the table in its domain’s tables.ts',
    ).toEqual([])
    expect(
      [...owners.keys()].filter((name) => !live.includes(name)),
      'no migration makes this table',
    ).toEqual([])
  })

  test('are written by their owner only', () => {
    const owners = tableOwners()
    const writes =
      /\.(?:insertInto|updateTable|deleteFrom|mergeInto)\('([\w.]+)'|\b(?:insert into|update|delete from|merge into)\s+"?([a-z_]+)"?/g
    const wrong = code.flatMap((file) =>
      [...read(file).matchAll(writes)].flatMap((match) => {
        const owner = owners.get(match[1] ?? match[2] ?? '')
        return owner && !file.startsWith(`${owner}/`)
          ? [`${file} writes ${match[1] ?? match[2]} of ${owner}`]
          : []
      }),
    )
    expect(wrong, 'call the owner’s use case instead').toEqual([])
  })

  test('with a person’s rows are isolated, also from their owner', async () => {
    expect((await names(`select relname as name ${withPerson}`)).length).toBeGreaterThan(2)
    const open = await names(
      `select relname as name ${withPerson} and not (relrowsecurity and relforcerowsecurity)`,
    )
    expect(open, "call app.protect_user_table('…') in the migration").toEqual([])
    const unpoliced =
      await names(`select relname as name ${withPerson} and not exists (select from pg_policies p
      where p.schemaname = 'public' and p.tablename = relname and 'jobpilot_worker' = any (p.roles))`)
    expect(unpoliced).toEqual([])
  })

  test('with a person’s rows go with the person', async () => {
    const loose =
      await names(`select relname as name ${withPerson} and not exists (select from pg_constraint k
      where k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'users'::regclass and k.confdeltype in ('c', 'n'))`)
    expect(loose, 'user_id references users (id) on delete cascade').toEqual([])
  })

  test('with a person’s rows are in the export, and their domain erases them', async () => {
    const exported = await exportedTables(database)
    // Says nothing about the person but how many events there were, which the events say themselves.
    const counters = ['event_sequence']
    const all = await names(`select relname as name ${withPerson} order by 1`)
    const tables = all.filter((name) => !counters.includes(name))
    expect(
      tables.filter((name) => !exported.has(name)),
      'add them to the domain’s export-user-data.ts',
    ).toEqual([])
    const owners = tableOwners()
    const folders = new Set(
      tables.map((name) => owners.get(name)).filter((folder) => folder?.startsWith('src/domains/')),
    )
    const missing = [...folders].filter(
      (folder) => !existsSync(path.join(root, folder ?? '', 'erase-user-data.ts')),
    )
    expect(missing, 'the domain needs erase-user-data.ts: eraseUserData(tx, userId)').toEqual([])
  })
})

interface Exporter {
  exportUserData(tx: Tx, userId: string): Promise<Record<string, unknown[]>>
}

/** What all domains together export for somebody who has nothing: the names are what counts. */
async function exportedTables(database: TestDatabase): Promise<Set<string>> {
  const nobody = '00000000-0000-4000-8000-000000000000'
  const tables = new Set<string>()
  for (const file of files('src/domains/*/export-user-data.ts')) {
    const exporter: Exporter = await import(pathToFileURL(path.join(root, file)).href)
    const rows = await asWorker(database.db, (tx) => exporter.exportUserData(tx, nobody))
    for (const name of Object.keys(rows)) tables.add(name)
  }
  return tables
}
