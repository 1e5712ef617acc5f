import { TRPCError, type AnyTRPCRouter } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { AppContext } from '../../context.ts'
import type { Session, VerifyRequest } from '../auth/session.ts'
import { DomainError } from '../errors.ts'
import type { OpenStreams } from '../http/open-streams.ts'
import type { RequestInfo } from '../http/request-info.ts'
import { isInternalError } from '../public-error.ts'
import { answerQuery, asSingleQuery, queriesOf } from './answer-query.ts'
import type { RequestContext } from './procedures.ts'

const MAX_BATCH = 20

export interface TrpcParts {
  app: AppContext
  verify: VerifyRequest
  streams: OpenStreams
  forgetSession: (sessionId: string) => void
}

/** Never throws: a refused credential fails the procedures, so that each call of a batch gets its answer. */
export async function createRequestContext(
  parts: TrpcParts,
  headers: Headers,
  info: RequestInfo,
  signal: AbortSignal,
): Promise<RequestContext> {
  let session: Session | null = null
  let refusal: unknown
  try {
    session = await parts.verify(headers)
  } catch (error) {
    refusal = error
  }
  const { requestId, traceparent } = info
  const { app, forgetSession } = parts
  return {
    app,
    session,
    requestId,
    traceparent,
    signal,
    forgetSession,
    ...(refusal === undefined ? {} : { refusal }),
  }
}

/** Ours go to the log whole; what a caller did wrong is in their answer. */
export function logCallError(
  app: AppContext,
  error: TRPCError,
  details: { path?: string | undefined; requestId: string },
): void {
  if (!isInternalError(error)) return
  app.log.error(
    { err: error.cause ?? error, request_id: details.requestId, route: details.path },
    'procedure failed',
  )
}

function retryAfter(errors: readonly TRPCError[]): Record<string, string> {
  for (const { cause } of errors) {
    const seconds = cause instanceof DomainError ? cause.data['retryAfterSeconds'] : undefined
    if (typeof seconds === 'number') return { 'Retry-After': String(Math.ceil(seconds)) }
  }
  return {}
}

/** A stream ends with its session and the server; the stock adapter follows the request's signal alone. */
function withSignal(request: Request, signal: AbortSignal): Request {
  return new Request(request.url, { headers: request.headers, signal })
}

export type TrpcHandler = (request: Request, info: RequestInfo, signal?: AbortSignal) => Promise<Response>

export function createTrpcHandler(parts: TrpcParts, appRouter: AnyTRPCRouter, endpoint: string): TrpcHandler {
  const queries = queriesOf(appRouter)
  const refuse = (error: TRPCError, path: string | undefined, requestId: string): Record<string, string> => {
    logCallError(parts.app, error, { path, requestId })
    return retryAfter([error])
  }
  return async (request, info, signal) => {
    // Asking a Request of the server for its signal makes it a real one, which costs more than the call.
    const context = await createRequestContext(parts, request.headers, info, signal ?? request.signal)
    const query = asSingleQuery(request, endpoint, queries)
    if (query) {
      return answerQuery(appRouter, query, context, (error, path) => refuse(error, path, info.requestId))
    }
    let call = request
    if (request.headers.get('accept') === 'text/event-stream' && context.session) {
      try {
        context.signal = parts.streams.open(request, context.session)
        call = withSignal(request, context.signal)
      } catch (error) {
        context.refusal = error
      }
    }
    return fetchRequestHandler({
      endpoint,
      req: call,
      router: appRouter,
      maxBatchSize: MAX_BATCH,
      // A query whose input is long may come as a POST.
      allowMethodOverride: true,
      createContext: () => context,
      onError: ({ error, path }) => logCallError(parts.app, error, { path, requestId: info.requestId }),
      responseMeta: ({ errors }) => (errors.length > 0 ? { headers: retryAfter(errors) } : {}),
    })
  }
}
