import { request as callApp, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AppState } from './dev-app.ts'

/** What the application answers itself; every other address belongs to the page. */
const ofApp = /^\/(api|livez|readyz|metrics|dev\/mailbox)(?![\w-])/

export function belongsToApp(url: string | undefined): boolean {
  return ofApp.test(url ?? '')
}

function refuse(response: ServerResponse, code: string, message: string): void {
  if (response.headersSent) return void response.destroy()
  const requestId = String(response.req.headers['x-request-id'] ?? 'development-server')
  response.writeHead(503, { 'Content-Type': 'application/json; charset=utf-8', 'Retry-After': '1' })
  response.end(JSON.stringify({ error: { code, message, requestId } }))
}

/** Passes a request on as soon as the application is up; it waits while that restarts. */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  settled: () => Promise<AppState>,
): Promise<void> {
  const state = await settled()
  if (state.kind !== 'ready') {
    return refuse(
      response,
      'server_failed',
      'The server did not start; the terminal of npm run dev says why.',
    )
  }
  const { hostname, port } = new URL(state.url)
  const { method, headers, url: path } = request
  // Without an agent: a kept connection would be one to a server that is gone after a restart.
  const call = callApp({ hostname, port, method, path, headers, agent: false, maxHeaderSize: 131_072 })
  call.on('response', (answer) => {
    const { connection: _hop, 'keep-alive': _hopToo, ...passed } = answer.headers
    response.writeHead(answer.statusCode ?? 502, passed)
    response.flushHeaders()
    answer.on('error', () => response.destroy())
    answer.pipe(response)
  })
  call.on('error', () => {
    refuse(response, 'server_restarting', 'The server restarts because its source changed. Try again.')
  })
  response.on('close', () => call.destroy())
  request.pipe(call)
}
