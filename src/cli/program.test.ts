import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { sampleResume, samplePosting } from '../testing/sample-files.ts'
import { createTestDatabase, type TestDatabase } from '../testing/database.ts'
import { createTestApp } from '../testing/app.ts'
import { runCli } from './program.ts'

let database: TestDatabase
let folder: string
const saved = { ...process.env }

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'jobpilot-cli-'))
  await writeFile(path.join(folder, 'mira.docx'), await sampleResume())
  await writeFile(path.join(folder, 'posting.txt'), samplePosting)
  await writeFile(path.join(folder, 'gone.json'), '{"ok":false,"error":"Document not found"}')
  Object.assign(process.env, { DATABASE_URL: database.url, DATA_DIR: folder, APP_ENV: 'local' })
})
afterEach(() => {
  vi.restoreAllMocks()
  delete process.env['JOBPILOT_URL']
  delete process.env['JOBPILOT_TOKEN']
})
afterAll(async () => {
  process.env = saved
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

/** Runs a command line as the shell would and hands back what was printed. */
async function jobpilot(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const printed = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[stream], 'write').mockImplementation((chunk) => {
      printed[stream] += String(chunk)
      return true
    })
  }
  const code = await runCli(args)
  vi.restoreAllMocks()
  return { code, ...printed }
}

const file = (name: string) => path.join(folder, name)
const reportSchema = z.looseObject({
  resume: z.looseObject({
    id: z.string(),
    text: z.string(),
    facts: z.array(z.looseObject({ text: z.string() })),
  }),
  posting: z.looseObject({ title: z.string(), requirements: z.array(z.looseObject({ id: z.string() })) }),
  match: z.looseObject({ score: z.number(), verdict: z.string(), rubricVersion: z.string() }),
  draft: z.looseObject({ text: z.string(), claims: z.array(z.looseObject({ flagged: z.boolean() })) }),
})

test('match prints one JSON object on stdout and its progress on stderr', async () => {
  const run = await jobpilot(
    'match',
    '--resume',
    file('mira.docx'),
    '--posting',
    file('posting.txt'),
    '--json',
  )
  expect(run.code, run.stderr).toBe(0)
  const report = reportSchema.parse(JSON.parse(run.stdout))
  expect(report.posting.title).toBe('Backend Engineer')
  expect(report.resume.facts.map((fact) => fact.text)).toContain('Tessellate Labs')
  expect(report.draft.text).toContain('Northlight Ferries')
  expect(run.stderr).toMatch(/intake .*\n[\s\S]*capture .*\n[\s\S]*match .*\n[\s\S]*draft /)
})

test('match for a person: verdict, evidence table, draft', async () => {
  const run = await jobpilot('match', '--resume', file('mira.docx'), '--posting', file('posting.txt'))
  expect(run.code, run.stderr).toBe(0)
  expect(run.stdout).toContain('Backend Engineer · Northlight Ferries')
  expect(run.stdout).toMatch(/✓ met +required +Solid knowledge of PostgreSQL +.*PostgreSQL/)
  expect(run.stdout).toContain('Mira Okonjo')
  expect(run.stderr).toContain('Every statement of this draft rests on facts')
})

test('what was added is listed and shown, for a person and as JSON', async () => {
  const resumes = await jobpilot('resumes', 'list')
  expect(resumes.stdout).toMatch(/mira\.docx +ready/)
  const listed = z
    .array(z.looseObject({ id: z.string() }))
    .parse(JSON.parse((await jobpilot('resumes', 'list', '--json')).stdout))
  const shown = await jobpilot('resumes', 'show', listed[0]?.id ?? '')
  expect(shown.stdout).toMatch(/employer +\d+–\d+ +\w+ +Tessellate Labs/)
  expect((await jobpilot('postings', 'list')).stdout).toContain('Northlight Ferries')
  expect((await jobpilot('matches', 'list')).stdout).toMatch(/\d+ +(strong|possible) +Backend Engineer/)
  const added = await jobpilot('postings', 'add', file('posting.txt'))
  expect(added.stdout).toContain('Backend Engineer')
  expect((await jobpilot('resumes', 'add', file('mira.docx'))).stderr).toContain('here already')
})

test('events replay what happened, from any number on', async () => {
  const all = (await jobpilot('events', '--json')).stdout.trim().split('\n')
  const seqs = all.map((line) => z.looseObject({ seq: z.number() }).parse(JSON.parse(line)).seq)
  expect(seqs).toEqual(seqs.map((_, index) => index + 1))
  const later = (await jobpilot('events', '--after', '3')).stdout.trim().split('\n')
  expect(later.length).toBe(all.length - 3)
})

test('an empty list says how to fill it', async () => {
  const run = await jobpilot('resumes', 'list', '--as', 'new@example.org')
  expect(run).toMatchObject({ code: 0, stdout: '' })
  expect(run.stderr).toContain('jobpilot resumes add')
})

test('what does not work is said in words, with exit code 1 and nothing on stdout', async () => {
  const missing = await jobpilot('match', '--resume', file('nobody.pdf'), '--posting', file('posting.txt'))
  expect(missing).toMatchObject({ code: 1, stdout: '' })
  expect(missing.stderr).toContain('There is no such file')
  const gone = await jobpilot('match', '--resume', file('mira.docx'), '--posting', file('gone.json'))
  expect(gone).toMatchObject({ code: 1, stdout: '' })
  expect(gone.stderr).not.toContain('    at ')
  const wrongFile = await jobpilot('resumes', 'add', file('posting.txt'))
  expect(wrongFile.code).toBe(1)
  expect(wrongFile.stderr).toMatch(/PDF|Word|DOCX/)
})

test.each([
  ['a folder', () => folder, () => `That is a folder, not a file: ${folder}`],
  ['a path through a file', () => file('mira.docx/cv.pdf'), () => 'There is no such file: '],
  ['a name that no file can have', () => 'x'.repeat(300), () => 'There is no such file: '],
])('%s as a file is told in words', async (_, named, words) => {
  const run = await jobpilot('match', '--resume', named(), '--posting', file('posting.txt'))
  expect(run).toMatchObject({ code: 1, stdout: '' })
  expect(run.stderr).toContain(words())
  expect(run.stderr).not.toContain('    at ')
})

test.each([
  ['health'],
  ['resumes', 'list'],
  ['events', '--follow'],
  ['match', '--resume', '', '--posting', 'x'],
])('a server that does not answer is told as that: %s %s', async (...args) => {
  Object.assign(process.env, { JOBPILOT_URL: 'http://127.0.0.1:9', JOBPILOT_TOKEN: `jp_${'x'.repeat(43)}` })
  const run = await jobpilot(...args.map((arg) => (arg === '' ? file('mira.docx') : arg)))
  expect(run).toMatchObject({ code: 1, stdout: '' })
  expect(run.stderr).toContain('No answer from http://127.0.0.1:9 (JOBPILOT_URL)')
})

test('wrong usage is exit code 2 and names the help', async () => {
  expect((await jobpilot()).code).toBe(2)
  expect((await jobpilot('match', '--resume', 'x.pdf')).code).toBe(2)
  const unknown = await jobpilot('resume')
  expect(unknown.code).toBe(2)
  expect(unknown.stderr).toContain('--help')
  expect((await jobpilot('token', 'create', '--email', 'a@example.org', '--days', 'soon')).code).toBe(2)
  expect((await jobpilot('events', '--after', 'yesterday')).code).toBe(2)
  expect((await jobpilot('--help')).code).toBe(0)
})

test('token create prints the token alone on the last line, and a server accepts it', async () => {
  const app = await createTestApp()
  process.env['DATABASE_URL'] = app.database.url
  const run = await jobpilot(
    'token',
    'create',
    '--email',
    'ops@example.org',
    '--role',
    'operator',
    '--plan',
    'pro',
  )
  process.env['DATABASE_URL'] = database.url
  expect(run.code, run.stderr).toBe(0)
  const token = run.stdout.trimEnd().split('\n').at(-1) ?? ''
  Object.assign(process.env, { JOBPILOT_URL: app.url, JOBPILOT_TOKEN: token })
  const health = await jobpilot('health')
  expect(health.stdout).toContain('healthy')
  const match = await jobpilot(
    'match',
    '--resume',
    file('mira.docx'),
    '--posting',
    file('posting.txt'),
    '--json',
  )
  expect(match.code, match.stderr).toBe(0)
  expect(reportSchema.parse(JSON.parse(match.stdout)).match.score).toBeGreaterThan(50)
  expect((await jobpilot('resumes', 'list', '--as', 'x@example.org')).code).toBe(2)
  process.env['JOBPILOT_TOKEN'] = 'jp_wrong'
  const refused = await jobpilot('resumes', 'list')
  expect(refused.code).toBe(1)
  expect(refused.stderr).toContain('token')
  await app.close()
})

test('sample add matches a fictional résumé with fictional postings; sample remove takes all of it away', async () => {
  const as = 'sampler@example.org'
  const added = await jobpilot('sample', '--as', as, 'add')
  expect(added).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+ postings, \d+ matches\n$/) })
  const listed = await jobpilot('matches', 'list', '--as', as, '--json')
  expect(JSON.parse(listed.stdout).length).toBeGreaterThan(35)
  const removed = await jobpilot('sample', '--as', as, '--json', 'remove')
  expect(JSON.parse(removed.stdout)).toMatchObject({ resumes: 1, drafts: 0, applications: 0 })
  expect(JSON.parse((await jobpilot('matches', 'list', '--as', as, '--json')).stdout)).toEqual([])
}, 60_000)
