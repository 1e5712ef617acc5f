import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { asWorker } from './platform/db/transaction.ts'
import { listFiles } from './platform/storage/list-files.ts'
import { createTestApp, type Person, type TestApp } from './testing/app.ts'
import { hostileFiles } from './testing/hostile-files.ts'
import { wordFile } from './testing/hostile-word-files.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

let app: TestApp
let ada: Person
let spoolFolder = ''
beforeAll(async () => {
  spoolFolder = await mkdtemp(path.join(tmpdir(), 'jobpilot-spool-'))
  app = await createTestApp()
  ada = await app.signIn('ada@example.org')
  vi.stubEnv('TMPDIR', spoolFolder)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await app.close()
  await rm(spoolFolder, { recursive: true })
})

interface Kept {
  rows: Record<string, number>
  files: number
  spooled: string[]
}

async function kept(): Promise<Kept> {
  const rows = await asWorker(app.ctx.db, async (tx) => {
    const counts: Record<string, number> = {}
    for (const table of ['resume', 'resume_version', 'agent_run', 'job'] as const) {
      const found = await tx.selectFrom(table).select('id').where('user_id', '=', ada.userId).execute()
      counts[table] = found.length
    }
    return counts
  })
  const files = (await listFiles(app.ctx.storage, '')).length
  return { rows, files, spooled: await readdir(spoolFolder) }
}

const nothing: Kept = {
  rows: { resume: 0, resume_version: 0, agent_run: 0, job: 0 },
  files: 0,
  spooled: [],
}

/** After garbage was collected. */
function memory(): { rss: number; heap: number; buffers: number } {
  collectGarbage()
  const { rss, heapUsed: heap, arrayBuffers: buffers } = process.memoryUsage()
  return { rss, heap, buffers }
}

let people = 0
const MB = 1_000_000
let before = { rss: 0, heap: 0, buffers: 0 }

test('there are enough of them', async () => {
  expect(hostileFiles.length).toBeGreaterThanOrEqual(60)
  // What is loaded once for the first of them isn't theirs.
  await ada.upload('cv.pdf', new TextEncoder().encode('%PDF-1.7'))
  before = memory()
})

test.each(hostileFiles)('$what is refused: $code', async ({ name, bytes, status, code }) => {
  const content = await bytes()
  const started = performance.now()
  const response = await ada.upload(name, content)
  const { error } = (await response.json()) as { error: { code: string; message: string } }
  expect([response.status, error.code]).toEqual([status, code])
  expect(performance.now() - started).toBeLessThan(5_000)
  expect(error.message).toMatch(/^[A-Z].{20,}\.$/)
  expect(error.message).not.toMatch(/Error|\bat \S+:\d|\/src\/|undefined|null/)
})

test('none of them leaves a row, a run or a file', async () => {
  expect(await kept()).toEqual(nothing)
})

test('the memory they took is given back', () => {
  const after = memory()
  expect(after.buffers - before.buffers).toBeLessThan(30 * MB)
  expect(after.heap - before.heap).toBeLessThan(60 * MB)
  expect(after.rss - before.rss).toBeLessThan(400 * MB)
})

test.each([
  ['../../../etc/cron.d/cv.docx', 'cv.docx'],
  ['C:\\Windows\\System32\\cv.docx', 'cv.docx'],
  ['cv\u202Excod.docx', 'cvxcod.docx'],
  ['<img src=x onerror=alert(1)>.docx', '_img src=x onerror=alert(1)_.docx'],
  ['CON.docx', '_CON.docx'],
  [`${'n'.repeat(300)}.docx`, `${'n'.repeat(195)}.docx`],
])('a good file named %j is kept as %j', async (given, stored) => {
  const body = `<w:document><w:body><w:p><w:r><w:t>Ann number ${++people}</w:t></w:r></w:p></w:body></w:document>`
  const bytes = wordFile({ name: 'word/document.xml', content: body })
  const response = await ada.upload(given, bytes)
  const { resumeId } = (await response.json()) as { resumeId: string }
  expect(response.status).toBe(202)
  const { url, fileName } = await ada.client.resumes.file.query({ id: resumeId })
  expect(fileName).toBe(stored)
  const download = await app.fetch(new URL(url).pathname)
  expect(download.status).toBe(200)
  expect(Buffer.from(await download.arrayBuffer()).equals(bytes)).toBe(true)
  const disposition = download.headers.get('content-disposition') ?? ''
  expect(disposition).toBe(
    `attachment; filename="${stored}"; filename*=UTF-8''${encodeURIComponent(stored).replace(/[()]/g, (each) => (each === '(' ? '%28' : '%29'))}`,
  )
})
