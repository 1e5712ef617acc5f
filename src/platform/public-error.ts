import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { z } from 'zod'
import { DomainError, type ErrorKind } from './errors.ts'

export interface Issue {
  path: string
  message: string
}

/** What leaves the process about an error; everything else stays in the log. */
export interface PublicError {
  status: number
  code: string
  message: string
  data?: Record<string, unknown>
}

export const httpStatuses: Record<ErrorKind, number> = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported_media: 415,
  unprocessable: 422,
  too_many_requests: 429,
  unavailable: 503,
}

/** tRPC's own refusals, in words for whoever wrote the call. */
const protocolErrors: Record<string, { code: string; message: string }> = {
  PARSE_ERROR: { code: 'malformed_json', message: 'The request is not valid JSON.' },
  BAD_REQUEST: { code: 'bad_request', message: 'The request is not understood.' },
  NOT_FOUND: { code: 'unknown_path', message: 'There is nothing at this address. See /api/v1/openapi.json.' },
  METHOD_NOT_SUPPORTED: {
    code: 'method_not_supported',
    message: 'This address needs another method: GET to read, POST to change.',
  },
  UNSUPPORTED_MEDIA_TYPE: { code: 'unsupported_media_type', message: 'Send the body as application/json.' },
  PAYLOAD_TOO_LARGE: {
    code: 'body_too_large',
    message: 'The request body is too large: at most 1 MB of JSON.',
  },
}

/** Postgres went away, refuses connections, or the pool waited too long for it. */
export function isDatabaseOutage(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    const code = 'code' in cause ? String(cause.code) : ''
    if (
      /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|57P0[123]|53300|08\w{3})$/.test(code) &&
      cause.name !== 'DomainError'
    )
      return true
    if (
      /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
        cause.message,
      )
    ) {
      return true
    }
  }
  return false
}

/** Postgres knows no U+0000: a call that compares with such text can only be refused (22021; 22P05 inside of JSON). */
export function isUnstorableText(error: unknown): boolean {
  const cause = error instanceof TRPCError ? error.cause : error
  return cause instanceof Error && 'code' in cause && (cause.code === '22021' || cause.code === '22P05')
}

/** The zod problems of a refused input; output that fails its schema is our bug and says nothing. */
function inputIssues(error: TRPCError): Issue[] | null {
  if (error.code !== 'BAD_REQUEST' || !(error.cause instanceof z.core.$ZodError)) return null
  return error.cause.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join('.'), message }))
}

function explainTrpcError(error: TRPCError): PublicError | null {
  const status = getHTTPStatusCodeFromError(error)
  const issues = inputIssues(error)
  if (issues) {
    const list = issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ')
    return { status, code: 'invalid_input', message: `Some values can't be used. ${list}`, data: { issues } }
  }
  // A body that isn't JSON reaches us as a bad request with that cause.
  const known = protocolErrors[error.cause instanceof SyntaxError ? 'PARSE_ERROR' : error.code]
  return known ? { status, ...known } : null
}

/** Turns any error into what a caller may see. `reference` lets a person name the log line. */
export function explainError(error: unknown, reference: string): PublicError {
  const cause = error instanceof TRPCError && error.cause instanceof DomainError ? error.cause : error
  if (cause instanceof DomainError) {
    const data = Object.keys(cause.data).length > 0 ? { data: cause.data } : {}
    return { status: httpStatuses[cause.kind], code: cause.code, message: cause.userMessage, ...data }
  }
  const explained = error instanceof TRPCError ? explainTrpcError(error) : null
  if (explained) return explained
  if (isUnstorableText(error)) {
    const message = 'Some text holds a character that can’t be kept (U+0000). Remove it and try again.'
    return { status: 400, code: 'unstorable_text', message }
  }
  if (isDatabaseOutage(error)) {
    return {
      status: 503,
      code: 'database_unavailable',
      message: 'The database does not answer right now. Please try again in a moment.',
    }
  }
  return {
    status: 500,
    code: 'internal_error',
    message: `Something went wrong on our side. Please try again; if it stays, report the reference ${reference}.`,
  }
}

/** Whether the error is ours to repair, and so belongs into the log with its stack. */
export function isInternalError(error: unknown): boolean {
  return explainError(error, '').status >= 500
}
