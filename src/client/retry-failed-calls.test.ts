import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient, isCallError, type Client, type ClientOptions } from '../client.ts'
import { createTestApp, type TestApp } from '../testing/app.ts'
import { until } from '../testing/until.ts'

let app: TestApp
let token: string

beforeAll(async () => {
  app = await createTestApp()
  token = (await app.tokenFor({ email: 'ada@example.org' })).token
})
afterAll(() => app.close())

type Answer = () => Response | Promise<Response>
const refusal =
  (status: number, headers: Record<string, string> = {}): Answer =>
  () =>
    new Response('{}', { status, headers })
const callError = { name: 'TRPCClientError' }
const lost: Answer = () => Promise.reject(new TypeError('fetch failed'))

/** A client whose first requests meet these answers instead of the server; it notes what it sends. */
function clientAfter(troubles: Answer[], options: Partial<ClientOptions> = {}) {
  const sent: { path: string; authorization: string | null }[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const address = input instanceof Request ? input.url : String(input)
    sent.push({
      path: new URL(address).pathname.replace('/api/v1/trpc/', ''),
      authorization: new Headers(init?.headers).get('authorization'),
    })
    return troubles.shift()?.() ?? globalThis.fetch(input, init)
  }
  return { client: createClient({ url: app.url, token, fetch, ...options }), sent }
}

test('a query is tried again after a lost connection and an answer that passes', async () => {
  const { client, sent } = clientAfter([lost, refusal(503), refusal(429)])
  expect(await client.users.me.query()).toMatchObject({ email: 'ada@example.org' })
  expect(sent).toHaveLength(4)
})

test('only as often as allowed', async () => {
  const never = clientAfter([refusal(503)], { retries: 0 })
  await expect(never.client.users.me.query()).rejects.toMatchObject(callError)
  expect(never.sent).toHaveLength(1)
  const once = clientAfter([lost, lost, lost], { retries: 1 })
  const error: unknown = await once.client.users.me.query().catch((thrown: unknown) => thrown)
  expect([isCallError(error), once.sent.length]).toEqual([true, 2])
})

test('a change is never sent twice, and a plain refusal stays', async () => {
  const changing = clientAfter([refusal(503)])
  await expect(changing.client.tokens.create.mutate({ name: 'x' })).rejects.toMatchObject(callError)
  expect(changing.sent).toHaveLength(1)
  const wrong = clientAfter([])
  const error: unknown = await wrong.client.drafts.get
    .query({ id: '00000000-0000-4000-8000-000000000000' })
    .catch((thrown: unknown) => thrown)
  expect(isCallError(error) && error.data?.reason).toBe('draft_not_found')
  expect(wrong.sent).toHaveLength(1)
})

test('it stays away as long as it is asked to, and doesn’t wait for what is too far off', async () => {
  const started = performance.now()
  await clientAfter([refusal(429, { 'Retry-After': '1' })]).client.users.me.query()
  expect(performance.now() - started).toBeGreaterThan(990)
  const far = clientAfter([refusal(429, { 'Retry-After': '3600' })])
  await expect(far.client.users.me.query()).rejects.toMatchObject(callError)
  expect(far.sent).toHaveLength(1)
})

test('an abandoned query is not tried again', async () => {
  const stop = new AbortController()
  const { client, sent } = clientAfter([lost, lost, lost])
  const answer = client.users.me.query(undefined, { signal: stop.signal })
  await until(async () => sent.length === 1)
  stop.abort()
  await expect(answer).rejects.toMatchObject(callError)
  expect(sent.length).toBeLessThan(4)
})

test('calls of one moment travel together, in batches the server takes, each asking for the token anew', async () => {
  let asked = 0
  const { client, sent } = clientAfter([], { token: async () => (asked++, token) })
  const answers = await Promise.all(Array.from({ length: 45 }, () => client.users.me.query()))
  expect(new Set(answers.map(({ email }) => email))).toEqual(new Set(['ada@example.org']))
  expect(sent.map(({ path }) => path.split(',').length)).toEqual([20, 20, 5])
  expect(sent.every(({ authorization }) => authorization === `Bearer ${token}`)).toBe(true)
  expect(asked).toBe(3)
})

test('a stream comes back after refusals that pass, and tells those that stay', async () => {
  const { client, sent } = clientAfter([refusal(503), refusal(502)])
  let started = false
  const stream = client.agents.events.subscribe({}, { onStarted: () => (started = true) })
  await until(async () => started)
  stream.unsubscribe()
  expect(sent).toHaveLength(3)

  const failing = { token: () => Promise.reject(new Error('no token today')) }
  expect(await failureOf(clientAfter([], failing).client)).toMatchObject({ message: 'no token today' })
  const unknown = clientAfter([], { token: 'jp_unknown' })
  expect(await failureOf(unknown.client)).toMatchObject({ data: { httpStatus: 401 } })
  expect(unknown.sent).toHaveLength(1)
})

function failureOf(client: Client): Promise<Error> {
  return new Promise((resolve) => client.agents.events.subscribe({}, { onError: resolve }))
}
