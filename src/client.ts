/**
 * The public typed client: `createClient({ url, token }).users.me.query()`. Calls of one moment travel as one
 * batch; queries are tried again when the server is busy or restarts; subscriptions use server-sent events,
 * carry the token in a header (never in the address) and resume where they broke off.
 */
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
} from '@trpc/client'
import { EventSource } from 'eventsource'
import type { Calls, InputsOf, OutputsOf } from './client/calls.ts'
import { createStreamFetch } from './client/fetch-stream.ts'
import { retryFailedCalls } from './client/retry-failed-calls.ts'
import type { AppRouter } from './router.ts'

export { followEvents, type FollowOptions, type RunEvent } from './client/follow-events.ts'
export type { AppRouter }

export interface ClientOptions {
  /** Where the server is: `http://localhost:3000`. */
  url: string
  /**
   * A personal access token (`jobpilot token create`) or a Clerk session token; a function is asked before
   * each request, for tokens that expire.
   */
  token?: string | (() => string | Promise<string>) | undefined
  /**
   * How often a query is tried again after a lost connection or an answer like 503; default 5, which lasts
   * some six seconds, long enough for a restart; 0: never.
   */
  retries?: number
  /** Replaces global fetch: a proxy, a test, a server in the same process. */
  fetch?: typeof globalThis.fetch
}

type Procedures = AppRouter['_def']['record']
export type Client = Calls<Procedures>
/** What each procedure takes: `Inputs['matches']['list']`. */
export type Inputs = InputsOf<Procedures>
/** What each procedure answers: `Outputs['matches']['get']`. */
export type Outputs = OutputsOf<Procedures>

/** Why a call failed. `message` is for people and says what to do. */
export interface CallError extends Error {
  /** What the server said: `reason` for programs, `issues` of an input; missing when no answer came. */
  data?: AppRouter['_def']['_config']['$types']['errorShape']['data'] | null
}

export function isCallError(error: unknown): error is CallError {
  return error instanceof TRPCClientError
}

/** Most calls that the server takes in one batch. */
const MAX_BATCH = 20

export function createClient(options: ClientOptions): Client {
  const url = new URL('/api/v1/trpc', options.url).href
  const { token, retries = 5 } = options
  const base = options.fetch ?? globalThis.fetch
  const authorization = async (): Promise<Record<string, string>> => {
    const value = typeof token === 'function' ? await token() : token
    return value ? { authorization: `Bearer ${value}` } : {}
  }
  const client = createTRPCClient<AppRouter>({
    links: [
      retryFailedCalls(retries),
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: httpSubscriptionLink({
          url,
          EventSource,
          eventSourceOptions: ({ op }) => ({
            fetch: createStreamFetch({ op, fetch: base, headers: authorization }),
          }),
        }),
        false: httpBatchLink({ url, fetch: base, headers: authorization, maxItems: MAX_BATCH }),
      }),
    ],
  })
  // The same calls, except that tRPC says `?: unknown` where a schema says `: unknown`.
  return client as Client
}
