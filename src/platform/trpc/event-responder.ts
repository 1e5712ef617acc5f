import type { AppContext } from '../../context.ts'
import { requireSession } from '../auth/require-session.ts'
import type { VerifyRequest } from '../auth/session.ts'
import type { Hub } from '../events/create-hub.ts'
import type { OpenStreams } from '../http/open-streams.ts'
import type { RequestEnv } from '../http/serve.ts'
import { openStreamConnection, type StreamConnection } from '../http/stream-connection.ts'
import { streamOptions } from './procedures.ts'
import { connectedFrame, pingFrame, streamHeaders } from './stream-frames.ts'

export interface EventResponderParts extends Pick<AppContext, 'log'> {
  verify: VerifyRequest
  streams: OpenStreams
  hub: Hub
  /** Of the subscription's address. */
  path: string
  /** After which event to begin; null when the input is none of the procedure's. */
  readInput: (input: unknown) => number | 'now' | null
  /** Default 15 s, as in the stock adapter. */
  pingMs?: number
}

/** True when it has taken the call over; false leaves it to the stock adapter. */
export type EventResponder = (request: Request, env: RequestEnv) => Promise<boolean>

/**
 * Answers the subscription to a person's events with the frames that tRPC's adapter would write, straight to
 * Node's response: a fraction of the work and memory, since nothing is made for each subscriber. Whatever isn't a
 * well-formed call of a signed-in person goes to the stock adapter, which knows how to refuse.
 */
export function createEventResponder(parts: EventResponderParts): EventResponder {
  const { verify, streams, hub, log, pingMs = streamOptions.ping.intervalMs } = parts
  const pulse = createPulse(pingMs)
  return async (request, { outgoing, signal, info }) => {
    if (!outgoing || !signal) return false
    const after = readCall(request, parts)
    if (after === null) return false
    const session = await verify(request.headers)
      .then((known) => requireSession(known, { toWrite: false }))
      .catch(() => null)
    if (!session || streams.isFull(session.userId)) return false
    // Too late: it was refused meanwhile, or the caller has left.
    if (outgoing.headersSent || signal.aborted) return true
    const ended = streams.open({ headers: request.headers, signal }, session)
    outgoing.writeHead(200, streamHeaders)
    const connection = openStreamConnection(outgoing)
    connection.write(connectedFrame)
    pulse.add(connection)
    const stop = hub.follow({
      userId: session.userId,
      after,
      sink: connection,
      onFailure(error) {
        log.warn({ err: error, request_id: info.requestId }, 'a stream of events broke off')
        outgoing.destroy()
      },
    })
    ended.addEventListener('abort', () => {
      stop()
      pulse.delete(connection)
      connection.end()
    })
    return true
  }
}

/** One timer for all connections; there is none while nobody listens. */
function createPulse(pingMs: number) {
  const connections = new Set<StreamConnection>()
  let timer: NodeJS.Timeout | undefined
  const beat = (): void => {
    for (const connection of connections) connection.keepAlive(pingFrame, pingMs)
  }
  return {
    add(connection: StreamConnection): void {
      connections.add(connection)
      timer ??= setInterval(beat, pingMs / 15).unref()
    },
    delete(connection: StreamConnection): void {
      connections.delete(connection)
      if (connections.size > 0) return
      clearInterval(timer)
      timer = undefined
    },
  }
}

const known = new Set(['input', 'lastEventId', 'Last-Event-Id'])
const elsewhere = ['content-type', 'trpc-accept', 'origin'] as const

/** What httpSubscriptionLink and EventSource ask, read as the stock adapter reads it; null for any other call. */
function readCall(request: Request, { path, readInput }: EventResponderParts): number | 'now' | null {
  const { method, url, headers } = request
  if (method !== 'GET' || headers.get('accept') === 'application/jsonl') return null
  // Hono adds CORS headers for other origins to its own response, which this one isn't.
  if (elsewhere.some((name) => headers.has(name))) return null
  const { pathname, searchParams } = new URL(url)
  if (pathname !== path || [...searchParams.keys()].some((key) => !known.has(key))) return null
  const input = parse(searchParams.get('input'))
  const lastEventId =
    headers.get('last-event-id') ?? searchParams.get('lastEventId') ?? searchParams.get('Last-Event-Id')
  if (!lastEventId) return readInput(input)
  if (typeof input !== 'object' && input !== undefined) return null
  return readInput({ ...input, lastEventId })
}

/** undefined when there is none; NaN, which no schema takes, when it is no JSON. */
function parse(text: string | null): unknown {
  if (!text) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return Number.NaN
  }
}
