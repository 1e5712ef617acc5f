import { requireSession } from '../auth/require-session.ts'
import type { Session, VerifyRequest } from '../auth/session.ts'
import { httpFail } from './errors.ts'

const RECHECK_MS = 30_000

/** Whose stream it is, as far as it matters here; every Request is one. */
export interface StreamCaller {
  headers: Headers
  /** Fires when the caller leaves. */
  signal: AbortSignal
}

/**
 * The event streams that are open. They never end by themselves: they end when the caller leaves, the
 * server stops, or the session behind them does.
 */
export interface OpenStreams {
  /** A signal that ends the stream; it follows the caller's own. Throws when the person has too many. */
  open(caller: StreamCaller, session: Session): AbortSignal
  /** Whether the person has as many streams as they may. */
  isFull(userId: string): boolean
  endSession(sessionId: string): void
  endPerson(userId: string): void
  endAll(): void
}

export interface OpenStreamsOptions {
  /** Most streams of one person. */
  perPerson: number
  /** How often a stream's session is asked for again: one that expired, was revoked elsewhere or whose person is
   * suspended ends its streams. Default 30 s. */
  recheckMs?: number
}

interface Stream {
  controller: AbortController
  session: Session
}

export function createOpenStreams(verify: VerifyRequest, options: OpenStreamsOptions): OpenStreams {
  const { perPerson, recheckMs = RECHECK_MS } = options
  const byPerson = new Map<string, Set<Stream>>()
  const streamsOf = (userId: string): Set<Stream> => byPerson.get(userId) ?? new Set()

  const isOver = async (headers: Headers): Promise<boolean> => {
    try {
      requireSession(await verify(headers), { toWrite: false })
      return false
    } catch (error) {
      // Only a refusal ends it; a database that is away for a moment doesn't.
      return error instanceof Error && error.name === 'DomainError'
    }
  }

  function add(stream: Stream): void {
    const { userId } = stream.session
    byPerson.set(userId, streamsOf(userId).add(stream))
  }

  function remove(stream: Stream): void {
    const { userId } = stream.session
    const own = streamsOf(userId)
    own.delete(stream)
    if (own.size === 0) byPerson.delete(userId)
  }

  function endWhere(isMeant: (stream: Stream) => boolean): void {
    const all = [...byPerson.values()].flatMap((own) => [...own])
    for (const stream of all) if (isMeant(stream)) stream.controller.abort()
  }

  return {
    open({ headers, signal }, session) {
      const { size } = streamsOf(session.userId)
      if (size >= perPerson) {
        throw httpFail('too_many_requests', {
          message: `user ${session.userId} has ${size} open streams`,
          userMessage: 'Too many windows follow your events. Close some of them.',
          data: { retryAfterSeconds: 10 },
        })
      }
      const controller = new AbortController()
      const stream = { controller, session }
      const credentials = credentialsOf(headers)
      const recheck = setInterval(() => {
        void isOver(credentials).then((over) => over && controller.abort())
      }, recheckMs)
      recheck.unref()
      const leave = (): void => controller.abort()
      controller.signal.addEventListener(
        'abort',
        () => {
          clearInterval(recheck)
          signal.removeEventListener('abort', leave)
          remove(stream)
        },
        { once: true },
      )
      add(stream)
      if (signal.aborted) controller.abort()
      else signal.addEventListener('abort', leave, { once: true })
      return controller.signal
    },
    isFull: (userId) => streamsOf(userId).size >= perPerson,
    endSession(sessionId) {
      endWhere(({ session }) => session.sessionId === sessionId)
    },
    endPerson(userId) {
      endWhere(({ session }) => session.userId === userId)
    },
    endAll() {
      endWhere(() => true)
    },
  }
}

/** What of a request says who called; the rest need not be kept for hours. */
function credentialsOf(headers: Headers): Headers {
  const kept = new Headers()
  for (const name of ['authorization', 'cookie']) {
    const value = headers.get(name)
    if (value !== null) kept.set(name, value)
  }
  return kept
}
