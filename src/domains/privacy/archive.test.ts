import { buffer } from 'node:stream/consumers'
import { fromBufferPromise } from 'yauzl'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asWorker } from '../../platform/db/transaction.ts'
import { createTestApp, type Person, type TestApp } from '../../testing/app.ts'
import { makeRich } from '../../testing/rich-person.ts'
import { until } from '../../testing/until.ts'
import { sha256 } from './exporting/collect-archive.ts'
import { exportArchive } from './exporting/export-archive.ts'
import { streamZip } from './exporting/stream-zip.ts'
import { importArchive } from './importing/import-archive.ts'
import { restoredTables } from './register-of-tables.ts'
import { jsonResumeSchema } from '../resumes/schema.ts'
import { manifestSchema, type Export, type Import } from './schema.ts'

let app: TestApp
let ada: Person
let archive: Buffer
beforeAll(async () => {
  app = await createTestApp()
  ada = await app.signIn('ada@example.org')
  await makeRich(app, ada)
  archive = await download(await exportOf(ada))
}, 120_000)
afterAll(() => app.close())

async function exportOf(person: Person): Promise<Export> {
  const { id } = await person.client.privacy.exports.start.mutate()
  return until(async () => {
    const now = await person.client.privacy.exports.show.query({ id })
    return now.state === 'preparing' ? null : now
  }, 60_000)
}

async function download({ url }: Export): Promise<Buffer> {
  if (url === null) throw new Error('the archive has no link')
  const response = await app.fetch(new URL(url).pathname + new URL(url).search)
  expect(response.status).toBe(200)
  return Buffer.from(await response.arrayBuffer())
}

async function bringIn(person: Person, zip: Uint8Array): Promise<Import> {
  const body = new FormData()
  body.append('file', new Blob([Uint8Array.from(zip)]), 'archive.zip')
  const response = await app.fetch('/api/v1/privacy/imports', {
    method: 'POST',
    headers: { cookie: person.cookie, origin: app.url },
    body,
  })
  expect(response.status).toBe(202)
  const { importId } = (await response.json()) as { importId: string }
  return until(async () => {
    const now = await person.client.privacy.imports.show.query({ id: importId })
    return now.finishedAt === null ? null : now
  }, 60_000)
}

type Rows = Record<string, unknown>[]
type Entries = Map<string, Buffer>

async function unzipped(bytes: Uint8Array): Promise<Entries> {
  const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true })
  const entries: Entries = new Map()
  for await (const entry of zip.eachEntry())
    entries.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)))
  return entries
}

function zipped(entries: Entries): Promise<Buffer> {
  const files = [...entries].map(([path, content]) => ({ path, content }))
  return buffer(streamZip(files, new Date()).stream)
}

const textOf = (entries: Entries, path: string): string => entries.get(path)?.toString('utf8') ?? ''

async function tablesOf(zip: Uint8Array): Promise<Record<string, Rows>> {
  const entries = await unzipped(zip)
  const tables: Record<string, Rows> = {}
  for (const path of entries.keys()) {
    const name = /^data\/(\w+)\.ndjson$/.exec(path)?.[1]
    if (name === undefined) continue
    tables[name] = textOf(entries, path)
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  }
  return tables
}

describe('an archive', () => {
  test('is what its manifest says, and tells so in plain words', async () => {
    const entries = await unzipped(archive)
    const text = (path: string) => textOf(entries, path)
    const manifest = manifestSchema.parse(JSON.parse(text('manifest.json')))
    expect(Object.keys(manifest.tables).length).toBeGreaterThan(30)
    for (const [name, { rows, sha256: hash }] of Object.entries(manifest.tables)) {
      const content = text(`data/${name}.ndjson`)
      expect([name, sha256(content), content.split('\n').length - 1]).toEqual([name, hash, rows])
    }
    expect(Object.keys(manifest.files).filter((path) => path.startsWith('files/'))).toHaveLength(2)
    for (const [path, file] of Object.entries(manifest.files))
      expect([path, sha256(entries.get(path) ?? '')]).toEqual([path, file.sha256])
    expect(text('README.txt')).toMatch(/everything that JobPilot keeps about you/)
    const resume = JSON.parse(text('resume.json')) as Record<string, unknown>
    expect(jsonResumeSchema.parse(resume).basics?.name).toBeDefined()
    expect(resume['$schema']).toMatch(/jsonresume/)
  })

  test('holds rows of every table that has some, and no secret', async () => {
    const tables = await tablesOf(archive)
    const empty = restoredTables.filter((name) => (tables[name] ?? []).length === 0)
    expect(empty).toEqual([])
    expect(tables['users']).toMatchObject([{ email: 'ada@example.org', name: 'Wilhelmina Överström' }])
    expect(tables['consent']).toMatchObject([{ purpose: 'analytics', granted: true }])
    const all = JSON.stringify(tables)
    expect(all).not.toMatch(/token_hash|sealed_secret|code_hash|text_body/)
    const { rows } = await app.database.pool.query<{ token: string }>('select token from auth_session')
    for (const { token } of rows) expect(all).not.toContain(token)
  })

  test('comes with a mail whose link works', async () => {
    const mail = await until(async () =>
      app.mails.findLast(({ to, text }) => to === 'ada@example.org' && text.includes('/files/')),
    )
    const link = /https?:\/\/\S+\/files\/\S+/.exec(mail.text)?.[0] ?? ''
    const response = await app.fetch(new URL(link).pathname)
    expect(response.headers.get('content-disposition')).toContain('attachment')
    expect(sha256(Buffer.from(await response.arrayBuffer()))).toBe(sha256(archive))
  })

  test('is not prepared more than three times a day, nor seen by others', async () => {
    const eve = await app.signIn('eve@example.org')
    const [own] = (await ada.client.privacy.exports.list.query({})).items
    await expect(eve.client.privacy.exports.show.query({ id: own?.id ?? '' })).rejects.toThrow(
      /no such archive/,
    )
    for (let round = 0; round < 3; round++) await exportOf(eve)
    await expect(eve.client.privacy.exports.start.mutate()).rejects.toThrow(/three archives/)
  }, 60_000)
})

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi
/** What belongs to the account that made it, not to the work: which job it was, where the file lies, what number it had. */
const accountsOwn = new Set(['user_id', 'job_id', 'file_key', 'updated_at'])

/** How often what is known of rows spreads to the rows that they refer to. */
const ROUNDS = 4

/**
 * Rows without what tells accounts apart. Ids are random, so each stands for all that is said about it: by its own row,
 * by those that name it, and by what stands beside it there, several steps away.
 */
function comparable(tables: Record<string, Rows>): Record<string, string[]> {
  const firstSeq = Math.min(...(tables['run_event'] ?? []).map(({ seq }) => Number(seq)))
  const texts = restoredTables.map((name): [string, string[]] => [
    name,
    (tables[name] ?? []).map((row) => {
      const kept = Object.entries(row).filter(([key]) => !accountsOwn.has(key))
      const moved = kept.map(([key, value]) =>
        key === 'seq' ? [key, Number(value) - firstSeq] : [key, value],
      )
      return `${name} ${JSON.stringify(Object.fromEntries(moved))}`
    }),
  ])
  let meanings = new Map<string, string>()
  for (let round = 0; round < ROUNDS; round++) {
    const said = new Map<string, string[]>()
    for (const text of texts.flatMap(([, rows]) => rows)) {
      for (const id of new Set(text.match(UUID))) {
        const sentence = text.replace(UUID, (other) => (other === id ? 'it' : (meanings.get(other) ?? '')))
        said.set(id, [...(said.get(id) ?? []), sha256(sentence)])
      }
    }
    meanings = new Map([...said].map(([id, hashes]) => [id, sha256(hashes.toSorted().join())]))
  }
  return Object.fromEntries(
    texts.map(([name, rows]) => [
      name,
      rows.map((text) => text.replace(UUID, (id) => meanings.get(id) ?? '')).toSorted(),
    ]),
  )
}

describe('bringing an archive in', () => {
  test('into a new account makes it the same: exported again it is equal but for ids and times of the account', async () => {
    const bea = await app.signIn('bea@example.org')
    const ended = await bringIn(bea, archive)
    expect(ended).toMatchObject({ state: 'succeeded', problem: null, result: { skipped: 0 } })
    const before = await tablesOf(archive)
    const after = await tablesOf(await download(await exportOf(bea)))
    expect(comparable(after)).toEqual(comparable(before))
    // The comparison notices one reference that leads elsewhere.
    const [first, second] = after['match_evidence'] ?? []
    if (first && second) first['requirement_id'] = second['requirement_id']
    expect(comparable(after)['match_evidence']).not.toEqual(comparable(before)['match_evidence'])
    // None of the old ids came along, and everything is hers.
    const old = new Set((before['posting'] ?? []).map(({ id }) => String(id)))
    expect((after['posting'] ?? []).filter(({ id }) => old.has(String(id)))).toEqual([])
    const { items } = await bea.client.resumes.list.query({})
    const [resume] = items.filter((item) => !item.isSample)
    expect(await bea.client.resumes.get.query({ id: resume?.id ?? '' })).toMatchObject({ state: 'ready' })
    const drafts = await bea.client.drafts.list.query({})
    const draft = await bea.client.drafts.get.query({ id: drafts.items[0]?.id ?? '' })
    expect(draft.text.length).toBeGreaterThan(50)
  }, 60_000)

  test('touches nothing that is there, and leaves out what is', async () => {
    const before = await snapshot(ada.userId)
    const ended = await bringIn(ada, archive)
    expect(ended.state).toBe('succeeded')
    const after = await snapshot(ada.userId)
    for (const row of before) expect(after).toContain(row)
    const tables = await tablesOf(archive)
    const postings = after.filter((row) => row.startsWith('posting:')).length
    expect(postings).toBe(tables['posting']?.length)
    expect(ended.result?.skipped).toBeGreaterThan(postings)
  }, 60_000)
})

/** Every row of theirs in the tables that an archive brings back, as text. */
async function snapshot(userId: string): Promise<string[]> {
  const rows: string[] = []
  for (const table of restoredTables) {
    const found = await app.database.pool.query<{ row: string }>(
      `select row_to_json(t)::text as row from ${table} t where user_id = $1`,
      [userId],
    )
    rows.push(...found.rows.map(({ row }) => `${table}: ${row}`))
  }
  return rows
}

describe('a hostile archive', () => {
  let eve: Person
  beforeAll(async () => {
    eve = await app.signIn('mallory@example.org')
  })

  async function changed(change: (entries: Entries) => unknown): Promise<Buffer> {
    const entries = await unzipped(archive)
    change(entries)
    return zipped(entries)
  }

  /** Changes rows of a table and makes the manifest fit. */
  function withRows(table: string, change: (row: Record<string, unknown>) => unknown) {
    return changed((entries) => {
      const path = `data/${table}.ndjson`
      const lines = textOf(entries, path).split('\n').filter(Boolean)
      const content = lines
        .map((line) => `${JSON.stringify(change(JSON.parse(line) as Record<string, unknown>))}\n`)
        .join('')
      entries.set(path, Buffer.from(content))
      const manifest = manifestSchema.parse(JSON.parse(textOf(entries, 'manifest.json')))
      manifest.tables[table] = { rows: lines.length, sha256: sha256(content) }
      entries.set('manifest.json', Buffer.from(JSON.stringify(manifest)))
    })
  }

  const cases: [string, () => Promise<Uint8Array>, RegExp][] = [
    ['no archive', async () => Buffer.from('PK\u0003\u0004 and nothing of a zip'), /no archive of JobPilot/],
    ['cut off', async () => archive.subarray(0, archive.length - 500), /no archive of JobPilot/],
    [
      'newer',
      () => changed((entries) => entries.set('manifest.json', Buffer.from('{"version":2,"else":true}'))),
      /newer JobPilot/,
    ],
    ['no manifest', () => changed((entries) => entries.delete('manifest.json')), /no archive of JobPilot/],
    [
      'a changed table',
      () => changed((entries) => entries.set('data/posting.ndjson', Buffer.from('{}\n'))),
      /isn’t what its manifest says/,
    ],
    ['a missing table', () => changed((entries) => entries.delete('data/posting.ndjson')), /isn’t what its/],
    ['a wrong type', () => withRows('posting', (row) => ({ ...row, title: 7 })), /posting.ndjson.*title/],
    [
      'a script as link',
      () => withRows('posting', (row) => ({ ...row, url: 'javascript:alert(1)' })),
      /posting.ndjson.*url/,
    ],
    [
      'a stage that is none',
      () => withRows('application', (row) => ({ ...row, stage: 'hired' })),
      /doesn’t fit/,
    ],
    [
      'a bomb',
      () => changed((entries) => entries.set('data/posting.ndjson', Buffer.alloc(100_000_001))),
      /unpacks to more/,
    ],
    ['twice the same id', () => withRows('resume', (row) => ({ ...row, id: ada.userId })), /doesn’t fit/],
  ]

  test.each(cases)('%s is refused with words, and nothing of it stays', async (_name, make, words) => {
    const ended = await bringIn(eve, await make())
    expect(ended.state).toBe('failed')
    expect(ended.problem).toMatch(words)
    expect(await snapshot(eve.userId)).toEqual([])
    for await (const { key } of app.ctx.storage.list(eve.userId)) expect(key).toBe('no file')
  })

  test('can’t hang its rows on what belongs to others, nor say whose they are', async () => {
    const [theirs] = await asWorker(app.ctx.db, (tx) =>
      tx.selectFrom('posting').select('id').where('user_id', '=', ada.userId).limit(1).execute(),
    )
    const foreign = theirs?.id ?? ''
    // The archive names its own rows by their old ids, so a stranger's id must not be among them.
    const zip = await withRows('requirement', (row) => ({
      ...row,
      user_id: ada.userId,
      posting_id: foreign.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')),
    }))
    expect(await bringIn(eve, zip)).toMatchObject({ state: 'failed' })
    const owned = await withRows('search_target', (row) => ({ ...row, user_id: ada.userId }))
    const before = await snapshot(ada.userId)
    expect(await bringIn(eve, owned)).toMatchObject({ state: 'succeeded' })
    expect(await snapshot(ada.userId)).toEqual(before)
    expect((await eve.client.targets.list.query()).items.length).toBeGreaterThan(0)
  })

  test('that isn’t a zip at all is refused at once', async () => {
    const body = new FormData()
    body.append('file', new Blob(['%PDF-1.7']), 'archive.zip')
    const response = await app.fetch('/api/v1/privacy/imports', {
      method: 'POST',
      headers: { cookie: eve.cookie, origin: app.url },
      body,
    })
    expect(response.status).toBe(422)
  })
})

describe('an attempt after one that was killed', () => {
  /** A job whose attempts share what the first one remembered. */
  function attempts<Payload>(userId: string, payload: Payload) {
    const memory: { cursor: unknown } = { cursor: null }
    return () => ({
      userId,
      payload,
      signal: new AbortController().signal,
      cursor: memory.cursor,
      progress: async () => undefined,
      saveCursor: async (_tx: unknown, cursor: unknown) => void (memory.cursor = cursor),
      commit: <T>(work: Parameters<typeof asWorker<T>>[1]) => asWorker(app.ctx.db, work),
    })
  }

  test('adds nothing a second time', async () => {
    const { userId } = await app.signIn('twice@example.org')
    const key = `${userId}/imports/archive.zip`
    await app.ctx.storage.put(key, archive, 'application/zip')
    const attempt = attempts(userId, { key })
    const first = await importArchive(app.ctx, attempt())
    const rows = await snapshot(userId)
    expect(first?.added).toBe(rows.length)
    expect(await importArchive(app.ctx, attempt())).toEqual(first)
    expect(await snapshot(userId)).toEqual(rows)
  })

  test('makes the archive again and tells once', async () => {
    const { userId } = await app.signIn('again@example.org')
    const { rows } = await app.database.pool.query<{ id: string }>(
      'insert into data_export (user_id) values ($1) returning id',
      [userId],
    )
    const attempt = attempts(userId, { exportId: rows[0]?.id ?? '' })
    await exportArchive(app.ctx, attempt())
    await exportArchive(app.ctx, attempt())
    const told = await app.database.pool.query(
      `select count(*)::int as n from email_message where user_id = $1 and kind = 'export_ready'`,
      [userId],
    )
    expect(told.rows).toEqual([{ n: 1 }])
    const stored: string[] = []
    for await (const { key } of app.ctx.storage.list(userId)) stored.push(key)
    expect(stored).toHaveLength(1)
  })
})
