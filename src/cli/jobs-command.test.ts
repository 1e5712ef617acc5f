import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { asWorker } from '../platform/db/transaction.ts'
import { createTestApp, type TestApp } from '../testing/app.ts'
import { runCli } from './program.ts'

let app: TestApp
let folder: string
const saved = { ...process.env }

beforeAll(async () => {
  // Served without a worker: nothing moves but what the command line does.
  app = await createTestApp({ config: { role: 'web' } })
  folder = await mkdtemp(path.join(tmpdir(), 'jobpilot-cli-'))
  Object.assign(process.env, { DATABASE_URL: app.database.url, DATA_DIR: folder, APP_ENV: 'local' })
})
afterEach(() => {
  vi.restoreAllMocks()
  delete process.env['JOBPILOT_URL']
  delete process.env['JOBPILOT_TOKEN']
})
afterAll(async () => {
  process.env = saved
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

async function jobpilot(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const printed = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[stream], 'write').mockImplementation((chunk) => {
      printed[stream] += String(chunk)
      return true
    })
  }
  const code = await runCli(['jobs', ...args])
  vi.restoreAllMocks()
  return { code, ...printed }
}

const worker = <T>(work: Parameters<typeof asWorker<T>>[1]) => asWorker(app.ctx.db, work)
const failedJob = () =>
  worker(async (tx) => {
    const job = { task: 'agents.reconcile', lane: 'default', payload: '{}', max_attempts: 1 }
    const error = { error_code: 'internal', error_message: 'The board was down', finished_at: new Date() }
    const { id } = await tx
      .insertInto('job')
      .values({ ...job, ...error, user_id: null, state: 'failed', attempt: 1 })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
const stateOf = (id: string) =>
  worker(
    async (tx) => (await tx.selectFrom('job').select('state').where('id', '=', id).executeTakeFirst())?.state,
  )
const reason = ['--reason', 'The board is back']

test('jobs are listed, shown and counted, for a person and as JSON', async () => {
  const id = await failedJob()
  const list = await jobpilot('list', '--state', 'failed', '--since', '1h')
  expect(list.code, list.stderr).toBe(0)
  expect(list.stdout).toContain(`${id}  failed`)
  expect(list.stdout).toContain('The board was down')
  const listed = z
    .array(z.looseObject({ id: z.string() }))
    .parse(JSON.parse((await jobpilot('list', '--task', 'agents.reconcile', '--json')).stdout))
  expect(listed.map((job) => job.id)).toContain(id)
  expect(await jobpilot('list', '--state', 'running')).toMatchObject({
    code: 0,
    stdout: '',
    stderr: 'No job fits.\n',
  })
  expect((await jobpilot('show', id)).stdout).toMatch(
    /task +agents\.reconcile \(lane default.*[\s\S]*internal: The board/,
  )
  const stats = await jobpilot('stats')
  expect(stats.stdout).toMatch(/Lane +Queued[\s\S]*agents +0 [\s\S]*failed jobs? wait/)
})

test('a job is tried again by its id; what could not be is said, with exit code 1', async () => {
  const id = await failedJob()
  expect(await jobpilot('retry', id, ...reason)).toMatchObject({ code: 0, stdout: `${id}  done\n` })
  expect(await stateOf(id)).toBe('queued')
  const again = await jobpilot('retry', id, ...reason)
  expect(again.code).toBe(1)
  expect(again.stdout).toContain('Only a job that failed or was cancelled can be tried again.')
  expect(again.stderr).toContain('1 of 1 could not be changed.')
  const rows = await worker((tx) =>
    tx.selectFrom('audit_event').select(['actor_id', 'actor_role']).where('target_id', '=', id).execute(),
  )
  expect(rows).toEqual([{ actor_id: null, actor_role: 'operator' }])
  expect(await worker((tx) => tx.selectFrom('users').select('id').execute())).toEqual([])
})

test('all that fit are removed when that is meant', async () => {
  const id = await failedJob()
  const flags = ['--state', 'failed', '--error', 'internal']
  const asked = await jobpilot('remove', ...flags, ...reason)
  expect(asked).toMatchObject({ code: 2, stdout: '' })
  expect(asked.stderr).toMatch(/\d jobs? fit\. Add --yes to remove them\./)
  expect(await stateOf(id)).toBe('failed')
  const done = await jobpilot('remove', ...flags, ...reason, '--yes')
  expect(done.code, done.stderr).toBe(0)
  expect(JSON.parse(done.stdout)).toMatchObject({ unchanged: {} })
  expect(done.stderr).toMatch(/(\d) of \1 removed/)
  expect(await stateOf(id)).toBeUndefined()
})

test('a lane is paused and resumed', async () => {
  const paused = await jobpilot('pause', '--lane', 'scraping', ...reason)
  expect(paused.code, paused.stderr).toBe(0)
  expect((await jobpilot('pauses')).stdout).toMatch(/scraping +all +all .*The board is back/)
  expect((await jobpilot('pause', '--lane', 'scraping', ...reason)).stderr).toContain('paused already')
  expect(await jobpilot('resume', '--lane', 'scraping', ...reason)).toMatchObject({
    code: 0,
    stdout: '0 jobs go on.\n',
  })
  expect((await jobpilot('resume', '--lane', 'scraping', ...reason)).stderr).toContain('no such pause')
})

test('bad flags are answered in words, with exit code 2', async () => {
  const wrong: [string[], RegExp][] = [
    [['list', '--state', 'done'], /Allowed choices are queued/],
    [['list', '--since', 'yesterday'], /say 30m, 2h, 7d/],
    [['list', '--limit', '0'], /from 1 to 10000/],
    [['show', 'seven'], /no id/],
    [['retry', ...reason], /Say which jobs/],
    [['cancel', '--state', 'queued'], /required option '--reason/],
    [['pause', '--lane', 'fast', ...reason], /Allowed choices are agents/],
  ]
  for (const [args, words] of wrong) {
    const run = await jobpilot(...args)
    expect(run.code, args.join(' ')).toBe(2)
    expect(run.stderr).toMatch(words)
  }
  expect(await jobpilot('pause', ...reason)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('what to pause'),
  })
})

test('on a server the token’s role decides', async () => {
  const operator = await app.tokenFor({ email: 'op@example.org', role: 'operator' })
  const person = await app.tokenFor({ email: 'person@example.org' })
  process.env['JOBPILOT_URL'] = app.url
  process.env['JOBPILOT_TOKEN'] = operator.token
  expect(await jobpilot('stats')).toMatchObject({ code: 0, stdout: expect.stringContaining('Lane') })
  process.env['JOBPILOT_TOKEN'] = person.token
  const refused = await jobpilot('stats')
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toContain('for operators')
})
