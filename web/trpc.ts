import { QueryClient } from '@tanstack/react-query'
import { httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { createTRPCQueryUtils, createTRPCReact } from '@trpc/react-query'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '../src/router.ts'
import { errorStatus } from './error-message.ts'
import { shareInFlight } from './lib/share-in-flight.ts'
import { endpoints } from './paths.ts'

export type Inputs = inferRouterInputs<AppRouter>
export type Outputs = inferRouterOutputs<AppRouter>

export const trpc = createTRPCReact<AppRouter>()

/** What a person may have caused is not tried again: it would only be refused again, later. */
function shouldRetry(failures: number, error: unknown): boolean {
  const status = errorStatus(error)
  if (status !== null && status < 500) return false
  return failures < 3
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: shouldRetry,
      retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 4_000),
      // Live events say what changed; this is for what no event tells.
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})

export const trpcClient = trpc.createClient({
  links: [
    shareInFlight(),
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url: endpoints.trpc }),
      // The server takes at most 20 calls in one batch.
      false: httpBatchLink({ url: endpoints.trpc, maxItems: 20 }),
    }),
  ],
})

/** The same cache outside of components: for asking before a page is there. */
export const ahead = createTRPCQueryUtils({ queryClient, client: trpcClient })
