import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { errorStatus } from '../../error-message.ts'
import { ahead, trpc, type Outputs } from '../../trpc.ts'
import { forgetAllUnsaved } from '../studio/unsaved-text.ts'
import { signOut } from './session-api.ts'

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
  state: 'asking' | 'signed-in' | 'signed-out' | 'unreachable'
  error: unknown
  retry: () => void
}

/** Who is signed in, as the server says. */
export function useSession(): Session {
  const me = trpc.users.me.useQuery(undefined, fresh)
  const signedOut = errorStatus(me.error) === 401
  const state = signedOut ? 'signed-out' : me.data ? 'signed-in' : me.error ? 'unreachable' : 'asking'
  const person = signedOut ? null : (me.data ?? null)
  return { person, state, error: me.error, retry: () => void me.refetch() }
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

function watchRefusals(cache: QueryClient, onSignedOut: () => void): () => void {
  const stops = [
    cache.getQueryCache().subscribe(({ query, type }) => {
      const [path] = query.queryKey
      const isMe = Array.isArray(path) && path.join('.') === 'users.me'
      if (type === 'updated' && !isMe && errorStatus(query.state.error) === 401) onSignedOut()
    }),
    cache.getMutationCache().subscribe(({ mutation }) => {
      if (errorStatus(mutation?.state.error) === 401) onSignedOut()
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
