import { TRPCError, type AnyTRPCRouter } from '@trpc/server'
import { createOpenApiNodeHttpHandler, type OpenApiRouter } from 'trpc-to-openapi'
import { z } from 'zod'
import { errorResponse } from '../http/error-response.ts'
import { httpFail } from '../http/errors.ts'
import { parseJson } from '../http/read-body.ts'
import type { RequestEnv } from '../http/serve.ts'
import type { Tally } from '../limits/create-limits.ts'
import { createAllowedMethods } from './allowed-methods.ts'
import { describeApi, type ApiDocument, type DescribeOptions } from './describe-api.ts'
import { createRequestContext, logCallError, type TrpcParts } from './serve-trpc.ts'

export interface RestMirror {
  /** OpenAPI 3.1. */
  document: ApiDocument
  handle(request: Request, env: RequestEnv): Promise<Response>
}

interface Call {
  request: Request
  env: RequestEnv
  signal: AbortSignal
  failure: TRPCError | null
  tally?: Tally | undefined
}

/** As much of Node's response as the mirror's handler touches. */
interface ResponseSink {
  statusCode: number
  setHeader(name: string, value: string): void
  end(text: string): void
}

type Handler = (request: Request, response: ResponseSink) => Promise<void>

interface HandlerOptions {
  router: OpenApiRouter
  createContext(options: { req: Request }): Promise<object>
  onError(options: { error: TRPCError; req: Request; path?: string | undefined }): void
}

/**
 * The library's fetch adapter builds its handler anew for every request, and with it the whole document; so
 * we build the Node one once and hand it a fetch Request, which it knows how to read. Its types know only
 * Node's.
 */
const createHandler = createOpenApiNodeHttpHandler as unknown as (options: HandlerOptions) => Handler

/** Its length is limited before it gets here. */
async function readBody(request: Request): Promise<unknown> {
  const isJson = request.headers.get('content-type')?.startsWith('application/json') ?? false
  return request.method === 'GET' || request.method === 'HEAD' || !isJson
    ? undefined
    : parseJson(await request.text())
}

const parametersSchema = z.object({
  parameters: z
    .array(z.object({ name: z.string(), schema: z.object({ type: z.unknown().optional() }).optional() }))
    .default([]),
})

const flagValues: Record<string, boolean> = { true: true, false: false, 1: true, 0: false }

/** Names of query parameters that are true or false somewhere. */
function flagNames(document: ApiDocument): ReadonlySet<string> {
  const operations = Object.values(document.paths ?? {}).flatMap((path) => Object.values(path))
  const parameters = operations.flatMap((operation) => parametersSchema.parse(operation).parameters)
  return new Set(parameters.filter(({ schema }) => schema?.type === 'boolean').map(({ name }) => name))
}

function readFlag(name: string, value: string): boolean {
  const flag = flagValues[value]
  if (flag === undefined) throw httpFail('flag_invalid', { data: { path: name } })
  return flag
}

/** The library takes every non-empty text for true, "false" as well; so flags are read here. */
function readQuery(search: URLSearchParams, flags: ReadonlySet<string>): Record<string, unknown[]> {
  const query: Record<string, unknown[]> = {}
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name)
    query[name] = flags.has(name) ? values.map((value) => readFlag(name, value)) : values
  }
  return query
}

/** The request as the handler is to see it: its address below `base`, query and body parsed. */
function view(request: Request, base: string, flags: ReadonlySet<string>, body: unknown): Request {
  const { pathname, search, searchParams } = new URL(request.url)
  const seen: Record<PropertyKey, unknown> = {
    url: pathname.slice(base.length) + search,
    query: readQuery(searchParams, flags),
    body,
  }
  return new Proxy(request, {
    get: (target, key) => (Object.hasOwn(seen, key) ? seen[key] : Reflect.get(target, key, target)),
  })
}

/** REST from the same procedures: those with `openapi` meta, at `base`. */
export function createRestMirror(
  parts: TrpcParts,
  appRouter: AnyTRPCRouter,
  options: { base: string; version: string; appUrl: string; uploads: DescribeOptions['uploads'] },
): RestMirror {
  const router = appRouter as OpenApiRouter // the same router; the library's type leaves its context open
  const { version, uploads } = options
  const document = describeApi(router, { version, baseUrl: options.appUrl + options.base, uploads })
  const flags = flagNames(document)
  const allowedMethods = createAllowedMethods(document)
  const calls = new WeakMap<Request, Call>()
  const callOf = (request: Request): Call => {
    const call = calls.get(request)
    if (!call) throw new Error('The REST mirror lost its request')
    return call
  }
  const handler = createHandler({
    router,
    async createContext({ req }) {
      const call = callOf(req)
      const { request, env, signal } = call
      const context = await createRequestContext(parts, request.headers, env, signal)
      call.tally = context.tally
      return context
    },
    onError({ error, req, path }) {
      const call = callOf(req)
      call.failure = error
      logCallError(parts.app, error, { path, requestId: call.env.info.requestId })
    },
  })

  const handle: RestMirror['handle'] = async (request, env) => {
    const { requestId } = env.info
    const allowed = allowedMethods(new URL(request.url).pathname.slice(options.base.length))
    if (allowed.length > 0 && ![...allowed, 'HEAD'].includes(request.method)) {
      const refusal = errorResponse(new TRPCError({ code: 'METHOD_NOT_SUPPORTED' }), requestId)
      refusal.headers.set('Allow', allowed.join(', '))
      return refusal
    }
    const req = view(request, options.base, flags, await readBody(request))
    const call: Call = { request, env, signal: env.signal ?? request.signal, failure: null }
    calls.set(req, call)
    const headers = new Headers({ 'Cache-Control': 'no-store' })
    return new Promise((resolve, reject) => {
      const sink: ResponseSink = {
        statusCode: 200,
        setHeader: (name, value) => headers.set(name, value),
        end(text) {
          const { failure } = call
          const answer = failure
            ? errorResponse(failure, requestId)
            : new Response(text, { status: sink.statusCode, headers })
          for (const [name, value] of Object.entries(call.tally?.headers() ?? {}))
            answer.headers.set(name, value)
          resolve(answer)
        },
      }
      handler(req, sink).catch(reject)
    })
  }
  return { document, handle }
}
