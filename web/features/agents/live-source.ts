import { ahead, trpcClient } from '../../trpc.ts'
import { FIRST_EVENTS, type LiveSource } from './live-stream.ts'

const RETRY_MS = 1_000

/** What was read this shortly ago is followed on from, not read again. */
const fresh = { staleTime: 5_000 }

/** Asks for the newest events while the page's code is on its way. */
export function askAheadOfEvents(): void {
  void ahead.agents.history.prefetch({ newest: true, limit: FIRST_EVENTS }, fresh)
}

/** The server behind the stream. */
export const liveSource: LiveSource = {
  readAfter: async (after, limit) => (await trpcClient.agents.history.query({ after, limit })).events,
  readNewest: async (limit) => (await ahead.agents.history.fetch({ newest: true, limit }, fresh)).events,
  follow: (after, { onEvent, onStatus }) => {
    let last = after
    let ended = false
    let stood = false
    let timer: ReturnType<typeof setTimeout> | undefined
    let subscription: { unsubscribe(): void } | undefined
    const open = (): void => {
      subscription = trpcClient.agents.events.subscribe(
        { after: last },
        {
          onData({ data }) {
            last = data.seq
            onEvent(data)
          },
          onConnectionStateChange({ state, error }) {
            if (ended) return
            stood ||= state === 'pending'
            if (state === 'pending') onStatus('live')
            else onStatus(stood || error ? 'lost' : 'connecting')
          },
          // An answer other than 200 ends tRPC's own attempts: begin anew after the last event.
          onError: again,
          onStopped: again,
        },
      )
    }
    const again = (): void => {
      if (ended) return
      onStatus('lost')
      subscription?.unsubscribe()
      clearTimeout(timer)
      timer = setTimeout(open, RETRY_MS)
    }
    open()
    return () => {
      ended = true
      clearTimeout(timer)
      subscription?.unsubscribe()
    }
  },
}
