import type { AnyTRPCRouter } from '@trpc/server'
import { z } from 'zod'
import type { ProcedureMeta, Policy } from '../platform/trpc/procedures.ts'

/** A procedure, as tests that go over all of them see it. */
export interface Procedure {
  path: string
  type: 'query' | 'mutation' | 'subscription'
  /** undefined: it was forgotten. */
  policy: Policy | undefined
  /** Where it is in the REST mirror. */
  rest: { method: string; path: string } | null
  input: z.ZodType | null
  /** Names of the input's ids. */
  ids: string[]
}

const definition = z.object({
  type: z.enum(['query', 'mutation', 'subscription']),
  meta: z.custom<ProcedureMeta>().optional(),
  inputs: z.array(z.instanceof(z.ZodType)),
})

/** The ids of an input are its keys `id`, `…Id` and `…Ids`. Event numbers name nothing. */
function idsOf(inputs: z.ZodType[]): string[] {
  return inputs.flatMap((input) =>
    input instanceof z.ZodObject
      ? Object.keys(input.shape).filter((key) => /(^id|Ids?)$/.test(key) && key !== 'lastEventId')
      : [],
  )
}

/** Every procedure of a router, in its order. */
export function proceduresOf(router: AnyTRPCRouter): Procedure[] {
  const procedures: Record<string, { _def: unknown }> = router._def.procedures
  return Object.entries(procedures).map(([path, procedure]) => {
    const { type, meta, inputs } = definition.parse(procedure._def)
    const { method, path: address } = meta?.openapi ?? {}
    return {
      path,
      type,
      policy: meta?.policy,
      rest: method && address ? { method, path: address } : null,
      input: inputs.at(-1) ?? null,
      ids: idsOf(inputs),
    }
  })
}

/** Answers a request without a network. */
export type Serve = (request: Request) => Promise<Response>

export interface Answer {
  status: number
  /** The code of a refusal; `ok` otherwise. */
  reason: string
}

const ORIGIN = 'http://localhost:3000'
const API = `${ORIGIN}/api/v1`

/** The request that calls a procedure by tRPC. */
export function procedureRequest(
  { path, type }: Pick<Procedure, 'path' | 'type'>,
  headers: Record<string, string>,
  input: unknown,
): Request {
  const url = `${API}/trpc/${path}`
  if (type === 'mutation') {
    const body = JSON.stringify(input ?? {})
    return new Request(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
    })
  }
  const accept = type === 'subscription' ? { accept: 'text/event-stream' } : {}
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`
  return new Request(url + query, { headers: { ...headers, ...accept } })
}

function searchOf(input: Record<string, unknown>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(input))
    for (const item of Array.isArray(value) ? value : [value]) search.append(name, String(item))
  return search.size === 0 ? '' : `?${search.toString()}`
}

/** The same call in the REST mirror: what the path doesn't take goes into body or query. */
export function restRequest(
  rest: { method: string; path: string },
  headers: Record<string, string>,
  input: Record<string, unknown>,
): Request {
  const left = { ...input }
  const path = rest.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    const value = left[name]
    delete left[name]
    return typeof value === 'string' ? encodeURIComponent(value) : crypto.randomUUID()
  })
  if (rest.method === 'GET' || rest.method === 'DELETE')
    return new Request(API + path + searchOf(left), { method: rest.method, headers })
  const body = JSON.stringify(left)
  const json = { ...headers, 'content-type': 'application/json' }
  return new Request(API + path, { method: rest.method, headers: json, body })
}

const trpcError = z.object({
  error: z.object({ data: z.object({ httpStatus: z.number(), reason: z.string() }) }),
})
const restError = z.object({ error: z.object({ code: z.string() }) })
const frameError = trpcError.shape.error

function reasonOf(status: number, text: string): Answer {
  const body: unknown = status === 204 || text === '' ? null : JSON.parse(text)
  const byTrpc = trpcError.safeParse(body)
  if (byTrpc.success) {
    const { httpStatus, reason } = byTrpc.data.error.data
    return { status: httpStatus, reason }
  }
  const byRest = restError.safeParse(body)
  return { status, reason: byRest.success ? byRest.data.error.code : 'ok' }
}

/** A stream answers 200 and tells its refusal as its first event. */
async function firstOfStream(response: Response): Promise<Answer> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    const refusal = /event: serialized-error\ndata: (.*)\n/.exec(text)?.[1]
    if (refusal !== undefined) {
      const { httpStatus, reason } = frameError.parse(JSON.parse(refusal)).data
      return { status: httpStatus, reason }
    }
    if (/^(id:|event: ping)/m.test(text)) break
  }
  return { status: response.status, reason: 'ok' }
}

/** What the caller was told, whichever way it was asked. */
export async function readAnswer(response: Response): Promise<Answer> {
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) return firstOfStream(response)
  return reasonOf(response.status, await response.text())
}
