import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { createLogger } from '../log.ts'
import { serveHttp, type HttpServer } from './serve.ts'

let server: HttpServer
beforeAll(async () => {
  const log = createLogger({ level: 'silent', version: '0', environment: 'test' })
  const appUrl = 'http://localhost:3000'
  const fetch = async (request: Request) =>
    new Response(new URL(request.url).pathname + (await request.text()))
  const patience = { headersMs: 200, requestMs: 400 }
  server = await serveHttp({ host: '127.0.0.1', port: 0, appUrl, trustedProxies: 0, patience, log, fetch })
})
afterAll(() => server.close(0))

async function send(request: string): Promise<{ status: number; head: string; body: string }> {
  const socket = connect(server.port, '127.0.0.1')
  socket.end(`${request}\r\nConnection: close\r\n\r\n`)
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
  return { status: Number(head.split(' ', 2)[1]), head, body }
}

const shape = z.strictObject({
  error: z.strictObject({ code: z.string(), message: z.string().min(1), requestId: z.string().min(1) }),
})

test.each([
  ['no host', 'GET /livez HTTP/1.1', 400, 'malformed_request'],
  ['an impossible host', 'GET /livez HTTP/1.1\r\nHost: a b', 400, 'malformed_request'],
  ['a host with a path', 'GET /livez HTTP/1.1\r\nHost: a/b', 400, 'malformed_request'],
  ['no address', 'OPTIONS * HTTP/1.1\r\nHost: a', 400, 'malformed_request'],
  ['a broken header', 'GET /livez HTTP/1.1\r\nHost: a\r\nno header', 400, 'malformed_request'],
  ['a method that echoes', 'TRACE /livez HTTP/1.1\r\nHost: a', 405, 'method_not_supported'],
  ['an unknown method', 'NONSENSE / HTTP/1.1\r\nHost: a', 400, 'malformed_request'],
  ['an endless address', `GET /${'a'.repeat(140_000)} HTTP/1.1\r\nHost: a`, 431, 'headers_too_large'],
])('%s is refused in the one error shape', async (_, request, status, code) => {
  const answer = await send(request)
  const { error } = shape.parse(JSON.parse(answer.body))
  expect([answer.status, error.code]).toEqual([status, code])
  expect(answer.head).toContain(error.requestId)
})

test.each([
  ['HTTP/1.0 without a host', 'GET /livez HTTP/1.0'],
  ['an absolute address', 'GET http://elsewhere/livez HTTP/1.1\r\nHost: a'],
  ['an IPv6 host', 'GET /livez HTTP/1.1\r\nHost: [::1]:3000'],
])('%s is served', async (_, request) => {
  const { status, body } = await send(request)
  expect(status).toBe(200)
  expect(body).toContain('/livez')
})

/** Sends so much and then a byte now and then, until the server has had enough. */
async function drip(start: string): Promise<{ answer: string; tookMs: number }> {
  const begun = performance.now()
  const socket = connect(server.port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(start)
  const dripping = setInterval(() => socket.write('a'), 20)
  const answer = await text(socket)
  clearInterval(dripping)
  return { answer, tookMs: performance.now() - begun }
}

test.each([
  ['headers', 'GET /livez HTTP/1.1\r\nHost: a\r\nX-Slow: '],
  ['a body', 'POST /livez HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n'],
])('a caller that drips %s is let go', async (_, start) => {
  const { answer, tookMs } = await drip(start)
  expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/)
  expect(answer).toContain('"code":"request_timeout"')
  expect(answer).toContain('X-Content-Type-Options: nosniff')
  expect(tookMs).toBeLessThan(10_000)
})
