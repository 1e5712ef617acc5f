import { TRPCClientError, type Operation } from '@trpc/client'
import type { AppRouter } from '../router.ts'

const REFUSAL = 'jobpilot.refusal'

/** Why the server refused this stream at its last attempt; EventSource itself tells a number at most. */
export function refusalOf({ context }: Operation): TRPCClientError<AppRouter> | null {
  const noted = context[REFUSAL]
  return noted instanceof TRPCClientError ? noted : null
}

async function readRefusal(response: Response): Promise<TRPCClientError<AppRouter>> {
  const meta = { response }
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null)
  const words = new Error(`The server answered ${response.status}.`)
  const isObject = typeof body === 'object' && body !== null
  return TRPCClientError.from<AppRouter>(isObject && 'error' in body ? body : words, { meta })
}

export interface StreamFetchOptions {
  op: Operation
  fetch: typeof globalThis.fetch
  headers: () => Promise<Record<string, string>>
}

/** The fetch of a stream: adds the token's header and notes why it was refused. */
export function createStreamFetch({ op, fetch, headers }: StreamFetchOptions) {
  return async (address: string | URL, init: RequestInit & { headers: Record<string, string> }) => {
    delete op.context[REFUSAL]
    const own = await headers().catch((cause: unknown) => {
      op.context[REFUSAL] = TRPCClientError.from(cause instanceof Error ? cause : new Error(String(cause)))
    })
    // EventSource would ask for ever, without a word; a refusal is told.
    if (!own) return new Response(null, { status: 401 })
    try {
      const response = await fetch(address, { ...init, headers: { ...init.headers, ...own } })
      if (!response.ok) op.context[REFUSAL] = await readRefusal(response)
      return response
    } catch (cause) {
      // EventSource takes every abort for its own and would never try again.
      if (cause instanceof Error && cause.name === 'AbortError' && !init.signal?.aborted)
        throw new TypeError('the request was aborted', { cause })
      throw cause
    }
  }
}
