import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { asWorker } from '../db/transaction.ts'
import { defineTask } from '../jobs/define-task.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { createTestEngine, type TestEngine } from '../../testing/engine.ts'
import { listFiles } from './list-files.ts'
import { columnsNamingFiles } from './queries.ts'
import { sweepOrphans, type SweepOptions } from './sweep-orphans.ts'
import type { Storage } from './storage.ts'

const importing = defineTask({
  name: 'test.import',
  lane: 'default',
  payload: z.object({ key: z.string() }),
  handle: async () => null,
})

let database: TestDatabase
let engine: TestEngine
let folder = ''
beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'jobpilot-sweep-'))
  engine = createTestEngine({ url: database.url, tasks: [importing], dataDir: folder })
})
afterAll(async () => {
  await engine.stop()
  await database.drop()
  await rm(folder, { recursive: true })
})
beforeEach(() => rm(path.join(folder, 'files'), { recursive: true, force: true }))

const said: string[] = []
const job = {
  signal: new AbortController().signal,
  async progress(_percent: number | null, words: string): Promise<void> {
    said.push(words)
  },
  commit: <T>(work: Parameters<typeof asWorker<T>>[1]) => asWorker(engine.ctx.db, work),
}
const remove: SweepOptions = { dryRun: false, force: false }
const sweep = (options = remove, limits = {}, own = job) => sweepOrphans(engine.ctx, own, options, limits)

const twoDaysAgo = () => new Date(Date.now() - 2 * 86_400_000)

/** A file of that age under a key of that person. */
async function put(userId: string, name: string, at = twoDaysAgo()): Promise<string> {
  const key = `${userId}/${name}`
  await engine.ctx.storage.put(key, new Uint8Array([1]), 'text/plain')
  await utimes(path.join(folder, 'files', key), at, at)
  return key
}

async function nameByResume(userId: string, key: string): Promise<void> {
  await asWorker(engine.ctx.db, async (tx) => {
    const [id, resumeId] = [engine.ctx.clock.uuid(), engine.ctx.clock.uuid()]
    await tx.insertInto('resume').values({ id: resumeId, user_id: userId }).execute()
    const file = {
      file_name: 'cv.pdf',
      content_type: 'application/pdf',
      file_key: key,
      file_size: 1,
      sha256: id,
    }
    await tx
      .insertInto('resume_version')
      .values({ id, user_id: userId, resume_id: resumeId, number: 1, ...file })
      .execute()
  })
}

const nameByExport = (userId: string, key: string) =>
  asWorker(engine.ctx.db, (tx) =>
    tx.insertInto('data_export').values({ user_id: userId, state: 'ready', storage_key: key }).execute(),
  )

const nameByJob = (userId: string, key: string, isOver: boolean) =>
  asWorker(engine.ctx.db, async (tx) => {
    const id = await engine.ctx.jobs.enqueue(tx, importing, { key }, { userId })
    if (!isOver) return
    await tx
      .updateTable('job')
      .set({ state: 'failed', finished_at: new Date() })
      .where('id', '=', id)
      .execute()
  })

const left = async (storage: Storage = engine.ctx.storage) =>
  (await listFiles(storage, '')).map(({ key }) => key).toSorted()

test('every column of the database that names a file is looked at', async () => {
  const { rows } = await database.pool.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and column_name ~ '(file|storage|object|archive).*(key|path)$'`,
  )
  expect(rows.map((row) => row.name).toSorted()).toEqual([...columnsNamingFiles].toSorted())
})

test('removes what no row has named for a day, and nothing else', async () => {
  const ada = await engine.addPerson()
  const gone = engine.ctx.clock.uuid()
  const kept = [
    await put(ada, 'cv'),
    await put(ada, 'exports/all.zip'),
    await put(ada, 'just-now', new Date()),
  ]
  await nameByResume(ada, kept[0] ?? '')
  await nameByExport(ada, kept[1] ?? '')
  await put(ada, 'orphan')
  await put(gone, 'of-somebody-erased')
  // Named by another person's row: a key is its owner's alone.
  const eve = await engine.addPerson()
  await nameByResume(eve, await put(ada, 'named-by-another'))
  kept.push(await put(ada, 'imports/waits.zip'))
  await nameByJob(ada, kept[3] ?? '', false)
  await nameByJob(ada, await put(ada, 'imports/failed.zip'), true)
  expect(await sweep()).toEqual({ looked: 7, orphans: 4, removed: 4, dryRun: false })
  expect(await left()).toEqual(kept.toSorted())
  expect(await readdir(path.join(folder, 'files'))).toEqual([ada])
  expect(said.at(-1)).toBe('Removed 4 of 4 files')
})

test('goes through more than a batch, and no further than it may', async () => {
  const ada = await engine.addPerson()
  const named = await Promise.all(Array.from({ length: 8 }, (_, number) => put(ada, `kept-${number}`)))
  for (const key of named) await nameByExport(ada, key)
  await Promise.all(Array.from({ length: 7 }, (_, number) => put(ada, `orphan-${number}`)))
  const first = await sweep(remove, { batch: 2, most: 3 })
  expect(first.removed).toBeGreaterThanOrEqual(3)
  expect(first.removed).toBeLessThan(7)
  await sweep(remove, { batch: 2 })
  expect(await left()).toEqual(named.toSorted())
})

test('a dry run counts and removes nothing', async () => {
  await put(await engine.addPerson(), 'orphan')
  expect(await sweep({ dryRun: true, force: false })).toEqual({
    looked: 1,
    orphans: 1,
    removed: 0,
    dryRun: true,
  })
  expect(await left()).toHaveLength(1)
})

test('removes nothing when a query fails', async () => {
  await put(await engine.addPerson(), 'orphan')
  const commit = () => Promise.reject(new Error('connection lost'))
  await expect(sweep(remove, {}, { ...job, commit })).rejects.toThrow('connection lost')
  expect(await left()).toHaveLength(1)
})

test('a row that comes while it looks keeps its file', async () => {
  const ada = await engine.addPerson()
  const key = await put(ada, 'late')
  const progress = () => nameByResume(ada, key)
  expect(await sweep(remove, {}, { ...job, progress })).toMatchObject({ orphans: 1, removed: 0 })
  expect(await left()).toEqual([key])
})

test('does not believe that nearly everything is an orphan, unless it is told so', async () => {
  const ada = await engine.addPerson()
  await Promise.all(Array.from({ length: 5 }, (_, number) => put(ada, `file-${number}`)))
  await expect(sweep(remove, { unlikely: 4 })).rejects.toMatchObject({ code: 'storage_sweep_unlikely' })
  expect(await left()).toHaveLength(5)
  expect(await sweep({ dryRun: false, force: true }, { unlikely: 4 })).toMatchObject({ removed: 5 })
})

test('stops when it is told to', async () => {
  await put(await engine.addPerson(), 'orphan')
  const stopped = { ...job, signal: AbortSignal.abort(new Error('shutting down')) }
  await expect(sweep(remove, {}, stopped)).rejects.toThrow('shutting down')
  expect(await left()).toHaveLength(1)
})
