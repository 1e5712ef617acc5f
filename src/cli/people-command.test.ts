import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/database.ts'
import { runCli } from './program.ts'

let database: TestDatabase
let folder: string
const saved = { ...process.env }

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'jobpilot-people-'))
  Object.assign(process.env, { DATABASE_URL: database.url, DATA_DIR: folder, APP_ENV: 'local' })
})
afterEach(() => vi.restoreAllMocks())
afterAll(async () => {
  process.env = saved
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

/** Runs a command line as the shell would and hands back what was printed. */
async function people(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const printed = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[stream], 'write').mockImplementation((chunk) => {
      printed[stream] += String(chunk)
      return true
    })
  }
  const code = await runCli(['people', ...args])
  vi.restoreAllMocks()
  return { code, ...printed }
}

test('the first admin is made by the machine, and the audit log says so', async () => {
  const unknown = await people('set-role', 'root@example.org', '--role', 'admin')
  expect(unknown).toMatchObject({ code: 1, stdout: '' })
  expect(unknown.stderr).toContain('Nobody here has the address root@example.org')
  const made = await people('set-role', 'Root@Example.org', '--role', 'admin', '--create', '--json')
  expect(made.code, made.stderr).toBe(0)
  expect(JSON.parse(made.stdout)).toMatchObject({
    email: 'root@example.org',
    role: 'admin',
    audit: [{ action: 'people.setRole', actor: null, actorRole: 'admin', reason: 'by the command line' }],
  })
})

test('plan, suspension and role change, and lists and details show it', async () => {
  await people('set-role', 'ada@example.org', '--role', 'operator', '--create')
  await people('set-plan', 'ada@example.org', '--plan', 'pro', '--reason', 'paid by invoice')
  const suspended = await people('suspend', 'ada@example.org')
  expect(suspended.stdout).toMatch(/role +operator\nplan +pro\nstate +suspended/)
  const list = await people('list', 'ada', '--state', 'suspended')
  expect(list.stdout).toContain('ada@example.org')
  expect((await people('list', 'ada', '--state', 'active')).stderr).toContain('Nobody fits.')
  await people('restore', 'ada@example.org')
  const shown = await people('show', 'ada@example.org', '--json')
  const actions = JSON.parse(shown.stdout) as { audit: { action: string; reason: string }[] }
  expect(actions.audit.map(({ action }) => action)).toEqual([
    'people.restore',
    'people.suspend',
    'people.setPlan',
    'people.setRole',
  ])
  expect(actions.audit[2]).toMatchObject({ reason: 'paid by invoice' })
})

test.each([
  [['set-role', 'ada@example.org'], 2, '--role'],
  [['set-plan', 'ada@example.org', '--plan', 'gold'], 2, 'free, pro'],
  [['set-plan', 'ada@example.org', '--plan', 'pro', '--reason', 'x'], 2, '3 to 500'],
  [['show', 'not an address'], 1, 'no such person'],
  [['suspend', 'not an address'], 1, 'not an e-mail address'],
] as const)('%j is refused with words', async (args, code, words) => {
  const run = await people(...args)
  expect(run).toMatchObject({ code, stdout: '' })
  expect(run.stderr).toContain(words)
})
