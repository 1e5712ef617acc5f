import type { Operation, TRPCClientError, TRPCLink } from '@trpc/client'
import { observable, type Unsubscribable } from '@trpc/server/observable'
import type { AppRouter } from '../router.ts'
import { refusalOf } from './fetch-stream.ts'

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 15_000
/** Who is told to wait longer than this hears the refusal instead. */
const LONGEST_RETRY_AFTER_MS = 60_000

/** The server is busy, restarts, or its database does; what was asked is all right. */
const passing = new Set([408, 429, 502, 503, 504])

type Failure = TRPCClientError<AppRouter>

/** The HTTP status of a refusal; null when no answer came at all. */
function statusOf({ data, meta }: Failure): number | null {
  if (data?.httpStatus) return data.httpStatus
  const response: unknown = meta?.['response']
  return typeof response === 'object' && response && 'status' in response ? Number(response.status) : null
}

function headersOf(failure: Failure): Headers | null {
  const response: unknown = failure.meta?.['response']
  if (typeof response !== 'object' || !response || !('headers' in response)) return null
  return response.headers instanceof Headers ? response.headers : null
}

/** How long the server asks us to stay away, in ms; 0 when it doesn't say. */
function askedPause(failure: Failure): number {
  const own = failure.data?.details?.['retryAfterSeconds']
  const seconds = typeof own === 'number' ? own : Number(headersOf(failure)?.get('retry-after') ?? 0)
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : 0
}

/** Longer with each attempt, and different for each caller, so that they don't come back all at once. */
function ownPause(attempt: number): number {
  const most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1))
  return most / 2 + (Math.random() * most) / 2
}

/** The pause before the next attempt in ms; null: this failure stays. */
function pauseAfter(failure: Failure, op: Operation, attempt: number, retries: number): number | null {
  // A change may have been made although its answer was lost: its caller has to look first.
  if (op.type === 'mutation' || op.signal?.aborted) return null
  const status = statusOf(failure)
  // A stream is wanted for as long as it is wanted; lost connections are seen to by EventSource.
  const lasts = op.type === 'subscription' ? status === null : attempt > retries
  if (lasts || (status !== null && !passing.has(status))) return null
  const asked = askedPause(failure)
  return asked > LONGEST_RETRY_AFTER_MS ? null : Math.max(asked, ownPause(attempt))
}

function resumed(op: Operation, lastEventId: string | null): Operation {
  if (lastEventId === null) return op
  const input = typeof op.input === 'object' && op.input !== null ? op.input : {}
  return { ...op, input: { ...input, lastEventId } }
}

/**
 * Tries again what failed for a reason that passes: queries `retries` times, streams until they are closed,
 * from the event after the last one heard. Changes are never repeated.
 */
export function retryFailedCalls(retries: number): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        let current: Unsubscribable | null = null
        let timer: ReturnType<typeof setTimeout> | undefined
        let lastEventId: string | null = null
        const attempt = (number: number): void => {
          let attempts = number
          current = next(resumed(op, lastEventId)).subscribe({
            next(envelope) {
              const { result } = envelope
              if ('id' in result && result.id !== undefined) lastEventId = result.id
              if (result.type === 'started') attempts = 1
              observer.next(envelope)
            },
            error(error) {
              const failure = refusalOf(op) ?? error
              const pause = pauseAfter(failure, op, attempts, retries)
              if (pause === null) observer.error(failure)
              else timer = setTimeout(() => attempt(attempts + 1), pause)
            },
            complete: () => observer.complete(),
          })
        }
        attempt(1)
        return () => {
          clearTimeout(timer)
          current?.unsubscribe()
        }
      })
}
