import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createTestApp, type Person, type TestApp } from './testing/app.ts'

let app: TestApp
let ada: Person
beforeAll(async () => {
  app = await createTestApp()
  ada = await app.signIn('ada@example.org')
})
afterAll(() => app.close())

const json = { 'content-type': 'application/json' }

describe('one error shape', () => {
  test('an unknown path below /api', async () => {
    const response = await app.fetch('/api/v1/nothing/here', { headers: { 'x-request-id': 'request-42' } })
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({
      error: { code: 'unknown_path', message: expect.any(String), requestId: 'request-42' },
    })
  })

  test('an unknown path outside of every router', async () => {
    expect(await (await app.fetch('/api/elsewhere')).json()).toMatchObject({
      error: { code: 'unknown_path' },
    })
  })

  test('malformed JSON to the REST mirror', async () => {
    const response = await app.fetch('/api/v1/users/me', {
      method: 'PATCH',
      headers: { ...json, cookie: ada.cookie },
      body: '{"name":',
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { code: 'malformed_json' } })
  })

  test('malformed JSON to tRPC', async () => {
    const response = await app.fetch('/api/v1/trpc/users.update', {
      method: 'POST',
      headers: { ...json, cookie: ada.cookie },
      body: '{"name":',
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { data: { reason: 'malformed_json' } } })
  })

  test('a refused value names it', async () => {
    const response = await app.fetch('/api/v1/users/me', {
      method: 'PATCH',
      headers: { ...json, cookie: ada.cookie },
      body: JSON.stringify({ name: 'x'.repeat(101) }),
    })
    expect(response.status).toBe(400)
    const { error } = (await response.json()) as { error: { code: string; data: unknown } }
    expect(error).toMatchObject({ code: 'invalid_input', data: { issues: [{ path: 'name' }] } })
  })

  test.each(['/api/v1/trpc/users.update', '/api/v1/users/me', '/api/auth/email-otp/send-verification-otp'])(
    'a body over 1 MB to %s',
    async (path) => {
      const method = path.endsWith('/me') ? 'PATCH' : 'POST'
      const body = JSON.stringify({ name: 'x'.repeat(1_000_001), email: 'a@example.org' })
      const response = await app.fetch(path, { method, headers: { ...json, cookie: ada.cookie }, body })
      expect(response.status).toBe(413)
      const shown = path.includes('/trpc/')
        ? { code: -32013, data: { reason: 'body_too_large', httpStatus: 413 } }
        : { code: 'body_too_large' }
      expect(await response.json()).toMatchObject({ error: shown })
    },
  )

  test('a batch is answered call by call', async () => {
    const input = encodeURIComponent(JSON.stringify({}))
    const response = await app.fetch(`/api/v1/trpc/users.me,users.nope?batch=1&input=${input}`, {
      headers: { cookie: ada.cookie },
    })
    expect(response.status).toBe(207)
    const [me, nope] = (await response.json()) as [unknown, unknown]
    expect(me).toMatchObject({ result: { data: { email: 'ada@example.org' } } })
    expect(nope).toMatchObject({ error: { data: { code: 'NOT_FOUND', reason: 'unknown_path' } } })
  })
})

describe('headers', () => {
  test.each(['/', '/livez', '/api/v1/health', '/api/v1/users/me', '/api/v1/nothing', '/assets/none.js'])(
    'security headers are on every kind of answer: %s',
    async (path) => {
      const { headers } = await app.fetch(path)
      expect(headers.get('content-security-policy')).toMatch(/script-src 'self';.*frame-ancestors 'none'/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBeTruthy()
      expect(headers.get('strict-transport-security')).toBeNull()
      expect(headers.get('x-request-id')).toMatch(/^[\w-]{8,}$/)
    },
  )

  test('answers of the API are kept by no cache', async () => {
    for (const path of ['/api/v1/trpc/users.me', '/api/v1/users/me', '/api/v1/nothing']) {
      const { headers } = await app.fetch(path, { headers: { cookie: ada.cookie } })
      expect([path, headers.get('cache-control')]).toEqual([path, 'no-store'])
    }
  })

  test('a request id that could forge a log line is replaced', async () => {
    for (const id of ['short', 'a'.repeat(200), 'has space inside']) {
      const { headers } = await app.fetch('/livez', { headers: { 'x-request-id': id } })
      expect(headers.get('x-request-id')).not.toBe(id)
    }
  })

  test('only named origins may read with cookies', async () => {
    const preflight = (origin: string) =>
      app.fetch('/api/v1/users/me', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'PATCH' },
      })
    const own = await preflight('http://localhost:3000')
    expect(own.headers.get('access-control-allow-origin')).toBe('http://localhost:3000')
    expect(own.headers.get('access-control-allow-credentials')).toBe('true')
    const foreign = await preflight('https://evil.example')
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('a write with cookies from another site is refused before it does anything', async () => {
    const write = (origin: string) =>
      app.fetch('/api/v1/trpc/users.update', {
        method: 'POST',
        headers: { ...json, origin, cookie: ada.cookie },
        body: JSON.stringify({ name: origin }),
      })
    const foreign = await write('https://evil.example')
    expect(foreign.status).toBe(403)
    expect(await foreign.json()).toMatchObject({ error: { data: { reason: 'cross_site_request' } } })
    expect((await ada.client.users.me.query()).name).not.toContain('evil')
    expect((await write(app.url)).status).toBe(200)
  })
})

test('the REST mirror and its document name the same calls', async () => {
  const document = (await (await app.fetch('/api/v1/openapi.json')).json()) as {
    paths: Record<string, object>
  }
  expect(document.paths).toHaveProperty('/users/me')
  expect(document.paths['/resumes']).toMatchObject({ get: {}, post: { requestBody: {} } })
  const me = await app.fetch('/api/v1/users/me', { headers: { cookie: ada.cookie } })
  expect(await me.json()).toEqual(await ada.client.users.me.query())
})

test('the document describes errors as they are', async () => {
  const document = z
    .object({
      components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
      paths: z.record(
        z.string(),
        z.record(z.string(), z.object({ responses: z.record(z.string(), z.unknown()) })),
      ),
    })
    .parse(await (await app.fetch('/api/v1/openapi.json')).json())
  const described = z.fromJSONSchema(
    z.record(z.string(), z.unknown()).parse(document.components.schemas['Error']),
  )
  for (const path of ['/api/v1/users/me', '/api/v1/resumes/no-uuid', '/api/v1/nothing']) {
    const answer = await app.fetch(path, path.includes('uuid') ? { headers: { cookie: ada.cookie } } : {})
    expect(described.safeParse(await answer.json()), path).toMatchObject({ success: true })
  }
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
  const refusals = operations
    .flatMap(({ responses }) => Object.entries(responses))
    .filter(([status]) => !status.startsWith('2'))
  for (const [, answer] of refusals) {
    expect(answer).toHaveProperty(
      ['content', 'application/json', 'schema', '$ref'],
      '#/components/schemas/Error',
    )
  }
  expect(document.paths['/sessions/options']?.['get']).not.toHaveProperty('security')
})

test('a flag in a query string means what it says', async () => {
  const list = (query: string) => app.fetch(`/api/v1/matches${query}`, { headers: { cookie: ada.cookie } })
  for (const query of ['', '?hidden=false', '?hidden=true', '?hidden=0']) {
    expect([query, (await list(query)).status]).toEqual([query, 200])
  }
})

test('health is healthy while database and worker are there', async () => {
  expect(await (await app.fetch('/api/v1/health')).json()).toEqual({
    status: 'healthy',
    version: '0.0.0-test',
    environment: 'test',
    checks: { database: 'ok', worker: 'ok' },
  })
  expect((await app.fetch('/readyz')).status).toBe(200)
})

test('an internal error shows a reference and nothing of itself', async () => {
  const { pool } = app.database
  await pool.query('alter table users rename column name to renamed_name')
  try {
    const response = await app.fetch('/api/v1/trpc/users.me', { headers: { cookie: ada.cookie } })
    const text = await response.text()
    expect(response.status).toBe(500)
    expect(JSON.parse(text)).toMatchObject({ error: { data: { reason: 'internal_error' } } })
    expect(text).not.toMatch(/column|stack|at /)
    expect(text).toContain(response.headers.get('x-request-id'))
  } finally {
    await pool.query('alter table users rename column renamed_name to name')
  }
})

test.each([
  ['an answer', 'users.me', undefined],
  ['a refused input', 'agents.run', { id: 'no uuid' }],
  ['nothing found', 'agents.run', { id: '0190a000-0000-7000-8000-000000000001' }],
  ['no such call', 'users.nope', {}],
])('the short path of single queries answers as a batch of one does: %s', async (_, path, input) => {
  const headers = { cookie: ada.cookie, 'x-request-id': 'the-same-request' }
  const encode = (value: unknown) => encodeURIComponent(JSON.stringify(value))
  const query = input === undefined ? '' : `?input=${encode(input)}`
  const single = await app.fetch(`/api/v1/trpc/${path}${query}`, { headers })
  const batch = await app.fetch(`/api/v1/trpc/${path}?batch=1&input=${encode({ 0: input })}`, { headers })
  expect([await single.json()]).toEqual(await batch.json())
  expect(single.status).toBe(batch.status)
  expect(single.headers.get('content-type')).toBe(batch.headers.get('content-type'))
  expect(single.headers.get('vary')).toBe(batch.headers.get('vary'))
})

test.each([
  ['a body of another type', 'POST', 'users.update', 415, 'unsupported_media_type'],
  ['a foreign method', 'DELETE', 'users.me', 405, 'method_not_supported'],
  ['a broken address', 'GET', '%E0%A4%A', 400, 'malformed_address'],
  ['a batch too long', 'GET', `${Array(21).fill('users.me').join(',')}?batch=1`, 400, 'batch_too_large'],
])('%s is refused with its request id, words and as JSON', async (_, method, path, status, reason) => {
  const response = await app.fetch(`/api/v1/trpc/${path}`, {
    method,
    headers: { cookie: ada.cookie, 'x-request-id': 'the-same-request', origin: app.url },
  })
  expect([response.status, response.headers.get('content-type')]).toEqual([status, 'application/json'])
  const { error } = (await response.json()) as { error: { code: unknown; message: string; data: object } }
  expect(error).toMatchObject({ code: expect.any(Number), data: { reason, requestId: 'the-same-request' } })
  expect(error.message).not.toBe('')
})

test('the client understands a refusal that comes before its call', async () => {
  const { client } = await app.tokenFor({ email: 'many@example.org' })
  const fileName = 'board.json'
  const tooLarge = client.postings.captureFile.mutate({ fileName, base64: 'x'.repeat(6_000_001) })
  await expect(tooLarge).rejects.toMatchObject({ data: { reason: 'body_too_large' } })
  const people = await Promise.all(Array.from({ length: 50 }, () => client.users.me.query()))
  expect(new Set(people.map(({ email }) => email))).toEqual(new Set(['many@example.org']))
})

test('an input that is not JSON is the caller’s mistake', async () => {
  const response = await app.fetch('/api/v1/trpc/agents.run?input=%7B', { headers: { cookie: ada.cookie } })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ error: { data: { reason: 'malformed_json' } } })
})
