/**
 * The public typed client: `createClient({ url, token }).users.me.query()`. Calls are batched; subscriptions
 * use server-sent events, carry the token in a header (never in the address) and resume where they broke off.
 */
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCClient,
} from '@trpc/client'
import { EventSource } from 'eventsource'
import { MAX_BATCH } from './platform/http/errors.ts'
import type { AppRouter } from './router.ts'

export type { AppRouter }

export interface ClientOptions {
  /** Where the server is: `http://localhost:3000`. */
  url: string
  /** A personal access token (`jobpilot token create`) or a Clerk session token. */
  token?: string
  /** Replaces global fetch: a proxy, a test, a server in the same process. */
  fetch?: typeof globalThis.fetch
}

export type Client = TRPCClient<AppRouter>

export function createClient(options: ClientOptions): Client {
  const endpoint = new URL('/api/v1/trpc', options.url).href
  const base = options.fetch ?? globalThis.fetch
  const authorization: Record<string, string> = options.token
    ? { authorization: `Bearer ${options.token}` }
    : {}
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: httpSubscriptionLink({
          url: endpoint,
          EventSource,
          eventSourceOptions: () => ({
            fetch: (url, init) => base(url, { ...init, headers: { ...init.headers, ...authorization } }),
          }),
        }),
        false: httpBatchLink({ url: endpoint, fetch: base, headers: authorization, maxItems: MAX_BATCH }),
      }),
    ],
  })
}
