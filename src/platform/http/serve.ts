import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { isIP } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Logger } from '../log.ts'
import { StartupError } from '../startup-error.ts'
import { explainUnreadable, refuseEarly } from './malformed-request.ts'
import { describeRequest, type RequestInfo } from './request-info.ts'
import { securityHeaders } from './security-headers.ts'
import { withoutSignedToken } from './signed-files.ts'

/** What a route learns about the connection. */
export interface RequestEnv {
  info: RequestInfo
  /** Address of the caller, seen past the trusted proxies. */
  remoteAddress: string
  /** Fires when the caller leaves before the answer is complete. */
  signal?: AbortSignal
  /** Node's own response, for what writes to it directly (RESPONSE_ALREADY_SENT). */
  outgoing?: ServerResponse
}

export interface ServeOptions {
  host: string
  port: number
  appUrl: string
  /** Where Clerk's browser part comes from; absent: Clerk isn't set up. */
  clerkOrigin?: string | undefined
  /** See Config. */
  trustedProxies: number
  /** How long a caller may take to send its headers, and all of its request; default 10 s and 2 min. */
  patience?: { headersMs: number; requestMs: number }
  log: Logger
  fetch(request: Request, env: RequestEnv): Response | Promise<Response>
}

export interface HttpServer {
  port: number
  /** Stops accepting, lets requests finish within `drainMs`, then cuts what is left. */
  close(drainMs: number): Promise<void>
}

function header(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

/**
 * The last `trustedProxies` entries of X-Forwarded-For were written by our own proxies, the first of which
 * saw the caller; whatever stands before was written by the caller and is not believed.
 */
export function callerAddress(
  request: { headers: IncomingMessage['headers']; socket: { remoteAddress?: string | undefined } },
  trustedProxies: number,
): string {
  const peer = request.socket.remoteAddress ?? ''
  if (trustedProxies === 0) return peer
  const forwarded = (header(request.headers['x-forwarded-for']) ?? '').split(',').map((entry) => entry.trim())
  const entry = forwarded.at(-trustedProxies) ?? ''
  return isIP(entry) === 0 ? peer : entry
}

/** One line per request, once the answer has ended; without query strings, bodies or addresses. */
function logAnswer(
  log: Logger,
  request: IncomingMessage,
  response: ServerResponse,
  { info, started }: { info: RequestInfo; started: number },
): void {
  log.info({
    request_id: info.requestId,
    trace_id: info.traceId,
    method: request.method,
    route: withoutSignedToken(request.url?.split('?', 1)[0] ?? ''),
    status: response.writableFinished ? response.statusCode : 499,
    duration_ms: Math.round(performance.now() - started),
  })
}

/** Why the port could not be had, and what to do. */
export function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const words: Record<string, string> = {
    EADDRINUSE: `PORT ${port} is taken by another program (perhaps JobPilot runs already). Stop it or choose another: PORT=${port + 1}`,
    EACCES: `PORT ${port} is reserved for administrators. Choose one above 1023, for example PORT=3000`,
    EADDRNOTAVAIL: `HOST ${host} is no address of this machine. Use HOST=127.0.0.1, or 0.0.0.0 for all of them`,
  }
  const known = words[error.code ?? '']
  return known === undefined ? error : new StartupError(known)
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)))
    server.listen(port, host, () => {
      server.removeAllListeners('error')
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

/**
 * Headers, ids and log lines are set on Node's response, before the fetch handler: that costs a fraction of
 * doing so on a fetch Response, and covers answers that the adapter itself gives.
 */
export async function serveHttp(options: ServeOptions): Promise<HttpServer> {
  const headers = securityHeaders(options.appUrl, { clerkOrigin: options.clerkOrigin ?? null })
  const envs = new WeakMap<IncomingMessage, RequestEnv>()
  const listener = getRequestListener(
    (request, { incoming }) => {
      const env = envs.get(incoming as IncomingMessage) // we serve HTTP/1.1 only
      if (!env) throw new Error('A request came past the server')
      return options.fetch(request, env)
    },
    { hostname: 'localhost' },
  )
  let closing = false
  // Uploads may be slow; what never sends a request line or headers is cut early.
  const { headersMs, requestMs } = options.patience ?? { headersMs: 10_000, requestMs: 120_000 }
  const limits = {
    // A query carries its input in the address: a draft to be checked is 20,000 characters long.
    maxHeaderSize: 131_072,
    requireHostHeader: false,
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: headersMs / 4,
    keepAliveTimeout: 65_000,
  }
  const server = createServer(limits, (request, response) => {
    const info = describeRequest(
      header(request.headers['x-request-id']),
      header(request.headers['traceparent']),
    )
    const leaving = new AbortController()
    envs.set(request, {
      info,
      remoteAddress: callerAddress(request, options.trustedProxies),
      signal: leaving.signal,
      outgoing: response,
    })
    response.setHeader('X-Request-Id', info.requestId)
    for (const [name, value] of headers) response.setHeader(name, value)
    // What the API answers is one person's and of this moment; a route may say otherwise.
    if (request.url?.startsWith('/api/')) response.setHeader('Cache-Control', 'no-store')
    if (closing) response.setHeader('Connection', 'close')
    const started = performance.now()
    response.once('close', () => {
      if (!response.writableFinished) leaving.abort()
      logAnswer(options.log, request, response, { info, started })
    })
    const refusal = refuseEarly(request, info.requestId)
    if (!refusal) return void listener(request, response)
    const { status, text } = refusal
    const length = Buffer.byteLength(text)
    response.writeHead(status, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': length,
    })
    response.end(text)
  })
  explainUnreadable(server, headers)
  const port = await listen(server, options.host, options.port)

  return {
    port,
    close: (drainMs) =>
      new Promise((resolve) => {
        closing = true
        // Node closes those that are idle now; one that finishes its request later stays open otherwise.
        const sweep = setInterval(() => server.closeIdleConnections(), 50)
        const cut = setTimeout(() => server.closeAllConnections(), drainMs)
        server.close(() => {
          clearInterval(sweep)
          clearTimeout(cut)
          resolve()
        })
      }),
  }
}
