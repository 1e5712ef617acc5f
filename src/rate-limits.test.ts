import { randomUUID } from 'node:crypto'
import type { AnyTRPCRouter } from '@trpc/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createApp, type App } from './app.ts'
import { appRouter } from './router.ts'
import { createTestApp, type Caller, type TestApp } from './testing/app.ts'
import { testConfig } from './testing/config.ts'

const PATIENCE_MS = 20_000
const settings = { rateLimitFactor: 1, trustedProxies: 1 }

let first: TestApp
/** A second process on the same database. */
let second: App
beforeAll(async () => {
  first = await createTestApp({ config: settings, limitPatienceMs: PATIENCE_MS })
  const { databaseUrl, dataDir } = first.ctx.config
  second = await createApp(testConfig({ databaseUrl, dataDir, ...settings }), {
    limitPatienceMs: PATIENCE_MS,
    schedules: [],
  })
})
afterAll(async () => {
  await second.stop()
  await first.close()
})

type Answered = { status: number; headers: Headers; body: string }

async function answered(response: Response): Promise<Answered> {
  return { status: response.status, headers: response.headers, body: await response.text() }
}

const ask = (app: Pick<App, 'fetch'>, path: string, init: RequestInit = {}) =>
  app.fetch(new Request(`http://localhost:3000/api/v1${path}`, init)).then(answered)

const bearer = ({ token }: { token: string }) => ({ authorization: `Bearer ${token}` })
const withStatus = (answers: readonly Answered[], status: number) =>
  answers.filter((answer) => answer.status === status)

let people = 0
const newToken = (plan: 'free' | 'pro' = 'free') =>
  first.tokenFor({ email: `person${people++}@example.org`, plan })

describe('a token', () => {
  test('gives 100 calls an hour over all processes, by tRPC and REST alike', async () => {
    const headers = bearer(await newToken())
    const ways = [
      () => ask(first.app, '/trpc/users.me', { headers }),
      () => ask(second, '/trpc/users.me', { headers }),
      () => ask(first.app, '/users/me', { headers }),
      () => ask(second, '/users/me', { headers }),
    ]
    const answers = await Promise.all(Array.from({ length: 100 }, () => ways.map((call) => call())).flat())
    expect(withStatus(answers, 200)).toHaveLength(100)
    const refused = withStatus(answers, 429)
    expect(refused).toHaveLength(300)
    for (const { headers: told } of refused) {
      expect(told.get('retry-after')).toMatch(/^(3[0-6])$/)
      expect(told.get('ratelimit-limit')).toBe('100')
      expect(told.get('ratelimit-remaining')).toBe('0')
      expect(told.get('ratelimit-reset')).toMatch(/^3[56]\d\d$/)
    }
  })

  test('that is over it is told so in each shape', async () => {
    const headers = bearer(await newToken())
    const batch = Array(20).fill('users.me').join(',')
    for (let turn = 0; turn < 5; turn++) await ask(first.app, `/trpc/${batch}?batch=1`, { headers })
    const details = {
      retryAfterSeconds: expect.any(Number) as number,
      limit: 100,
      windowSeconds: 3_600,
      scope: 'calls',
    }
    const trpc = await ask(first.app, '/trpc/users.me', { headers })
    expect(JSON.parse(trpc.body)).toMatchObject({
      error: { data: { code: 'TOO_MANY_REQUESTS', httpStatus: 429, reason: 'too_many_requests', details } },
    })
    const rest = await ask(second, '/users/me', { headers })
    expect(JSON.parse(rest.body)).toMatchObject({
      error: { code: 'too_many_requests', data: details, message: expect.stringContaining('100') as string },
    })
  })

  test('pays for each call of a batch, of which as many pass as are left', async () => {
    const headers = bearer(await newToken())
    const batch = (size: number) =>
      ask(second, `/trpc/${Array(size).fill('users.me').join(',')}?batch=1`, { headers })
    for (const left of [80, 60, 40, 20]) {
      expect((await batch(20)).headers.get('ratelimit-remaining')).toBe(String(left))
    }
    await batch(15)
    const mixed = await batch(8)
    expect(mixed.status).toBe(207)
    expect(mixed.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(mixed.headers.get('ratelimit-remaining')).toBe('0')
    expect((JSON.parse(mixed.body) as object[]).filter((one) => 'result' in one)).toHaveLength(5)
    expect((await batch(2)).status).toBe(429)
  })

  test('gives a thousand as soon as an admin has given the larger plan', async () => {
    const ada = await newToken()
    const admin = await first.tokenFor({ email: 'admin@example.org', role: 'admin' })
    const before = await ask(first.app, '/users/me', { headers: bearer(ada) })
    expect(before.headers.get('ratelimit-limit')).toBe('100')
    await admin.client.people.setPlan.mutate({ id: ada.userId, plan: 'pro', reason: 'They paid for it' })
    const after = await ask(first.app, '/users/me', { headers: bearer(ada) })
    expect(after.headers.get('ratelimit-limit')).toBe('1000')
    expect(after.headers.get('ratelimit-remaining')).toBe('998')
  })
})

describe('somebody signed in', () => {
  test('reads as a page does, and pays for what costs', async () => {
    const ada = await first.signIn('ada@example.org')
    const headers = { cookie: ada.cookie }
    const read = () => ask(first.app, '/users/me', { headers })
    const reads = await Promise.all(Array.from({ length: 150 }, read))
    expect(withStatus(reads, 200)).toHaveLength(150)
    expect(reads[0]?.headers.get('ratelimit-limit')).toBe('600')
    const body = JSON.stringify({ id: randomUUID() })
    const act = () =>
      ask(first.app, '/trpc/agents.retry', {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', origin: 'http://localhost:3000' },
        body,
      })
    const acts = await Promise.all(Array.from({ length: 105 }, act))
    expect(withStatus(acts, 404)).toHaveLength(100)
    expect(withStatus(acts, 429)).toHaveLength(5)
    expect((await read()).status).toBe(200)
  })

  test('uploads 30 files an hour', async () => {
    const eve = await first.tokenFor({ email: 'eve@example.org', plan: 'pro' })
    const upload = () => eve.upload('notes.txt', Buffer.from('no résumé'))
    const answers = await Promise.all(Array.from({ length: 32 }, () => upload().then(answered)))
    expect(withStatus(answers, 429)).toHaveLength(2)
    const [refused] = withStatus(answers, 429)
    expect(refused?.headers.get('ratelimit-limit')).toBe('30')
    expect(refused?.headers.get('retry-after')).toMatch(/^1[12]\d$/)
    expect(JSON.parse(refused?.body ?? '')).toMatchObject({ error: { data: { scope: 'uploads' } } })
  })

  test('captures 60 postings an hour', async () => {
    const joe = await newToken('pro')
    const capture = (caller: Caller) =>
      caller.client.postings.captureText.mutate({ text: '' }).catch((error: unknown) => error)
    const answers = await Promise.all(Array.from({ length: 62 }, () => capture(joe)))
    const limited = answers.filter((answer) => String(answer).includes('captured postings an hour'))
    expect(limited).toHaveLength(2)
  })
})

describe('somebody unknown', () => {
  const from = (address: string, headers: Record<string, string> = {}) =>
    first.fetch('/api/v1/users/me', { headers: { 'x-forwarded-for': address, ...headers } }).then(answered)

  test('with a bad token may try 100 times an hour from one network', async () => {
    const bad = { authorization: 'Bearer jp_guessed' }
    const hosts = Array.from({ length: 105 }, (_, at) => `2001:db8:5:5::${(at + 1).toString(16)}`)
    const answers = await Promise.all(hosts.map((host) => from(host, bad)))
    expect(withStatus(answers, 401)).toHaveLength(100)
    expect(withStatus(answers, 429)).toHaveLength(5)
    expect((await from('2001:db8:5:6::1', bad)).status).toBe(401)
  })

  test('is told to sign in, however often the page asks within reason', async () => {
    const answers = await Promise.all(Array.from({ length: 120 }, () => from('198.51.100.9')))
    expect(withStatus(answers, 401)).toHaveLength(120)
    expect(answers[0]?.headers.get('ratelimit-limit')).toBe('600')
  })
})

test('health and the description of the API are not counted', async () => {
  for (const path of ['/health', '/openapi.json']) {
    const { headers } = await ask(first.app, path)
    expect(headers.get('ratelimit-limit')).toBeNull()
  }
})

test('whatever starts a run, and the archive of everything, says what it costs', () => {
  const definition = z.object({
    meta: z.object({ costs: z.string().optional() }),
    output: z.instanceof(z.ZodObject).optional().catch(undefined),
  })
  const router: AnyTRPCRouter = appRouter
  const all: Record<string, { _def: unknown }> = router._def.procedures
  const procedures = Object.entries(all).map(([name, { _def }]) => ({ name, ...definition.parse(_def) }))
  const starting = procedures.filter(({ output }) => output && Object.keys(output.shape).join() === 'runId')
  expect(starting.length).toBeGreaterThan(5)
  const free = starting.filter(({ meta }) => meta.costs === undefined).map(({ name }) => name)
  // What is kept was paid for when it was previewed.
  expect(free).toEqual(['postings.keep'])
  expect(procedures.find(({ name }) => name === 'privacy.exports.start')?.meta.costs).toBe('action')
})
