import type { Overview } from '../../../src/domains/operations/schema.ts'
import { errorStatus } from '../../error-message.ts'
import { trpcClient } from '../../trpc.ts'

const RETRY_MS = 1_500

export type FollowStatus = 'connecting' | 'live' | 'lost'

interface Follower {
  onOverview: (overview: Overview) => void
  onStatus: (status: FollowStatus) => void
}

/** Follows how the engine stands, through losses of the connection, until the answer is called. */
export function followOverview({ onOverview, onStatus }: Follower): () => void {
  let ended = false
  let stood = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let subscription: { unsubscribe(): void } | undefined
  const again = (error?: unknown): void => {
    if (ended) return
    onStatus('lost')
    subscription?.unsubscribe()
    clearTimeout(timer)
    const status = errorStatus(error)
    // Signed out, or no operator any more: asking again would change nothing.
    if (status !== 401 && status !== 403) timer = setTimeout(open, RETRY_MS)
  }
  const open = (): void => {
    subscription = trpcClient.jobs.follow.subscribe(undefined, {
      onData: ({ data }) => {
        if (!ended) onOverview(data)
      },
      onConnectionStateChange({ state, error }) {
        if (ended) return
        stood ||= state === 'pending'
        onStatus(state === 'pending' ? 'live' : stood || error ? 'lost' : 'connecting')
      },
      // An answer other than 200 ends tRPC's own attempts.
      onError: again,
      onStopped: () => again(),
    })
  }
  open()
  return () => {
    ended = true
    clearTimeout(timer)
    subscription?.unsubscribe()
  }
}
