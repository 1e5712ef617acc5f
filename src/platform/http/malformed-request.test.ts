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
  const fetch = ({ url }: Request) => new Response(new URL(url).pathname)
  server = await serveHttp({ host: '127.0.0.1', port: 0, appUrl, trustedProxies: 0, log, fetch })
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
