import { TRPCError, type TRPC_ERROR_CODE_KEY } from '@trpc/server'
import { DomainError, type ErrorKind } from '../errors.ts'

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
  if (!(cause instanceof DomainError)) return error
  return new TRPCError({ code: trpcCodes[cause.kind], message: cause.userMessage, cause })
}

/** To be completed with request ids, zod issues on BAD_REQUEST only, and no stack anywhere. */
export function formatError<Shape extends object>({ shape }: { shape: Shape }): Shape {
  return shape
}
