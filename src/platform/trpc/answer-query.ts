import { getTRPCErrorFromUnknown, getTRPCErrorShape, TRPCError, type AnyTRPCRouter } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { retryAfter } from './error-shape.ts'
import type { RequestContext } from './procedures.ts'

/** A procedure as the adapter calls it. */
type Query = (call: {
  path: string
  type: 'query'
  ctx: RequestContext
  signal: AbortSignal
  batchIndex: number
  getRawInput: () => Promise<unknown>
}) => Promise<unknown>

export interface QueryCall {
  query: Query
  path: string
  /** The undecoded query string. */
  search: string
}

/**
 * The commonest call: one query, answered whole. Batches, streams and mutations are for the stock adapter;
 * null says that this call is one of theirs. This path costs half as much, since it builds no Headers,
 * no streams and no signals.
 */
export function asSingleQuery(
  request: Request,
  endpoint: string,
  queries: ReadonlyMap<string, Query>,
): QueryCall | null {
  if (request.method !== 'GET') return null
  const accept = request.headers.get('accept')
  if (accept === 'text/event-stream' || accept === 'application/jsonl') return null
  if (request.headers.get('trpc-accept') !== null) return null
  const { url } = request
  const start = url.indexOf(endpoint) + endpoint.length + 1
  const end = url.indexOf('?', start)
  const search = end === -1 ? '' : url.slice(end + 1)
  if (search.includes('batch=') || search.includes('connectionParams=')) return null
  const path = end === -1 ? url.slice(start) : url.slice(start, end)
  const query = queries.get(path)
  return query ? { query, path, search } : null
}

/** The router's queries by path. */
export function queriesOf(router: AnyTRPCRouter): ReadonlyMap<string, Query> {
  const procedures: Record<string, Query & { _def: { type: string } }> = router._def.procedures
  return new Map(Object.entries(procedures).filter(([, procedure]) => procedure._def.type === 'query'))
}

function readInput(search: string): unknown {
  const input = search === '' ? null : new URLSearchParams(search).get('input')
  if (input === null) return undefined
  try {
    return JSON.parse(input)
  } catch (cause) {
    throw new TRPCError({ code: 'PARSE_ERROR', message: 'input is not JSON', cause })
  }
}

function json(body: object, status: number, headers: Record<string, string>): Response {
  // As the stock adapter varies it: a cache must keep plain and streamed answers apart.
  const all = { 'Content-Type': 'application/json', Vary: 'trpc-accept, accept', ...headers }
  return new Response(JSON.stringify(body), { status, headers: all })
}

export async function answerQuery(
  router: AnyTRPCRouter,
  { query, path, search }: QueryCall,
  ctx: RequestContext,
  onError: (error: TRPCError, path: string) => void,
): Promise<Response> {
  try {
    const data: unknown = await query({
      path,
      type: 'query',
      ctx,
      signal: ctx.signal,
      batchIndex: 0,
      getRawInput: async () => readInput(search),
    })
    return json({ result: { data } }, 200, ctx.tally?.headers() ?? {})
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause)
    const config = router._def._config
    const shape: unknown = getTRPCErrorShape({ config, error, type: 'query', path, input: undefined, ctx })
    onError(error, path)
    const headers = { ...retryAfter(error), ...ctx.tally?.headers() }
    return json({ error: shape }, getHTTPStatusCodeFromError(error), headers)
  }
}
