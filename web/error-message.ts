import { TRPCClientError } from '@trpc/client'
import type { AppRouter } from '../src/router.ts'

function isTrpcError(error: unknown): error is TRPCClientError<AppRouter> {
  return error instanceof TRPCClientError
}

/** The HTTP status of a failed call, or null when no answer came. */
export function errorStatus(error: unknown): number | null {
  return isTrpcError(error) ? (error.data?.httpStatus ?? null) : null
}

/**
 * Words for the person. Domain errors carry theirs from the domain's errors.ts; an answer without a code of
 * ours is an internal error, whose reference helps an operator find it.
 */
export function errorMessage(error: unknown): string {
  if (!isTrpcError(error) || !error.data) return 'The server cannot be reached. Is JobPilot still running?'
  if (error.data.code === 'INTERNAL_SERVER_ERROR') {
    const reference = error.data.requestId ? ` Reference: ${error.data.requestId}.` : ''
    return `Something went wrong on our side. Nothing was lost; please try again.${reference}`
  }
  return error.message
}
