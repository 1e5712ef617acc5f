import type { AppRouter } from '../router.ts'
import type { Calls, OutputsOf } from './calls.ts'

type Agents = AppRouter['_def']['record']['agents']

/** One entry of a person's event stream: what an agent has just done. */
export type RunEvent = OutputsOf<Agents>['history']['events'][number]

export interface FollowOptions {
  /**
   * `seq` of the last event already seen; 0, the default, replays everything, 'now' starts with the next one
   * after the stream has opened.
   * Keep the last `seq` you have dealt with, and a later run of your program misses nothing.
   */
  after?: number | 'now'
  /** Ends the iteration. */
  signal?: AbortSignal
}

/** Events that nobody has taken yet; beyond that we stop listening and later ask for the rest. */
const MOST_WAITING = 1_000
const REOPEN_MS = 1_000

/**
 * The person's events in order, each once, also across restarts of the server and lost connections:
 * `for await (const event of followEvents(client)) …`. Ends with `break` or the signal; throws when the
 * server refuses (a revoked token, say).
 */
export async function* followEvents(
  client: { agents: Pick<Calls<Agents>, 'events'> },
  { after = 0, signal }: FollowOptions = {},
): AsyncGenerator<RunEvent, void, undefined> {
  let last = after
  while (!signal?.aborted) {
    const stream = openStream(client, last, signal)
    try {
      for (let event = await stream.take(); event; event = await stream.take()) {
        if (signal?.aborted) return
        if (last !== 'now' && event.seq <= last) continue
        last = event.seq
        yield event
      }
    } finally {
      stream.close()
    }
  }
}

interface Stream {
  /** The next event; null when the stream has ended and is to be opened anew. */
  take(): Promise<RunEvent | null>
  close(): void
}

function openStream(
  client: { agents: Pick<Calls<Agents>, 'events'> },
  last: number | 'now',
  signal: AbortSignal | undefined,
): Stream {
  const waiting: RunEvent[] = []
  let failure: Error | null = null
  let ended = false
  let wake = (): void => undefined
  const end = (): void => {
    ended = true
    wake()
  }
  const subscription = client.agents.events.subscribe(last === 'now' ? { fromNow: true } : { after: last }, {
    onData({ data }) {
      if (ended) return
      waiting.push(data)
      if (waiting.length >= MOST_WAITING) close()
      wake()
    },
    onError(error) {
      failure = error
      end()
    },
    // The server closed it for good; a pause keeps us from asking without end.
    onComplete: () => setTimeout(end, REOPEN_MS),
  })
  const close = (): void => {
    signal?.removeEventListener('abort', close)
    end()
    subscription.unsubscribe()
  }
  signal?.addEventListener('abort', close, { once: true })

  return {
    async take() {
      while (waiting.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve))
      const event = waiting.shift()
      if (event) return event
      if (failure && !signal?.aborted) throw failure
      return null
    },
    close,
  }
}
