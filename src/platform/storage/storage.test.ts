import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startFakeSupabase, type FakeSupabase } from '../../testing/fake-supabase.ts'
import { errorResponse } from '../http/error-response.ts'
import { serveSignedFile } from '../http/signed-files.ts'
import { eraseFiles } from './erase-files.ts'
import { listFiles } from './list-files.ts'
import { createLocalStorage } from './local-storage.ts'
import { signOwnFile } from './sign-own-file.ts'
import type { Storage } from './storage.ts'
import { createSupabaseStorage } from './supabase-storage.ts'

/** Time of both, which tests may move. */
let time = Date.now()
const now = () => new Date(time)
const clock = { now }

let folder = ''
let supabase: FakeSupabase
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jobpilot-storage-'))
  supabase = await startFakeSupabase({ now })
})
afterAll(async () => {
  await supabase.close()
  await rm(folder, { recursive: true })
})

interface Subject {
  open: () => Storage
  /** What whoever has the link gets. */
  follow: (storage: Storage, url: string) => Promise<Response>
}

const linkBase = 'https://jobs.example.org/api/v1/files'
const openLocal = () => createLocalStorage({ folder, secret: 'a secret of tests', linkBase, clock })
const openSupabase = (bucket = 'files', serviceKey = supabase.serviceKey) =>
  createSupabaseStorage({ url: supabase.url, serviceKey, bucket, pageSize: 2 })

const subjects: Record<string, Subject> = {
  'local disk': {
    open: openLocal,
    follow: (storage, url) =>
      serveSignedFile(storage, { token: url.slice(linkBase.length + 1), method: 'GET' }).catch(
        (error: unknown) => errorResponse(error, 'reference'),
      ),
  },
  'Supabase Storage': { open: () => openSupabase(), follow: (_storage, url) => fetch(url) },
}

const text = (words: string) => new TextEncoder().encode(words)
const words = async (storage: Storage, key: string) => {
  const bytes = await storage.get(key)
  return bytes && new TextDecoder().decode(bytes)
}
const keysOf = async (storage: Storage, prefix: string) =>
  (await listFiles(storage, prefix)).map(({ key }) => key).toSorted()

describe.each(Object.entries(subjects))('%s', (_name, { open, follow }) => {
  let storage: Storage
  let ada = ''
  let eve = ''
  beforeEach(() => {
    storage = open()
    ada = randomUUID()
    eve = randomUUID()
  })

  test('keeps, overwrites and deletes', async () => {
    const key = `${ada}/file`
    expect(await storage.get(key)).toBeNull()
    expect(await storage.getStream(key)).toBeNull()
    await storage.put(key, text('one'), 'text/plain')
    await storage.put(key, text('another'), 'text/plain')
    expect(await words(storage, key)).toBe('another')
    await storage.put(key, new Uint8Array(), 'text/plain')
    expect(await storage.get(key)).toHaveLength(0)
    await storage.delete(key)
    expect(await storage.get(key)).toBeNull()
    await storage.delete(key)
  })

  test('takes and gives streams', async () => {
    const bytes = Buffer.alloc(2_000_000, 'jobpilot')
    await storage.put(
      `${ada}/big`,
      Readable.from(Array.from({ length: 20 }, (_, n) => bytes.subarray(n * 100_000, (n + 1) * 100_000))),
      'application/zip',
    )
    const stream = await storage.getStream(`${ada}/big`)
    expect(stream && (await buffer(stream)).equals(bytes)).toBe(true)
  })

  test('of a stream that breaks it keeps nothing, and what was there stays', async () => {
    const breaking = () =>
      Readable.from(
        (async function* () {
          yield Buffer.alloc(50_000)
          throw new Error('broken off')
        })(),
      )
    await storage.put(`${ada}/old`, text('still here'), 'text/plain')
    await expect(storage.put(`${ada}/old`, breaking(), 'text/plain')).rejects.toThrow(
      /broken off|fetch failed/,
    )
    await expect(storage.put(`${ada}/new`, breaking(), 'text/plain')).rejects.toThrow(
      /broken off|fetch failed/,
    )
    expect(await words(storage, `${ada}/old`)).toBe('still here')
    expect(await keysOf(storage, ada)).toEqual([`${ada}/old`])
  })

  test.each([
    '../outside',
    '/etc/passwd',
    'person/file',
    '$/',
    '$',
    '$/..',
    '$/../x',
    '$//x',
    '$/.hidden',
    '$/a\0',
    '$/a\\b',
    '$/ä',
    '$/%2e%2e/x',
    `$/${'x'.repeat(300)}`,
    '$/a/../../b',
  ])('refuses the key %j', async (shape) => {
    const key = shape.replace('$', ada)
    await expect(storage.put(key, text('x'), 'text/plain')).rejects.toThrow('storage key')
    await expect(storage.get(key)).rejects.toThrow('storage key')
    await expect(storage.getStream(key)).rejects.toThrow('storage key')
    await expect(storage.delete(key)).rejects.toThrow('storage key')
    await expect(storage.signedUrl(key, { fileName: 'x' })).rejects.toThrow('storage key')
  })

  test('lists what is below a person or a folder of theirs, however much', async () => {
    const keys = ['a', 'b', 'c', 'deep/er/d', 'deep/e'].map((name) => `${ada}/${name}`).toSorted()
    for (const key of keys) await storage.put(key, text(key), 'text/plain')
    await storage.put(`${eve}/a`, text('hers'), 'text/plain')
    expect(await keysOf(storage, ada)).toEqual(keys)
    expect(await keysOf(storage, `${ada}/deep`)).toEqual([`${ada}/deep/e`, `${ada}/deep/er/d`])
    expect(await keysOf(storage, '')).toEqual(expect.arrayContaining([...keys, `${eve}/a`]))
    expect(await keysOf(storage, randomUUID())).toEqual([])
    const [file] = await listFiles(storage, eve)
    expect(file).toMatchObject({ key: `${eve}/a`, bytes: 4 })
    expect(Math.abs((file?.modifiedAt.getTime() ?? 0) - Date.now())).toBeLessThan(3_600_000)
    for (const prefix of ['..', `${ada}/..`, ada.slice(0, 8), '/'])
      expect(() => storage.list(prefix)).toThrow('storage prefix')
  })

  test('a link gives the file as a download under its name, until it expires', async () => {
    const key = `${ada}/file`
    await storage.put(key, text('a résumé'), 'text/html')
    const url = await storage.signedUrl(key, { fileName: 'Lebenslauf „Zoë“ (1).pdf', expiresInSeconds: 60 })
    const answer = await follow(storage, url)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('a résumé')
    const disposition = answer.headers.get('content-disposition') ?? ''
    expect(disposition).toMatch(/^attachment;/)
    expect(decodeURIComponent(disposition)).toContain('Lebenslauf „Zoë“ (1).pdf')
    time += 59_000
    expect((await follow(storage, url)).ok).toBe(true)
    time += 1_000
    const late = await follow(storage, url)
    expect([late.ok, (await late.text()).includes('résumé')]).toEqual([false, false])
  })

  test('a link lasts a quarter of an hour by default, and not beyond its file', async () => {
    await storage.put(`${ada}/file`, text('x'), 'text/plain')
    const url = await storage.signedUrl(`${ada}/file`, { fileName: 'x.pdf' })
    time += 899_000
    expect((await follow(storage, url)).ok).toBe(true)
    await storage.delete(`${ada}/file`)
    expect((await follow(storage, url)).ok).toBe(false)
    await storage.put(`${ada}/file`, text('x'), 'text/plain')
    time += 2_000
    expect((await follow(storage, url)).ok).toBe(false)
  })

  test('a link that was changed anywhere gives nothing', async () => {
    await storage.put(`${ada}/file`, text('x'), 'text/plain')
    await storage.put(`${eve}/file`, text('hers'), 'text/plain')
    const url = await storage.signedUrl(`${ada}/file`, { fileName: 'x.pdf' })
    const token = new URL(url).searchParams.get('token') ?? url.slice(linkBase.length + 1)
    for (const at of [
      0,
      3,
      token.indexOf('.') - 2,
      token.indexOf('.'),
      token.indexOf('.') + 1,
      token.length - 3,
    ]) {
      const other = token[at] === 'A' ? 'B' : 'A'
      const changed = url.replace(token, token.slice(0, at) + other + token.slice(at + 1))
      expect((await follow(storage, changed)).ok, changed).toBe(false)
    }
    for (const changed of [
      '',
      '.',
      'x',
      token.split('.')[0] ?? '',
      `${token}x`,
      `${token}.x`,
      'x'.repeat(9_000),
    ])
      expect((await follow(storage, url.replace(token, changed))).ok, changed).toBe(false)
    expect((await follow(storage, url.replaceAll(ada, eve))).ok).toBe(url === url.replaceAll(ada, eve))
  })

  test('there is no link to what isn’t there, and none to what isn’t one’s own', async () => {
    const fileName = 'cv.pdf'
    const missing = { code: 'file_not_found' }
    await storage.put(`${eve}/file`, text('hers'), 'text/plain')
    await expect(storage.signedUrl(`${ada}/none`, { fileName })).rejects.toMatchObject(missing)
    const sign = (userId: string, key: string) => signOwnFile({ storage, clock }, { userId, key, fileName })
    await expect(sign(ada, `${eve}/file`)).rejects.toMatchObject(missing)
    await expect(sign(ada, `${ada}/../${eve}/file`)).rejects.toMatchObject(missing)
    await expect(sign('', 'file')).rejects.toMatchObject(missing)
    const { url, expiresAt } = await sign(eve, `${eve}/file`)
    expect(await (await follow(storage, url)).text()).toBe('hers')
    expect(expiresAt.getTime() - time).toBe(900_000)
  })

  test('erases all of a person and nothing of others', async () => {
    for (const name of ['a', 'b', 'exports/c']) await storage.put(`${ada}/${name}`, text('x'), 'text/plain')
    await storage.put(`${eve}/a`, text('hers'), 'text/plain')
    expect(await eraseFiles(storage, ada)).toBe(3)
    expect(await keysOf(storage, ada)).toEqual([])
    expect(await keysOf(storage, eve)).toEqual([`${eve}/a`])
    expect(await eraseFiles(storage, ada)).toBe(0)
    await expect(eraseFiles(storage, '')).rejects.toThrow('person')
    await expect(eraseFiles(storage, 'everybody')).rejects.toThrow('prefix')
  })

  test('puts and deletes in one folder don’t get in each other’s way', async () => {
    const keys = Array.from({ length: 30 }, (_, number) => `${ada}/${number}`)
    const rounds = await Promise.allSettled(
      keys.map(async (key) => {
        await storage.put(key, text(key), 'text/plain')
        await storage.delete(key)
        await storage.put(key, text(key), 'text/plain')
      }),
    )
    expect(rounds.filter((round) => round.status === 'rejected')).toEqual([])
    expect(await keysOf(storage, ada)).toEqual(keys.toSorted())
  })
})

describe('on disk', () => {
  test('files are their owner’s alone, and nothing lies beside them', async () => {
    const person = randomUUID()
    const storage = openLocal()
    await storage.put(`${person}/file`, text('x'), 'text/plain')
    expect(await readdir(path.join(folder, person))).toEqual(['file'])
    expect((await stat(path.join(folder, person, 'file'))).mode & 0o777).toBe(0o600)
    expect((await stat(path.join(folder, person))).mode & 0o777).toBe(0o700)
  })

  test('not even the folder that bears the person’s id outlives them', async () => {
    const person = randomUUID()
    const storage = openLocal()
    await storage.put(`${person}/exports/a`, text('x'), 'text/plain')
    // What a process left that was killed while it wrote.
    await writeFile(path.join(folder, person, `b.${randomUUID()}.part`), 'half')
    expect(await eraseFiles(storage, person)).toBe(2)
    expect(await readdir(folder)).not.toContain(person)
  })

  test('a link of another secret, or none of ours, opens nothing', async () => {
    const person = randomUUID()
    const storage = openLocal()
    await storage.put(`${person}/file`, text('x'), 'text/plain')
    const other = createLocalStorage({ folder, secret: 'another secret', linkBase, clock })
    const url = await other.signedUrl(`${person}/file`, { fileName: 'x' })
    expect(await storage.openLink(url.slice(linkBase.length + 1))).toBeNull()
  })

  test('what is served can neither be shown nor run nor kept', async () => {
    const person = randomUUID()
    const storage = openLocal()
    await storage.put(`${person}/file`, text('<script>alert(1)</script>'), 'text/html')
    const url = await storage.signedUrl(`${person}/file`, { fileName: 'a"b\r\nX: y\u202Efdp.exe' })
    const token = url.slice(linkBase.length + 1)
    const { headers } = await serveSignedFile(storage, { token, method: 'HEAD' })
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': '25',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'content-security-policy': "sandbox; default-src 'none'",
      'content-disposition':
        'attachment; filename="a_b__X_ y_fdp.exe"; filename*=UTF-8\'\'a%22b%0D%0AX%3A%20y%E2%80%AEfdp.exe',
    })
  })
})

describe('in Supabase', () => {
  test('the bucket is made when it isn’t there, and private', async () => {
    const storage = openSupabase('made-now')
    await Promise.all(
      ['a', 'b'].map((name) => storage.put(`${randomUUID()}/${name}`, text(name), 'text/plain')),
    )
    expect(supabase.buckets.get('made-now')?.public).toBe(false)
    expect(supabase.requests.filter((request) => request === 'GET /storage/v1/bucket/made-now')).toHaveLength(
      1,
    )
  })

  test('nothing goes into a public bucket', async () => {
    supabase.buckets.set('open', { public: true, files: new Map() })
    const put = openSupabase('open').put(`${randomUUID()}/a`, text('x'), 'text/plain')
    await expect(put).rejects.toMatchObject({ code: 'storage_unavailable', message: /public/ })
    expect(supabase.buckets.get('open')?.files.size).toBe(0)
  })

  test('nobody reads without a key or a link', async () => {
    const key = `${randomUUID()}/a`
    await openSupabase().put(key, text('x'), 'text/plain')
    for (const address of ['object', 'object/public', 'object/authenticated'])
      expect((await fetch(`${supabase.url}/storage/v1/${address}/files/${key}`)).ok).toBe(false)
  })

  test('a wrong key, or a service that is away, is said to be so, and passes', async () => {
    const key = `${randomUUID()}/a`
    const away = { code: 'storage_unavailable', kind: 'unavailable', isTemporary: true }
    await expect(openSupabase('files', 'a wrong key, but a long one').get(key)).rejects.toMatchObject(away)
    const storage = openSupabase()
    supabase.isDown = true
    try {
      await expect(storage.get(key)).rejects.toMatchObject(away)
      await expect(storage.put(key, text('x'), 'text/plain')).rejects.toMatchObject(away)
      await expect(storage.delete(key)).rejects.toMatchObject(away)
      await expect(storage.signedUrl(key, { fileName: 'x' })).rejects.toMatchObject(away)
      await expect(listFiles(storage, '')).rejects.toMatchObject(away)
    } finally {
      supabase.isDown = false
    }
    await storage.put(key, text('back'), 'text/plain')
    expect(await words(storage, key)).toBe('back')
  })
})
