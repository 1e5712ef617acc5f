import { requireSession } from '../auth/require-session.ts'
import type { Session, UserRole, VerifyRequest } from '../auth/session.ts'
import { httpFail } from './errors.ts'

const RECHECK_MS = 30_000
const ROLES_MS = 3_000

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
  /**
   * What people are now; who is absent may not call any more. Asked for all of them at once and so more often: what an
   * admin changed in another process ends streams here.
   */
  rolesOf?: ((userIds: readonly string[]) => Promise<ReadonlyMap<string, UserRole>>) | undefined
  /** Default 3 s. */
  rolesMs?: number
}

interface Stream {
  controller: AbortController
  session: Session
}

export function createOpenStreams(verify: VerifyRequest, options: OpenStreamsOptions): OpenStreams {
  const { perPerson, recheckMs = RECHECK_MS, rolesOf, rolesMs = ROLES_MS } = options
  const streams = createRegister()
  const watch = rolesOf && setInterval(() => void endChanged(streams, rolesOf), rolesMs).unref()

  const isOver = async (headers: Headers): Promise<boolean> => {
    try {
      requireSession(await verify(headers), { toWrite: false })
      return false
    } catch (error) {
      // Only a refusal ends it; a database that is away for a moment doesn't.
      return error instanceof Error && error.name === 'DomainError'
    }
  }

  return {
    open({ headers, signal }, session) {
      const size = streams.count(session.userId)
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
          streams.remove(stream)
        },
        { once: true },
      )
      streams.add(stream)
      if (signal.aborted) controller.abort()
      else signal.addEventListener('abort', leave, { once: true })
      return controller.signal
    },
    isFull: (userId) => streams.count(userId) >= perPerson,
    endSession(sessionId) {
      streams.endWhere(({ session }) => session.sessionId === sessionId)
    },
    endPerson(userId) {
      streams.endWhere(({ session }) => session.userId === userId)
    },
    endAll() {
      clearInterval(watch)
      streams.endWhere(() => true)
    },
  }
}

interface Register {
  add(stream: Stream): void
  remove(stream: Stream): void
  count(userId: string): number
  people(): string[]
  endWhere(isMeant: (stream: Stream) => boolean): void
}

function createRegister(): Register {
  const byPerson = new Map<string, Set<Stream>>()
  const streamsOf = (userId: string): Set<Stream> => byPerson.get(userId) ?? new Set()
  return {
    add(stream) {
      const { userId } = stream.session
      byPerson.set(userId, streamsOf(userId).add(stream))
    },
    remove(stream) {
      const { userId } = stream.session
      const own = streamsOf(userId)
      own.delete(stream)
      if (own.size === 0) byPerson.delete(userId)
    },
    count: (userId) => streamsOf(userId).size,
    people: () => [...byPerson.keys()],
    endWhere(isMeant) {
      const all = [...byPerson.values()].flatMap((own) => [...own])
      for (const stream of all) if (isMeant(stream)) stream.controller.abort()
    },
  }
}

async function endChanged(
  streams: Register,
  rolesOf: NonNullable<OpenStreamsOptions['rolesOf']>,
): Promise<void> {
  const asked = new Set(streams.people())
  if (asked.size === 0) return
  // A database that is away for a moment ends nothing.
  const roles = await rolesOf([...asked]).catch(() => null)
  if (!roles) return
  streams.endWhere(({ session: { userId, role } }) => asked.has(userId) && roles.get(userId) !== role)
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
