import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, test, vi } from 'vitest'
import { readUpload } from './read-upload.ts'

async function form(parts: [name: string, value: string | Blob, fileName?: string][]): Promise<Request> {
  const data = new FormData()
  for (const [name, value, fileName] of parts) {
    if (typeof value === 'string') data.append(name, value)
    else data.append(name, value, fileName)
  }
  // As bytes: undici's own form stream doesn't bear being cancelled.
  const encoded = new Response(data)
  const headers = { 'content-type': encoded.headers.get('content-type') ?? '' }
  return new Request('http://localhost/upload', {
    method: 'POST',
    headers,
    body: await encoded.arrayBuffer(),
  })
}

const file = (size: number) => new Blob([new Uint8Array(size).fill(65)])

test('reads the one file and its name', async () => {
  const upload = await readUpload(
    await form([
      ['note', 'hello'],
      ['file', file(5), 'Lebenslauf Zoë.pdf'],
    ]),
  )
  expect(upload.fileName).toBe('Lebenslauf Zoë.pdf')
  expect((await buffer(upload.file.stream())).toString()).toBe('AAAAA')
  expect(upload.file).toMatchObject({
    size: 5,
    head: Buffer.from('AAAAA'),
    sha256: createHash('sha256').update('AAAAA').digest('hex'),
  })
  await upload.file.close()
})

test('a name with folders keeps its last part', async () => {
  const upload = await readUpload(await form([['file', file(1), '../../etc/cv.pdf']]))
  expect(upload.fileName).toBe('cv.pdf')
  await upload.file.close()
})

test('takes a file of exactly the limit and refuses one byte more', async () => {
  const upload = await readUpload(await form([['file', file(1_000), 'a']]), 1_000)
  expect(upload.file.size).toBe(1_000)
  await upload.file.close()
  await expect(readUpload(await form([['file', file(1_001), 'a']]), 1_000)).rejects.toMatchObject({
    code: 'upload_too_large',
  })
})

test('stops reading an endless file at the limit', async () => {
  let sent = 0
  const body = new ReadableStream({
    start: (controller) =>
      controller.enqueue(
        new TextEncoder().encode('--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'),
      ),
    pull(controller) {
      sent += 10_000
      controller.enqueue(new Uint8Array(10_000).fill(65))
    },
  })
  const headers = { 'content-type': 'multipart/form-data; boundary=x' }
  const request = new Request('http://localhost/', {
    method: 'POST',
    body,
    headers,
    duplex: 'half',
  })
  await expect(readUpload(request, 100_000)).rejects.toMatchObject({ code: 'upload_too_large' })
  expect(sent).toBeLessThan(1_000_000)
})

test.each([
  ['no file', () => form([['note', 'hello']]), 'upload_one_file'],
  ['another field', () => form([['cv', file(5), 'a.pdf']]), 'upload_one_file'],
  [
    'two files',
    () =>
      form([
        ['file', file(5), 'a.pdf'],
        ['file', file(5), 'b.pdf'],
      ]),
    'upload_one_file',
  ],
  [
    'JSON',
    () =>
      new Request('http://localhost/', {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': 'application/json' },
      }),
    'upload_not_multipart',
  ],
  [
    'no boundary',
    () =>
      new Request('http://localhost/', {
        method: 'POST',
        body: 'x',
        headers: { 'content-type': 'multipart/form-data' },
      }),
    'upload_malformed',
  ],
  [
    'a body cut in the middle',
    () =>
      new Request('http://localhost/', {
        method: 'POST',
        body: '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
      }),
    'upload_malformed',
  ],
])('refuses %s', async (_, request, code) => {
  await expect(readUpload(await request())).rejects.toMatchObject({ code })
})

test('what was taken in or refused leaves no file behind, not even while it is read', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'jobpilot-uploads-'))
  vi.stubEnv('TMPDIR', folder)
  const spooled = () => readdir(folder)
  const upload = await readUpload(await form([['file', file(1_000), 'a']]))
  expect(await spooled()).toEqual([])
  await upload.file.close()
  await expect(readUpload(await form([['file', file(2_000), 'a']]), 1_000)).rejects.toMatchObject({
    code: 'upload_too_large',
  })
  expect(await spooled()).toEqual([])
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})
