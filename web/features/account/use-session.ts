import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { errorReason, errorStatus } from '../../error-message.ts'
import { ahead, outsideSignIn, trpc, type Outputs } from '../../trpc.ts'
import { forgetAllUnsaved } from '../studio/unsaved-text.ts'

export type Person = Outputs['users']['me']

/** Tells this browser's other tabs that someone signed in or out here. */
const CHANNEL = 'jobpilot-session'

function tellTabs(): void {
  const channel = new BroadcastChannel(CHANNEL)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
  channel.postMessage('changed')
  channel.close()
}

/** The answer stands for a while: each page asks. */
const fresh = { staleTime: 60_000 }

/** Asks who is signed in while the page's code is on its way. */
export function askAheadOfSession(): void {
  void ahead.users.me.prefetch(undefined, fresh)
}

export interface Session {
  person: Person | null
  /** `second-step`: signed in but for the code of their app. `leaving`: they asked to be erased and can come back. */
  state: 'asking' | 'signed-in' | 'second-step' | 'leaving' | 'suspended' | 'signed-out' | 'unreachable'
  error: unknown
  retry: () => void
}

/** Past the door, if only to be told that the account is closed. */
export function isInside(state: Session['state']): boolean {
  return state === 'signed-in' || state === 'leaving' || state === 'suspended'
}

/** Who is signed in, as the server says. */
export function useSession(): Session {
  // “Nobody” is an answer too: neither another part that wonders nor a look at the tab is a reason to ask again.
  const me = trpc.users.me.useQuery(undefined, {
    ...fresh,
    retryOnMount: false,
    refetchOnWindowFocus: ({ state }) => errorStatus(state.error) !== 401,
  })
  const refused = refusedState(me.error)
  const person = refused ? null : (me.data ?? null)
  const state = refused ?? (person ? standingOf(person) : me.error ? 'unreachable' : 'asking')
  return { person, state, error: me.error, retry: () => void me.refetch() }
}

function refusedState(error: unknown): 'signed-out' | 'suspended' | null {
  if (errorStatus(error) === 401) return 'signed-out'
  return errorReason(error) === 'account_suspended' ? 'suspended' : null
}

function standingOf({ secondStep, state }: Person): 'signed-in' | 'second-step' | 'leaving' {
  if (secondStep === 'due') return 'second-step'
  return state === 'leaving' ? 'leaving' : 'signed-in'
}

/** After signing in: what was asked as nobody is asked again as oneself. */
export function useSignedIn(): () => Promise<void> {
  const cache = useQueryClient()
  return useCallback(async () => {
    tellTabs()
    await cache.resetQueries()
  }, [cache])
}

/** Signs out here and in the other tabs; nothing of the person stays in memory. */
export function useSignOut(): () => Promise<void> {
  const cache = useQueryClient()
  return useCallback(async () => {
    await outsideSignIn.signOut()
    const { signOut } = await import('./session-api.ts')
    const answer = await signOut()
    if (!answer.ok) throw new Error(answer.words)
    tellTabs()
    cache.clear()
    forgetAllUnsaved(localStorage)
    window.location.assign('/')
  }, [cache])
}

/** Keeps this tab in step: another tab signed in or out, or the session ended on the server. */
export function useSessionWatch(): void {
  const cache = useQueryClient()
  const utils = trpc.useUtils()
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL)
    channel.addEventListener('message', () => void cache.resetQueries())
    const stop = watchRefusals(cache, () => void utils.users.me.invalidate())
    return () => {
      channel.close()
      stop()
    }
  }, [cache, utils])
}

/** Signed out meanwhile, suspended, leaving, or due for the second step. */
const standingReasons = new Set(['account_suspended', 'account_leaving', 'second_step_required'])
const tellsOfStanding = (error: unknown): boolean =>
  errorStatus(error) === 401 || standingReasons.has(errorReason(error) ?? '')

function watchRefusals(cache: QueryClient, onChange: () => void): () => void {
  const stops = [
    cache.getQueryCache().subscribe(({ query, type }) => {
      const [path] = query.queryKey
      const isMe = Array.isArray(path) && path.join('.') === 'users.me'
      if (type === 'updated' && !isMe && tellsOfStanding(query.state.error)) onChange()
    }),
    cache.getMutationCache().subscribe(({ mutation }) => {
      if (tellsOfStanding(mutation?.state.error)) onChange()
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
