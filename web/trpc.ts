import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { createTRPCQueryUtils, createTRPCReact } from '@trpc/react-query'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '../src/router.ts'
import { errorReason, errorStatus, limitOf } from './error-message.ts'
import { limits } from './lib/limits.ts'
import { createOutsideSignIn } from './lib/outside-sign-in.ts'
import { createQuestion } from './lib/question.ts'
import { repeatAfter } from './lib/repeat-after.ts'
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

/** The frame tells of a limit once, for all calls that met it. */
function noteLimit(error: unknown): void {
  const limit = limitOf(error, Date.now())
  if (limit) limits.note(limit)
}

export const queryClient = new QueryClient({
  // A view that has nothing to show says itself why.
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (query.state.data !== undefined) noteLimit(error)
    },
  }),
  mutationCache: new MutationCache({ onError: noteLimit }),
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

/** Where another service signs people in, calls carry its token. */
export const outsideSignIn = createOutsideSignIn({
  storage: localStorage,
  reload: () => window.location.reload(),
})

const question = createQuestion()

/** “Is it you?”, asked where the server wants to know it anew: by our dialog, or by the service's own. */
export const identityQuestion = { ...question, ask: () => outsideSignIn.proveAgain() ?? question.ask() }

export const trpcClient = trpc.createClient({
  links: [
    shareInFlight(),
    repeatAfter((error) => errorReason(error) === 'recent_sign_in_required', identityQuestion.ask),
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url: endpoints.trpc }),
      // The server takes at most 20 calls in one batch.
      false: httpBatchLink({ url: endpoints.trpc, maxItems: 20, headers: outsideSignIn.headers }),
    }),
  ],
})

/** The same cache outside of components: for asking before a page is there. */
export const ahead = createTRPCQueryUtils({ queryClient, client: trpcClient })
