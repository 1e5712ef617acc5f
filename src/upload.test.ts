import { request } from 'node:http'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from './testing/app.ts'
import { wordFile } from './testing/hostile-word-files.ts'
import { resultOf, uploadSample } from './testing/owned-things.ts'
import { until } from './testing/until.ts'

let app: TestApp
const logged: string[] = []
let ada: Person
beforeAll(async () => {
  app = await createTestApp({ log: pino({ level: 'info' }, { write: (line) => void logged.push(line) }) })
  ada = await app.signIn('ada@example.org')
})
afterAll(() => app.close())

interface Outcome {
  status: number
  code: string
  /** Bytes written until the answer came. */
  sent: number
}

/** Sends a multipart upload of `megabytes`, chunk by chunk, until the server answers. */
function sendSlowly(megabytes: number, headers: Record<string, string>): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    let sent = 0
    let answered = false
    const upload = request(`${app.url}/api/v1/resumes`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x', origin: app.url, ...headers },
    })
    upload.on('response', (response) => {
      answered = true
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('end', () => {
        upload.destroy()
        const { error } = JSON.parse(text) as { error: { code: string } }
        resolve({ status: response.statusCode ?? 0, code: error.code, sent })
      })
    })
    upload.on('error', (error) => answered || reject(error))
    upload.write('--x\r\nContent-Disposition: form-data; name="file"; filename="cv.pdf"\r\n\r\n')
    const chunk = Buffer.alloc(250_000, 65)
    const next = (): void => {
      if (answered) return
      if (sent >= megabytes * 1_000_000) return void upload.end('\r\n--x--\r\n')
      sent += chunk.length
      upload.write(chunk, () => setTimeout(next, 2))
    }
    next()
  })
}

test('nobody uploads without signing in, and the file is not waited for', async () => {
  const outcome = await sendSlowly(200, {})
  expect(outcome).toMatchObject({ status: 401, code: 'sign_in_required' })
  expect(outcome.sent).toBeLessThan(20_000_000)
})

test('an upload is cut at 10 MB while it streams', async () => {
  const outcome = await sendSlowly(200, { cookie: ada.cookie })
  expect(outcome).toMatchObject({ status: 413, code: 'upload_too_large' })
  expect(outcome.sent).toBeLessThan(40_000_000)
})

test('a token that may only read uploads nothing', async () => {
  const { token } = await ada.client.tokens.create.mutate({ name: 'reads', scope: 'read' })
  const outcome = await sendSlowly(1, { authorization: `Bearer ${token}` })
  expect(outcome).toMatchObject({ status: 403, code: 'token_read_only' })
})

test('another site cannot upload with the cookie', async () => {
  const outcome = await sendSlowly(1, { cookie: ada.cookie, origin: 'https://evil.example' })
  expect(outcome).toMatchObject({ status: 403, code: 'cross_site_request' })
})

test('something else than a form is refused by its type', async () => {
  const response = await app.fetch('/api/v1/resumes', {
    method: 'POST',
    headers: { cookie: ada.cookie, 'content-type': 'application/pdf' },
    body: '%PDF-1.7',
  })
  expect([response.status, await response.json()]).toMatchObject([
    415,
    { error: { code: 'upload_not_multipart' } },
  ])
})

test('a résumé is taken in, read in the background and known again', async () => {
  const { resumeId, runId } = await uploadSample(ada)
  await resultOf(ada, runId)
  const resume = await ada.client.resumes.get.query({ id: resumeId })
  expect(resume.state).toBe('ready')
  expect(resume.facts.length).toBeGreaterThan(10)
  expect(await uploadSample(ada)).toMatchObject({ resumeId, runId: null, existing: true })
})

test('a further version of a résumé that is not theirs, or is none, is refused', async () => {
  const eve = await app.signIn('eve@example.org')
  const { resumeId } = await uploadSample(eve)
  for (const wanted of [resumeId, 'nonsense']) {
    const response = await ada.upload(
      'cv.pdf',
      new TextEncoder().encode('%PDF-1.7 something'),
      `?resumeId=${wanted}`,
    )
    expect([response.status, await response.json()]).toMatchObject([
      404,
      { error: { code: 'resume_not_found' } },
    ])
  }
})

test('something that is no résumé is refused in words', async () => {
  const response = await ada.upload('photo.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47]))
  const { error } = (await response.json()) as { error: { code: string; message: string } }
  expect([response.status, error.code]).toEqual([415, 'resume_unsupported_type'])
  expect(error.message).toMatch(/PDF/)
})

test('the original comes back to its owner alone, by a link that no log keeps', async () => {
  const bytes = wordFile()
  const { resumeId } = (await (await ada.upload('Ada’s cv.docx', bytes)).json()) as { resumeId: string }
  const { url, fileName, expiresAt } = await ada.client.resumes.file.query({ id: resumeId })
  expect(fileName).toBe('Ada’s cv.docx')
  expect(new Date(expiresAt).getTime() - Date.now()).toBeGreaterThan(800_000)
  const { pathname } = new URL(url)
  // Whoever has the link needs no cookie.
  const answer = await app.fetch(pathname)
  expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': 'attachment; filename="Ada_s cv.docx"; filename*=UTF-8\'\'Ada%E2%80%99s%20cv.docx',
    'cache-control': 'private, no-store',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  })
  const head = await app.fetch(pathname, { method: 'HEAD' })
  expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)])

  const eve = await app.signIn('eve2@example.org')
  await expect(eve.client.resumes.file.query({ id: resumeId })).rejects.toThrow('no such résumé')
  for (const wrong of [
    `${pathname}x`,
    pathname.replace(/.$/, ''),
    '/api/v1/files/x',
    '/api/v1/files/..%2f..%2fauth-secret',
  ]) {
    const refused = await app.fetch(wrong)
    expect([refused.status, await refused.json()]).toMatchObject([404, { error: { code: 'file_not_found' } }])
  }
  await ada.client.resumes.remove.mutate({ id: resumeId })
  await until(async () => ((await app.fetch(pathname)).status === 404 ? true : null))
  expect(logged.join()).toContain('/api/v1/files/…')
  expect(logged.join()).not.toContain(pathname.slice(-30))
})

test('of a file whose sender leaves while it is read nothing is kept, and nothing is called a fault', async () => {
  const bob = await app.signIn('bob@example.org')
  const body = Buffer.concat([
    Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="cv.docx"\r\n\r\n'),
    wordFile(),
    Buffer.from('\r\n--x--\r\n'),
  ])
  const from = logged.length
  const upload = request(`${app.url}/api/v1/resumes`, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=x', cookie: bob.cookie, origin: app.url },
  })
  upload.on('error', () => undefined) // it breaks off on purpose
  upload.end(body, () => upload.destroy())
  await until(async () => logged.slice(from).some((line) => line.includes('"status":499')) || null)
  expect((await bob.client.resumes.list.query({})).items).toEqual([])
  expect(logged.slice(from).join()).not.toContain('request failed')
})
