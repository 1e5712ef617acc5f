import { TRPCClientError } from '@trpc/client'
import type { AppRouter } from '../src/router.ts'
import { readLimit, type Limit } from './lib/limits.ts'

function isTrpcError(error: unknown): error is TRPCClientError<AppRouter> {
  return error instanceof TRPCClientError
}

/** The HTTP status of a failed call, or null when no answer came. */
export function errorStatus(error: unknown): number | null {
  return isTrpcError(error) ? (error.data?.httpStatus ?? responseOf(error)?.status ?? null) : null
}

/** The domain's code of a refusal: `account_suspended`. */
export function errorReason(error: unknown): string | null {
  return isTrpcError(error) ? (error.data?.reason ?? null) : null
}

/** What stands before the server may refuse by itself, in a shape of its own. */
function responseOf({ meta }: TRPCClientError<AppRouter>): Response | null {
  const response = meta?.['response']
  return response instanceof Response ? response : null
}

/** What a refusal because of too many calls says; null when it is none. */
export function limitOf(error: unknown, now: number): Limit | null {
  if (!isTrpcError(error) || errorStatus(error) !== 429) return null
  // Some things have a number of their own, and words for it.
  if (error.data && error.data.reason !== 'too_many_requests') return null
  return readLimit(error.data?.details ?? {}, responseOf(error)?.headers.get('retry-after') ?? null, now)
}

/**
 * Words for the person. Domain errors carry theirs from the domain's errors.ts; an answer without a code of
 * ours is an internal error, whose reference helps an operator find it.
 */
export function errorMessage(error: unknown): string {
  if (limitOf(error, 0)) return 'That was too much at once. Please wait a little, then try again.'
  if (!isTrpcError(error) || !error.data) return 'The server cannot be reached. Is JobPilot still running?'
  if (error.data.code === 'INTERNAL_SERVER_ERROR') {
    const reference = error.data.requestId ? ` Reference: ${error.data.requestId}.` : ''
    return `Something went wrong on our side. Nothing was lost; please try again.${reference}`
  }
  return error.message
}
