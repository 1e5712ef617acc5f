import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { TRPCError } from '@trpc/server'
import { explainError } from '../public-error.ts'
import { httpFail } from './errors.ts'

const HOST = /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:.]+\](:\d{1,5})?$/i

/** What Node's parser and its clock say → our code, and the status that belongs to it. */
const unreadable: Record<string, { code: Parameters<typeof httpFail>[0]; status: string }> = {
  HPE_HEADER_OVERFLOW: { code: 'headers_too_large', status: '431 Request Header Fields Too Large' },
  ERR_HTTP_REQUEST_TIMEOUT: { code: 'request_timeout', status: '408 Request Timeout' },
}
const malformed: { code: Parameters<typeof httpFail>[0]; status: string } = {
  code: 'malformed_request',
  status: '400 Bad Request',
}

/** Whether no address can be put together from the request. */
function isMalformed({ headers, httpVersion, url = '' }: IncomingMessage): boolean {
  const { host } = headers
  // HTTP/1.0, which health checks still speak, needs no Host.
  if (host === undefined) return httpVersion !== '1.0'
  return !HOST.test(host) || !/^(\/|https?:\/\/)/i.test(url)
}

interface Refusal {
  status: number
  /** The one error shape as text, for where there is no fetch Response to make. */
  text: string
}

function refuse(error: unknown, requestId: string): Refusal {
  const { status, ...rest } = explainError(error, requestId)
  return { status, text: JSON.stringify({ error: { ...rest, requestId } }) }
}

/** What to answer where no fetch Request could be made; null where one can. */
export function refuseEarly(request: IncomingMessage, requestId: string): Refusal | null {
  if (isMalformed(request)) return refuse(httpFail('malformed_request'), requestId)
  // It would send back the headers it was sent; fetch knows no such request.
  if (request.method === 'TRACE') return refuse(new TRPCError({ code: 'METHOD_NOT_SUPPORTED' }), requestId)
  return null
}

/** Says also what Node's parser refuses in words, with the headers of every answer; it would send an empty one. */
export function explainUnreadable(server: Server, headers: readonly [name: string, value: string][]): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    const requestId = randomUUID()
    const { code, status } = unreadable[error.code ?? ''] ?? malformed
    const { text } = refuse(httpFail(code), requestId)
    const head = [
      `HTTP/1.1 ${status}`,
      'Connection: close',
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(text)}`,
      `X-Request-Id: ${requestId}`,
      ...headers.map(([name, value]) => `${name}: ${value}`),
    ]
    socket.end(`${head.join('\r\n')}\r\n\r\n${text}`)
  })
}
