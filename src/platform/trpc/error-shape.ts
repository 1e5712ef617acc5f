import { getTRPCErrorFromUnknown, TRPCError } from '@trpc/server'
import type { TRPCDefaultErrorShape, TRPC_ERROR_CODE_KEY } from '@trpc/server'
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc'
import { DomainError, type ErrorKind } from '../errors.ts'
import { explainError, isDatabaseOutage, isUnstorableText, type Issue } from '../public-error.ts'

const trpcCodes: Record<ErrorKind, TRPC_ERROR_CODE_KEY> = {
  bad_request: 'BAD_REQUEST',
  unauthorized: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  conflict: 'CONFLICT',
  too_large: 'PAYLOAD_TOO_LARGE',
  unsupported_media: 'UNSUPPORTED_MEDIA_TYPE',
  unprocessable: 'UNPROCESSABLE_CONTENT',
  too_many_requests: 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
}

export function toTrpcError(error: TRPCError): TRPCError {
  const { cause } = error
  if (cause instanceof DomainError)
    return new TRPCError({ code: trpcCodes[cause.kind], message: cause.userMessage, cause })
  if (isUnstorableText(cause)) return new TRPCError({ code: 'BAD_REQUEST', cause })
  if (isDatabaseOutage(cause)) return new TRPCError({ code: 'SERVICE_UNAVAILABLE', cause })
  return error
}

/** An error as tRPC callers see it: codes and words, never a stack or an internal message. */
export interface TrpcErrorShape {
  message: string
  code: TRPCDefaultErrorShape['code']
  data: {
    /** tRPC's code: NOT_FOUND, … */
    code: TRPC_ERROR_CODE_KEY
    httpStatus: number
    path?: string
    /** The domain's code: `resume_encrypted`, `invalid_input`, … */
    reason: string
    requestId: string
    /** Safe details of the domain error. */
    details?: Record<string, unknown>
    /** Only on BAD_REQUEST: what is wrong with the input. */
    issues?: Issue[]
  }
}

interface FormatterOptions {
  error: TRPCError
  shape: TRPCDefaultErrorShape
  ctx: { requestId: string } | undefined
}

export function formatError({ error, shape, ctx }: FormatterOptions): TrpcErrorShape {
  const requestId = ctx?.requestId ?? ''
  const { code: reason, message, status, data } = explainError(error, requestId)
  const { issues, ...details } = data ?? {}
  return {
    message,
    code: shape.code,
    data: {
      code: shape.data.code,
      httpStatus: status,
      ...(shape.data.path === undefined ? {} : { path: shape.data.path }),
      reason,
      requestId,
      ...(Object.keys(details).length > 0 ? { details } : {}),
      ...(Array.isArray(issues) ? { issues: issues as Issue[] } : {}),
    },
  }
}

/** Seconds to wait, as a header, where the errors know them: the longest of them. */
export function retryAfter(...errors: readonly TRPCError[]): Record<string, string> {
  const waits = errors
    .map(({ cause }) => (cause instanceof DomainError ? cause.data['retryAfterSeconds'] : undefined))
    .filter((seconds) => typeof seconds === 'number')
  return waits.length > 0 ? { 'Retry-After': String(Math.ceil(Math.max(...waits))) } : {}
}

/**
 * What goes wrong before a procedure is reached (a body too large, a batch too long), in the shape that every
 * tRPC client understands: any other is "unable to transform response" to it, and its words are lost.
 */
export function trpcErrorResponse(thrown: unknown, requestId: string): Response {
  const error = toTrpcError(getTRPCErrorFromUnknown(thrown))
  const { status, message } = explainError(error, requestId)
  const shape: TRPCDefaultErrorShape = {
    message,
    code: TRPC_ERROR_CODES_BY_KEY[error.code],
    data: { code: error.code, httpStatus: status },
  }
  return new Response(JSON.stringify({ error: formatError({ error, shape, ctx: { requestId } }) }), {
    status,
    headers: { 'Content-Type': 'application/json', ...retryAfter(error) },
  })
}
