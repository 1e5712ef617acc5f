import { connect } from 'node:net'
import { text as readAll } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type TestApp } from './testing/app.ts'
import { createVisitor } from './testing/callers.ts'

/** What everybody on the internet sees of the server: headers, cookies, refusals. */

const appUrl = 'https://jobs.example.org'
let app: TestApp
let cookie = ''
beforeAll(async () => {
  app = await createTestApp({ config: { role: 'web', securityContact: 'security@example.org' } })
  cookie = (await createVisitor(app)).headers['cookie'] ?? ''
})
afterAll(() => app.close())

const wanted = [
  'content-security-policy',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
  'permissions-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
]

/** Sends it as it stands; the head of the answer by name, and its body. */
async function sendRaw(request: string, to = app): Promise<{ head: Map<string, string>; body: string }> {
  const { hostname, port } = new URL(to.url)
  const socket = connect(Number(port), hostname)
  socket.write(request)
  const [head = '', body = ''] = (await readAll(socket)).split('\r\n\r\n')
  const lines = head.split('\r\n').slice(1)
  const pairs = lines.map((line): [string, string] => {
    const colon = line.indexOf(': ')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 2)]
  })
  return { head: new Map(pairs), body }
}

test.each([
  ['a page', 'GET', '/'],
  ['a deep page', 'GET', '/matches/1'],
  ['a script that isn’t there', 'GET', '/assets/none.js'],
  ['a health check', 'GET', '/livez'],
  ['an answer', 'GET', '/api/v1/users/me'],
  ['an answer of tRPC', 'GET', '/api/v1/trpc/users.me'],
  ['the API’s page', 'GET', '/api/v1/docs'],
  ['nothing there', 'GET', '/api/v1/nothing'],
  ['a refused body', 'POST', '/api/v1/trpc/users.update'],
  ['a foreign method', 'PROPFIND', '/api/v1/users/me'],
  ['a preflight', 'OPTIONS', '/api/v1/users/me'],
  ['a broken address', 'GET', '/api/v1/trpc/%E0%A4%A'],
  ['a signed file that isn’t there', 'GET', '/api/v1/files/none'],
  ['a broken request', 'GET', ' broken'],
  ['the security contact', 'GET', '/.well-known/security.txt'],
])('all security headers are on %s', async (_, method, path) => {
  const { head } = await sendRaw(
    `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
  )
  expect(wanted.filter((name) => !head.has(name))).toEqual([])
  expect(head.get('x-content-type-options')).toBe('nosniff')
  expect(head.get('content-security-policy')).not.toMatch(/script-src[^;]*(unsafe|\*|data:)/)
  expect(head.has('x-powered-by') || head.has('server')).toBe(false)
})

describe('the security contact', () => {
  test('is where RFC 9116 wants it', async () => {
    const answer = await app.fetch('/.well-known/security.txt')
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; charset=utf-8/i)
    const fields = new Map(
      (await answer.text())
        .trim()
        .split('\n')
        .map((line) => line.split(/: (.*)/).slice(0, 2) as [string, string]),
    )
    expect(fields.get('Contact')).toBe('mailto:security@example.org')
    const left = Date.parse(fields.get('Expires') ?? '') - Date.now()
    expect(left).toBeGreaterThan(30 * 86_400_000)
    expect(left).toBeLessThan(365 * 86_400_000)
    expect(fields.get('Canonical')).toBe('http://localhost:3000/.well-known/security.txt')
  })
})

describe('reached by https', () => {
  let secure: TestApp
  beforeAll(async () => {
    secure = await createTestApp({ config: { role: 'web', appUrl } })
  })
  afterAll(() => secure.close())

  test('the session’s cookie is for this site, its pages’ requests and https alone', async () => {
    const post = (path: string, body: object) =>
      secure.fetch(`/api/auth${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: appUrl },
        body: JSON.stringify(body),
      })
    const email = 'ada@example.org'
    await post('/email-otp/send-verification-otp', { email, type: 'sign-in' })
    const otp = /\b(\d{6})\b/.exec(secure.mails[0]?.subject ?? '')?.[1] ?? ''
    const answer = await post('/sign-in/email-otp', { email, otp })
    const cookies = answer.headers.getSetCookie()
    expect(answer.status).toBe(200)
    expect(cookies.length).toBeGreaterThan(0)
    for (const line of cookies) {
      expect(line).toMatch(/^__Secure-jobpilot\./)
      expect(line).toMatch(/; Secure\b/i)
      expect(line).toMatch(/; HttpOnly\b/i)
      expect(line).toMatch(/; SameSite=(Lax|Strict)\b/i)
      expect(line).not.toMatch(/; Domain=/i)
    }
    // The secret is for the cookie alone: no script of the page may read it.
    const secret = /session_token=([^;.%]+)/.exec(cookies.join())?.[1] ?? 'none'
    expect(await answer.text()).not.toContain(secret)
  })

  test('it asks browsers to come by https from now on, and names no contact that it hasn’t', async () => {
    const answer = await secure.fetch('/.well-known/security.txt')
    expect(answer.status).toBe(404)
    expect(answer.headers.get('strict-transport-security')).toContain('max-age=')
  })
})

test('another site can neither sign a person in nor make them write', async () => {
  const attacks: [path: string, headers: Record<string, string>][] = [
    ['/api/auth/sign-in/email-otp', { origin: 'https://evil.example', 'content-type': 'text/plain' }],
    ['/api/auth/sign-in/email-otp', { origin: 'null', 'content-type': 'text/plain' }],
    ['/api/auth/sign-out', { origin: 'https://evil.example', cookie }],
    ['/api/v1/trpc/users.update', { origin: 'https://evil.example', cookie, 'content-type': 'text/plain' }],
    ['/api/v1/trpc/users.update', { cookie, 'content-type': 'text/plain' }],
    ['/api/v1/resumes', { cookie, 'content-type': 'multipart/form-data; boundary=x' }],
    ['/api/v1/resumes', { origin: 'https://localhost.evil.example', cookie }],
    [
      '/api/v1/postings/capture-text',
      { 'sec-fetch-site': 'same-site', cookie, 'content-type': 'application/json' },
    ],
  ]
  const answers = await Promise.all(
    attacks.map(async ([path, headers]) => {
      const answer = await app.fetch(path, { method: 'POST', headers, body: '{}' })
      return { path, status: answer.status, isRefused: (await answer.text()).includes('cross_site_request') }
    }),
  )
  expect(answers.filter(({ status, isRefused }) => status !== 403 || !isRefused)).toEqual([])
})

test('on a person’s own machine a site whose name leads here reads nothing, not even their mail', async () => {
  const local = await createTestApp({ config: { role: 'web', appEnv: 'local' } })
  try {
    const ask = (host: string, path: string) =>
      sendRaw(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`, local)
    for (const path of ['/dev/mailbox', '/', '/api/v1/health', '/metrics'])
      expect((await ask('evil.example:3000', path)).body).toContain('"code":"foreign_host"')
    expect((await ask('localhost:3000', '/dev/mailbox')).body).toContain('Mailbox')
  } finally {
    await local.close()
  }
})

describe('whatever goes wrong, an answer shows a reference and nothing of the inside', () => {
  const inside = /\n\s+at |node_modules|\.ts:\d|relation|column|select |postgres|renamed|TypeError/i
  const layers: [layer: string, method: string, path: string, body?: string][] = [
    ['a query', 'GET', '/api/v1/trpc/users.me'],
    ['a batch', 'GET', '/api/v1/trpc/users.me,tokens.list?batch=1'],
    ['the mirror', 'GET', '/api/v1/users/me'],
    ['a change', 'POST', '/api/v1/trpc/users.update', '{"name":"Ada"}'],
    ['a stream', 'GET', '/api/v1/trpc/users.me?stream'],
  ]

  test('when the database isn’t as it should be', async () => {
    const { pool } = app.database
    await pool.query('alter table users rename column name to renamed_name')
    try {
      for (const [layer, method, path, body] of layers) {
        const answer = await app.fetch(path, {
          method,
          headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
          ...(body ? { body } : {}),
        })
        const said = await answer.text()
        expect([layer, answer.status >= 500 || answer.status === 207]).toEqual([layer, true])
        expect([layer, inside.exec(said)?.[0]]).toEqual([layer, undefined])
        expect(said).toContain(answer.headers.get('x-request-id') ?? 'none')
      }
    } finally {
      await pool.query('alter table users rename column renamed_name to name')
    }
  })

  test.each([
    ['a body that is no JSON', 'POST', '/api/v1/trpc/users.update', '{'],
    ['a body of another type', 'POST', '/api/v1/users/me', 'x'],
    ['an input that is no JSON', 'GET', '/api/v1/trpc/agents.run?input=%7B', undefined],
    ['an id that is none', 'GET', "/api/v1/resumes/'%20or%201=1", undefined],
    ['a broken cookie', 'GET', '/api/v1/users/me?cookie', undefined],
    [
      'text that Postgres can’t hold',
      'GET',
      '/api/v1/trpc/agents.runs?input=%7B%22agent%22%3A%22a%5Cu0000%22%7D',
      undefined,
    ],
    ['an upload that is none', 'POST', '/api/v1/resumes', 'x'],
    ['a message of nobody', 'POST', '/api/v1/webhooks/clerk', '{}'],
    ['a code that is none', 'POST', '/api/auth/sign-in/email-otp', '{"email":1}'],
  ])('when it is sent %s', async (_, method, path, body) => {
    const answer = await app.fetch(path, {
      method,
      headers: {
        cookie: path.endsWith('?cookie') ? 'jobpilot.session_token=%E0%A4%A.x' : cookie,
        origin: app.url,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(await answer.text()).not.toMatch(inside)
  })
})
