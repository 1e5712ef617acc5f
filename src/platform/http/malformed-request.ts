import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { explainError } from '../public-error.ts'
import { httpFail } from './errors.ts'

const HOST = /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:.]+\](:\d{1,5})?$/i
const OVERFLOW = 'HPE_HEADER_OVERFLOW'

/** Whether no address can be put together from the request; no handler would get to see it. */
export function isMalformed({ headers, httpVersion, url = '' }: IncomingMessage): boolean {
  const { host } = headers
  // HTTP/1.0, which health checks still speak, needs no Host.
  if (host === undefined) return httpVersion !== '1.0'
  return !HOST.test(host) || !/^(\/|https?:\/\/)/i.test(url)
}

/** The one error shape as text, for where there is no fetch Response to make. */
export function malformedText(requestId: string, code = ''): string {
  const error = httpFail(code === OVERFLOW ? 'headers_too_large' : 'malformed_request')
  const { status: _, ...rest } = explainError(error, requestId)
  return JSON.stringify({ error: { ...rest, requestId } })
}

/** Says also what Node's parser refuses in words, with the headers of every answer; it would send an empty one. */
export function explainUnreadable(server: Server, headers: readonly [name: string, value: string][]): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    const requestId = randomUUID()
    const text = malformedText(requestId, error.code)
    const status = error.code === OVERFLOW ? '431 Request Header Fields Too Large' : '400 Bad Request'
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
