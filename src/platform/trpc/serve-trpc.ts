import { TRPCError, type AnyTRPCRouter } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { AppContext } from '../../context.ts'
import type { Session, VerifyRequest } from '../auth/session.ts'
import { httpFail, MAX_BATCH } from '../http/errors.ts'
import type { OpenStreams } from '../http/open-streams.ts'
import type { RequestEnv } from '../http/serve.ts'
import { DomainError } from '../errors.ts'
import type { Limits } from '../limits/create-limits.ts'
import { isInternalError } from '../public-error.ts'
import { answerQuery, asSingleQuery, queriesOf } from './answer-query.ts'
import { retryAfter, trpcErrorResponse } from './error-shape.ts'
import type { RequestContext } from './procedures.ts'

export interface TrpcParts {
  app: AppContext
  verify: VerifyRequest
  streams: OpenStreams
  forgetSession: (sessionId: string) => void
  /** Ends what this process remembers of a person and holds open for them. */
  forgetPerson?: (userId: string) => void
  /** Absent: nothing is limited. */
  limits?: Limits
}

/** Never throws: a refused credential fails the procedures, so that each call of a batch gets its answer. */
export async function createRequestContext(
  parts: TrpcParts,
  headers: Headers,
  { info, remoteAddress }: RequestEnv,
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
  const { app, forgetSession, forgetPerson, limits } = parts
  // A database that is away refuses nobody.
  const refused = refusal instanceof DomainError
  const tally = limits?.of({ session, refused, address: remoteAddress })
  return {
    app,
    session,
    requestId,
    remoteAddress,
    traceparent,
    signal,
    forgetSession,
    ...(forgetPerson ? { forgetPerson } : {}),
    ...(tally ? { tally } : {}),
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

/** A stream ends with its session and the server; the stock adapter follows the request's signal alone. */
function withSignal(request: Request, signal: AbortSignal): Request {
  return new Request(request.url, { headers: request.headers, signal })
}

/** The stock adapter finds these out as well, but answers them without words and a request id. */
function assertWellFormed({ method, url }: Request, endpoint: string): void {
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST')
    throw new TRPCError({ code: 'METHOD_NOT_SUPPORTED' })
  const { pathname, searchParams } = new URL(url)
  const paths = decodePath(pathname.slice(endpoint.length + 1))
  if (searchParams.get('batch') === '1' && paths.split(',').length > MAX_BATCH)
    throw httpFail('batch_too_large')
}

/** Whatever it accepts: the stock adapter streams to every caller. */
function isSubscription({ url }: Request, endpoint: string, appRouter: AnyTRPCRouter): boolean {
  const procedures: Record<string, { _def: { type: string } }> = appRouter._def.procedures
  const path = decodePath(new URL(url).pathname.slice(endpoint.length + 1))
  return procedures[path]?._def.type === 'subscription'
}

/** The same answer; calls back when all of it was taken, as it is when a stream begins with a refusal and ends. */
function whenSent(answer: Response, callBack: () => void): Response {
  if (!answer.body) {
    callBack()
    return answer
  }
  const body = answer.body.pipeThrough(new TransformStream({ flush: callBack }))
  return new Response(body, { status: answer.status, headers: answer.headers })
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch (cause) {
    throw httpFail('malformed_address', { message: 'the path is not percent-encoded', cause })
  }
}

export type TrpcHandler = (request: Request, env: RequestEnv) => Promise<Response>

export function createTrpcHandler(parts: TrpcParts, appRouter: AnyTRPCRouter, endpoint: string): TrpcHandler {
  const queries = queriesOf(appRouter)
  return async (request, env) => {
    const { info } = env
    // Asking a Request of the server for its signal makes it a real one, which costs more than the call.
    const context = await createRequestContext(parts, request.headers, env, env.signal ?? request.signal)
    const query = asSingleQuery(request, endpoint, queries)
    if (query) {
      return answerQuery(appRouter, query, context, (error, path) =>
        logCallError(parts.app, error, { path, requestId: info.requestId }),
      )
    }
    assertWellFormed(request, endpoint)
    let call = request
    // Refused before the call was understood: the adapter then knows no context, and so no request id.
    const early: TRPCError[] = []
    const over = new AbortController()
    if (isSubscription(request, endpoint, appRouter) && context.session) {
      try {
        const caller = { headers: request.headers, signal: AbortSignal.any([context.signal, over.signal]) }
        context.signal = parts.streams.open(caller, context.session)
        call = withSignal(request, context.signal)
      } catch (error) {
        context.refusal = error
      }
    }
    const answer = await fetchRequestHandler({
      endpoint,
      req: call,
      router: appRouter,
      // A query whose input is long may come as a POST.
      allowMethodOverride: true,
      createContext: () => context,
      onError({ error, path, ctx }) {
        if (!ctx) early.push(error)
        logCallError(parts.app, error, { path, requestId: info.requestId })
      },
      responseMeta: ({ errors }) => ({ headers: { ...retryAfter(...errors), ...context.tally?.headers() } }),
    })
    if (early[0]) {
      over.abort()
      return trpcErrorResponse(early[0], info.requestId)
    }
    return call === request ? answer : whenSent(answer, () => over.abort())
  }
}
