import { expect, test } from 'vitest'
import { requireOwnHost, requireSameOrigin } from './same-origin.ts'

const allowedOrigins = new Set(['https://app.example.org'])
const own = { host: 'app.example.org' }
const cookie = { cookie: 'jobpilot.session_token=x', ...own }

function request(headers: Record<string, string>, method = 'POST'): Request {
  return new Request('http://127.0.0.1:3000/x', { method, headers })
}

function write(headers: Record<string, string>, method?: string): () => void {
  return () => requireSameOrigin(request(headers, method), { allowedOrigins })
}

test.each([
  ['the configured origin', { ...cookie, origin: 'https://app.example.org' }],
  ['the host it was called at', { cookie: 'a=b', origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }],
  ['no browser at all', { ...cookie, 'content-type': 'application/json' }],
  ['no browser, with nothing to say', cookie],
  ['another site without a cookie', { ...own, origin: 'https://evil.example' }],
  ['its own page, told by the browser', { ...cookie, 'sec-fetch-site': 'same-origin' }],
  ['a person who typed it', { ...cookie, 'sec-fetch-site': 'none' }],
])('lets pass a write from %s', (_, headers) => {
  expect(write(headers)).not.toThrow()
})

const form = { 'content-type': 'text/plain' }

test.each([
  ['another origin', { ...cookie, origin: 'https://evil.example' }],
  [
    'another origin, as JSON',
    { ...cookie, origin: 'https://evil.example', 'content-type': 'application/json' },
  ],
  ['a form of another origin, as text', { ...cookie, ...form, origin: 'https://evil.example' }],
  ['a form in a sandboxed frame', { ...cookie, ...form, origin: 'null' }],
  ['a page of data: or file:', { ...cookie, origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ['an empty origin', { ...cookie, origin: '' }],
  ['a subdomain', { ...cookie, origin: 'https://user.app.example.org' }],
  ['the domain above', { ...cookie, origin: 'https://example.org' }],
  ['a sister', { ...cookie, origin: 'https://blog.example.org' }],
  ['a name that begins alike', { ...cookie, origin: 'https://app.example.org.evil.example' }],
  ['a name that ends alike', { ...cookie, origin: 'https://evilapp.example.org' }],
  ['a name before an @', { ...cookie, origin: 'https://app.example.org@evil.example' }],
  ['our name as another’s path', { ...cookie, origin: 'https://evil.example/app.example.org' }],
  ['our name in another protocol', { cookie: 'a=b', host: 'evil.example', origin: 'http://app.example.org' }],
  ['another port', { cookie: 'a=b', origin: 'http://127.0.0.1:4000', host: '127.0.0.1:3000' }],
  ['two origins', { ...cookie, origin: 'https://app.example.org https://evil.example' }],
  ['another site, told by the browser', { ...cookie, 'sec-fetch-site': 'cross-site' }],
  ['a sister site, told by the browser', { ...cookie, 'sec-fetch-site': 'same-site' }],
  ['a site that the browser has no word for', { ...cookie, 'sec-fetch-site': 'else' }],
  ['a form from nowhere, as text', { ...cookie, ...form }],
  ['a form from nowhere', { ...cookie, 'content-type': 'application/x-www-form-urlencoded' }],
  ['a form with a file from nowhere', { ...cookie, 'content-type': ' Multipart/Form-Data; boundary=x' }],
])('refuses a write with a cookie from %s', (_, headers) => {
  expect(write(headers)).toThrow(expect.objectContaining({ code: 'cross_site_request' }))
})

test.each(['PUT', 'PATCH', 'DELETE', 'PROPFIND'])('%s is a write as well', (method) => {
  expect(write({ ...cookie, origin: 'https://evil.example' }, method)).toThrow(/origin/)
})

test('reading is not checked', () => {
  expect(write({ ...cookie, origin: 'https://evil.example' }, 'GET')).not.toThrow()
})

test('no other site signs a person in, cookie or not', () => {
  const signIn = (headers: Record<string, string>) => () =>
    requireSameOrigin(request({ ...own, ...headers }), { allowedOrigins, signsIn: true })
  expect(signIn({ ...form, origin: 'https://evil.example' })).toThrow(/origin/)
  expect(signIn({ ...form, origin: 'null' })).toThrow(/origin/)
  expect(signIn({ 'sec-fetch-site': 'cross-site' })).toThrow(/site/)
  expect(signIn({ origin: 'https://app.example.org' })).not.toThrow()
  expect(signIn({})).not.toThrow()
})

const callAs = (url: string) => () => requireOwnHost(new Request(url), 'http://box.example.org:3000')

test.each([
  'http://localhost:3000/dev/mailbox',
  'http://127.0.0.1:3000/',
  'http://[::1]:3000/',
  'http://jobs.localhost:3000/',
  'http://box.example.org:3000/',
])('a machine of one’s own may be called as %s', (url) => {
  expect(callAs(url)).not.toThrow()
})

test.each([
  'http://evil.example:3000/dev/mailbox',
  'http://localhost.evil.example:3000/',
  'http://127.0.0.1.evil.example/',
  'http://192.168.0.2:3000/',
])('but not as %s, whose name somebody made to lead here', (url) => {
  expect(callAs(url)).toThrow(expect.objectContaining({ code: 'foreign_host' }))
})
