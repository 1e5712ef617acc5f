import fc from 'fast-check'
import { Agent, request as httpRequest } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appRouter } from '../router.ts'
import { createTestApp, type TestApp } from '../testing/app.ts'
import { arbitraryInput } from '../testing/arbitrary-input.ts'
import { createVisitor } from '../testing/callers.ts'
import { procedureRequest, proceduresOf } from '../testing/procedures.ts'

/**
 * Whatever is sent, no call fails on our side, hangs, or tells how it is made. More of it:
 * FUZZ_INPUTS=200 FUZZ_REQUESTS=5000 FUZZ_SEED=7 vitest run src/authorisation/fuzz.test.ts
 */
const INPUTS = Number(process.env['FUZZ_INPUTS'] ?? 6)
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 400)
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_120)

const SLOW_MS = 5_000
const AT_ONCE_MS = 100
/** A stack, a file of ours, a query or what Postgres says of one. */
const INSIDES =
  /\n\s+at |node:internal|node_modules|\.ts:\d+|\bselect\b[^"]{0,80}\bfrom\b|insert into|syntax error at|violates|duplicate key|invalid input syntax|invalid byte sequence|unterminated|pg_catalog|jobpilot_(request|worker)/i

const procedures = proceduresOf(appRouter)

let app: TestApp
beforeAll(async () => {
  // Nothing goes out, and nothing runs on: what is asked here is how calls are answered.
  app = await createTestApp({
    config: { role: 'web' },
    fetch: async () => Promise.reject(new Error('nothing is fetched here')),
  })
})
afterAll(() => app.close())

/** What is wrong with an answer; null when nothing is. */
function judge(status: number, text: string, tookMs: number): string | null {
  if (status >= 500) return `answered ${status}: ${text.slice(0, 300)}`
  if (status >= 400 && INSIDES.test(text)) return `told its insides: ${text.slice(0, 300)}`
  return tookMs > SLOW_MS ? `took ${Math.round(tookMs)} ms` : null
}

/** A stream that has begun may have nothing to say for a while: what comes at once is enough of it. */
async function readSome(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.text()
  const reader = response.body?.getReader()
  const silence = new Promise<{ value?: undefined }>((resolve) => setTimeout(() => resolve({}), AT_ONCE_MS))
  let text = ''
  for (;;) {
    const next = await Promise.race([reader?.read(), silence])
    if (!next?.value) break
    text += Buffer.from(next.value).toString()
  }
  await reader?.cancel()
  return text
}

test.each(procedures)(
  'no input breaks $path',
  async (procedure) => {
    const { headers, userId } = await createVisitor(app, { role: 'admin', plan: 'pro' })
    const property = fc.asyncProperty(arbitraryInput(procedure.input, [userId]), async (input) => {
      const begun = performance.now()
      const response = await app.app.fetch(procedureRequest(procedure, headers, input))
      const wrong = judge(response.status, await readSome(response), performance.now() - begun)
      if (wrong !== null) throw new Error(wrong)
    })
    const { failed, counterexample, errorInstance } = await fc.check(property, {
      numRuns: INPUTS,
      seed,
      endOnFailure: true,
    })
    expect(failed ? { input: counterexample, wrong: String(errorInstance) } : null).toBeNull()
  },
  120_000,
)

interface RawRequest {
  method: string
  path: string
  headers: Record<string, string>
  body: string
}

const addresses = [
  '/',
  '/livez',
  '/readyz',
  '/metrics',
  '/dev/mailbox',
  '/.well-known/security.txt',
  '/.env',
  '/.git/config',
  '/api',
  '/api/v1/health',
  '/api/v1/docs',
  '/api/v1/openapi.json',
  '/api/v1/resumes',
  '/api/v1/files/none',
  '/api/v1/webhooks/clerk',
  '/api/v1/webhooks/resend',
  '/api/v1/privacy/imports',
  '/api/auth/email-otp/send-verification-otp',
  '/api/auth/sign-in/email-otp',
  '/api/auth/sign-out',
  '/api/auth/callback/linkedin',
  '/api/auth/get-session',
  '/assets/none.js',
  ...procedures.map(({ path }) => `/api/v1/trpc/${path}`),
  ...procedures.flatMap(({ rest }) => (rest ? [`/api/v1${rest.path.replaceAll(/\{\w+\}/g, 'x')}`] : [])),
]
const tails = [
  '',
  '/',
  '//',
  '/..',
  '/../../etc/passwd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/%00',
  '%',
  '%ff%fe',
  ';x',
  '?',
  '?input=',
  '?input=%7B',
  '?input=null',
  '?input=%22x%22',
  '?batch=1&input=%7B%220%22%3A1%7D',
  '?batch=1',
  '?input[]=1&input=2',
  '?id=1&id=2&limit=-1&cursor=%00',
  '?limit=1e9&cursor=x',
  `?${'a=b&'.repeat(500)}`,
  `?input=${encodeURIComponent('['.repeat(5_000))}`,
  ',users.me',
  '?lastEventId=-1',
  '?connectionParams=%7B',
]
const bodies = [
  '',
  '{}',
  '[]',
  'null',
  '"x"',
  '{',
  '{"0":{}}',
  '{"json":{}}',
  '{"email":"a@example.org"}',
  '{"email":{"$ne":null},"otp":[]}',
  '{"__proto__":{"a":1}}',
  '\u0000',
  'a=b&c=d',
  `{"a":"${'x'.repeat(30_000)}"}`,
  '['.repeat(20_000),
  '--x\r\nContent-Disposition: form-data; name="file"; filename="../../x.pdf"\r\n\r\n%PDF-\r\n--x--\r\n',
  '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\n',
]
const extras: Record<string, string>[] = [
  {},
  { authorization: 'Bearer' },
  { authorization: 'Bearer jp_x' },
  { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' },
  { authorization: 'Basic YTpi' },
  { authorization: `Bearer ${'x'.repeat(30_000)}` },
  { cookie: 'jobpilot.session_token=x.y' },
  { cookie: 'jobpilot.session_token=%E0%A4%A' },
  { cookie: `${'a=b; '.repeat(500)}` },
  { accept: 'text/event-stream' },
  { accept: 'application/jsonl', 'trpc-accept': 'application/jsonl' },
  { 'trpc-accept': 'nonsense' },
  { 'content-encoding': 'gzip' },
  { 'x-http-method-override': 'DELETE' },
  { 'x-forwarded-for': "'; drop table users; --" },
  { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
  { origin: 'null' },
  { origin: 'https://evil.example' },
  { range: 'bytes=0-,-1' },
  { 'if-none-match': '*' },
  { traceparent: '00-zz' },
  { 'last-event-id': '99999999999999999999' },
  { expect: '100-continue' },
]
const types = [
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'nonsense',
  '',
]

const rawRequests: fc.Arbitrary<RawRequest> = fc
  .record({
    method: fc.constantFrom(
      'GET',
      'GET',
      'POST',
      'POST',
      'PUT',
      'PATCH',
      'DELETE',
      'HEAD',
      'OPTIONS',
      'TRACE',
      'PROPFIND',
    ),
    address: fc.constantFrom(...addresses),
    tail: fc.constantFrom(...tails),
    body: fc.constantFrom(...bodies),
    type: fc.constantFrom(...types),
    extra: fc.constantFrom(...extras),
    more: fc.constantFrom(...extras),
    isSignedIn: fc.boolean(),
  })
  .map(({ method, address, tail, body, type, extra, more, isSignedIn }) => ({
    method,
    path: address + tail,
    headers: {
      ...(isSignedIn ? { signed: 'in' } : {}),
      ...(type === '' ? {} : { 'content-type': type }),
      ...extra,
      ...more,
    },
    body: method === 'GET' || method === 'HEAD' ? '' : body,
  }))

interface RawAnswer {
  status: number
  text: string
  headers: Record<string, unknown>
}

/** By Node's own client, which sends what fetch would correct. A cut connection has status 0. */
function send(agent: Agent, { method, path, headers, body }: RawRequest): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const url = new URL(app.url)
    const cut = (error: Error): void => resolve({ status: 0, text: error.message, headers: {} })
    const outgoing = httpRequest(
      { host: url.hostname, port: url.port, agent, method, path, headers },
      (answer) => {
        let text = ''
        const done = (): void => resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers })
        answer.setEncoding('utf8')
        answer.on('data', (chunk: string) => {
          text += chunk
          // Streams go on: their beginning has said it.
          if (answer.headers['content-type']?.startsWith('text/event-stream')) {
            done()
            outgoing.destroy()
          }
        })
        answer.on('end', done)
        answer.on('error', cut)
      },
    )
    outgoing.setTimeout(SLOW_MS, () => outgoing.destroy(new Error('hangs')))
    outgoing.on('error', cut)
    outgoing.end(body)
  })
}

test('no request, however it is put together, breaks the server', async () => {
  const { headers: signed } = await createVisitor(app, { plan: 'pro' })
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  const samples = fc.sample(rawRequests, { numRuns: REQUESTS, seed })
  const wrong: unknown[] = []
  const waiting = [...samples]
  const work = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { signed: isSigned, ...rest } = next.headers
      const headers = isSigned === undefined ? rest : { ...signed, ...rest }
      const begun = performance.now()
      const answer = await send(agent, { ...next, headers })
      const verdict = judge(answer.status, answer.text, performance.now() - begun)
      const isCut = answer.status === 0
      const isBare = answer.status > 0 && answer.headers['x-content-type-options'] !== 'nosniff'
      if (verdict !== null || isCut || isBare)
        wrong.push({
          request: JSON.stringify(next).slice(0, 400),
          verdict: verdict ?? answer.text,
          status: answer.status,
        })
    }
  }
  await Promise.all(Array.from({ length: 4 }, work))
  agent.destroy()
  expect(samples.length).toBe(REQUESTS)
  expect(wrong).toEqual([])
}, 600_000)
