import type { Session, VerifyRequest } from '../auth/session.ts'
import { httpFail } from './errors.ts'

const MAX_PER_PERSON = 20
const RECHECK_MS = 30_000

/**
 * The event streams that are open. They never end by themselves: they end when the caller leaves, the
 * server stops, or the session behind them does.
 */
export interface OpenStreams {
  /** A signal that ends the stream; it follows the request's own. Throws when the person has too many. */
  open(request: Request, session: Session): AbortSignal
  endSession(sessionId: string): void
  endAll(): void
}

interface Stream {
  controller: AbortController
  session: Session
}

export function createOpenStreams(verify: VerifyRequest, recheckMs = RECHECK_MS): OpenStreams {
  const streams = new Set<Stream>()

  const isOver = async (headers: Headers): Promise<boolean> => {
    try {
      return (await verify(headers)) === null
    } catch (error) {
      // Only a refusal ends it; a database that is away for a moment doesn't.
      return error instanceof Error && error.name === 'DomainError'
    }
  }

  return {
    open(request, session) {
      const own = [...streams].filter((stream) => stream.session.userId === session.userId)
      if (own.length >= MAX_PER_PERSON) {
        throw httpFail('too_many_requests', {
          message: `user ${session.userId} has ${own.length} open streams`,
          userMessage: 'Too many windows follow your events. Close some of them.',
          data: { retryAfterSeconds: 10 },
        })
      }
      const controller = new AbortController()
      const stream = { controller, session }
      const { headers } = request
      const recheck = setInterval(() => {
        void isOver(headers).then((over) => over && controller.abort())
      }, recheckMs)
      recheck.unref()
      controller.signal.addEventListener('abort', () => {
        clearInterval(recheck)
        streams.delete(stream)
      })
      if (request.signal.aborted) controller.abort()
      else request.signal.addEventListener('abort', () => controller.abort(), { once: true })
      streams.add(stream)
      return controller.signal
    },
    endSession(sessionId) {
      for (const stream of streams) if (stream.session.sessionId === sessionId) stream.controller.abort()
    },
    endAll() {
      for (const stream of streams) stream.controller.abort()
    },
  }
}
