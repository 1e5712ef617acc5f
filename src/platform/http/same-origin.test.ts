import { expect, test } from 'vitest'
import { requireSameOrigin } from './same-origin.ts'

const allowed = new Set(['https://app.example.org'])

function write(headers: Record<string, string>, method = 'POST'): () => void {
  return () => requireSameOrigin(new Request('http://127.0.0.1:3000/x', { method, headers }), allowed)
}

test.each([
  ['the configured origin', { cookie: 'a=b', origin: 'https://app.example.org' }],
  ['the host it was called at', { cookie: 'a=b', origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }],
  ['no browser at all', { cookie: 'a=b' }],
  ['another site without a cookie', { origin: 'https://evil.example' }],
  ['its own page, told by the browser', { cookie: 'a=b', 'sec-fetch-site': 'same-origin' }],
])('lets pass a write from %s', (_, headers) => {
  expect(write(headers)).not.toThrow()
})

test.each([
  ['another origin', { cookie: 'a=b', origin: 'https://evil.example', host: '127.0.0.1:3000' }],
  ['an opaque origin', { cookie: 'a=b', origin: 'null', host: '127.0.0.1:3000' }],
  ['another port', { cookie: 'a=b', origin: 'http://127.0.0.1:4000', host: '127.0.0.1:3000' }],
  ['another site, told by the browser', { cookie: 'a=b', 'sec-fetch-site': 'cross-site' }],
  ['a sister site', { cookie: 'a=b', 'sec-fetch-site': 'same-site' }],
])('refuses a write with a cookie from %s', (_, headers) => {
  expect(write(headers)).toThrow(expect.objectContaining({ code: 'cross_site_request' }))
})

test('reading is not checked', () => {
  expect(write({ cookie: 'a=b', origin: 'https://evil.example' }, 'GET')).not.toThrow()
})
