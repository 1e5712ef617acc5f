import type { RunEvent } from '../../../src/domains/agents/schema.ts'

/** `connecting` at first, `lost` after a connection that stood, `live` while events come. */
export type LiveStatus = 'connecting' | 'live' | 'lost'

export interface LiveState {
  /** The last two thousand, oldest first, without gaps or doubles. */
  events: readonly RunEvent[]
  status: LiveStatus
}

export interface LiveSource {
  /** Events after a number, oldest first, at most `limit`. */
  readAfter: (seq: number, limit: number) => Promise<RunEvent[]>
  /** The newest events, oldest first. */
  readNewest: (limit: number) => Promise<RunEvent[]>
  /** Follows the server after a number until stopped; comes back by itself when the connection breaks. */
  follow: (
    after: number,
    handlers: { onEvent: (event: RunEvent) => void; onStatus: (status: LiveStatus) => void },
  ) => () => void
}

type Message =
  | { kind: 'event'; event: RunEvent }
  | { kind: 'status'; status: LiveStatus }
  /** A tab that has just opened asks the leading one how things stand. */
  | { kind: 'hello' }

const KEPT = 2_000
const PAGE = 500
const FIRST = 200

/**
 * One person's events in one tab. Of all tabs of a browser one leads and holds the only connection (HTTP/1.1
 * allows six per origin); it passes on what it hears. A tab that slept, or joins late, reads what it missed. When
 * the leading tab goes, its lock falls to another, which goes on after the last event that it knows.
 */
export function createLiveStream(userId: string, source: LiveSource) {
  const channel = new BroadcastChannel(`jobpilot-live-${userId}`)
  const stop = new AbortController()
  const listeners = new Set<() => void>()
  const eventListeners = new Set<(events: readonly RunEvent[]) => void>()
  let state: LiveState = { events: [], status: 'connecting' }
  let last = 0
  let leading = false
  let begun = false
  let catchingUp: Promise<void> | null = null

  const publish = (next: Partial<LiveState>): void => {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }
  const setStatus = (status: LiveStatus): void => {
    if (status !== state.status) publish({ status })
  }
  const keep = (fresh: RunEvent[]): void => {
    const news = fresh.filter((event) => event.seq > last)
    const newest = news.at(-1)
    if (!newest) return
    last = newest.seq
    publish({ events: [...state.events, ...news].slice(-KEPT) })
    for (const listener of eventListeners) listener(news)
  }

  /** Reads everything after the last known event. Calls while one runs share it. */
  const catchUp = (): Promise<void> => {
    catchingUp ??= (async () => {
      for (let more = true; more && !stop.signal.aborted;) {
        const page = await source.readAfter(last, PAGE)
        keep(page)
        more = page.length === PAGE
      }
    })().finally(() => {
      catchingUp = null
    })
    return catchingUp
  }

  const hear = (event: RunEvent): void => {
    if (event.seq <= last) return
    if (event.seq === last + 1) return keep([event])
    // Slept through some: what is stored has them all, this one too.
    catchUp().catch(() => setStatus('lost'))
  }

  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'hello') {
      if (leading) channel.postMessage({ kind: 'status', status: state.status } satisfies Message)
    } else if (leading || !begun) return
    else if (data.kind === 'event') hear(data.event)
    else {
      setStatus(data.status)
      if (data.status === 'live') catchUp().catch(() => setStatus('lost'))
    }
  })

  const lead = async (): Promise<void> => {
    leading = true
    const batch = createBatch<RunEvent>(keep)
    const end = source.follow(last, {
      onEvent(event) {
        batch.add(event)
        channel.postMessage({ kind: 'event', event } satisfies Message)
      },
      onStatus(status) {
        setStatus(status)
        channel.postMessage({ kind: 'status', status } satisfies Message)
      },
    })
    await new Promise<void>((resolve) =>
      stop.signal.addEventListener('abort', () => resolve(), { once: true }),
    )
    end()
    leading = false
  }

  const begin = async (): Promise<void> => {
    for (let wait = 500; !begun && !stop.signal.aborted; wait = Math.min(wait * 2, 5_000)) {
      try {
        keep(await source.readNewest(FIRST))
        begun = true
      } catch {
        setStatus('lost')
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
    }
    if (stop.signal.aborted) return
    channel.postMessage({ kind: 'hello' } satisfies Message)
    await inTurn(`jobpilot-live-${userId}`, stop.signal, lead)
  }

  const onWake = (): void => {
    if (document.visibilityState === 'visible' && begun) catchUp().catch(() => setStatus('lost'))
  }
  document.addEventListener('visibilitychange', onWake)
  window.addEventListener('online', onWake)
  void begin()

  return {
    getState: () => state,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** Called with the events that are new to this tab, in order. */
    onEvents(listener: (events: readonly RunEvent[]) => void): () => void {
      eventListeners.add(listener)
      return () => void eventListeners.delete(listener)
    },
    close(): void {
      stop.abort()
      channel.close()
      document.removeEventListener('visibilitychange', onWake)
      window.removeEventListener('online', onWake)
    },
  }
}

export type LiveStream = ReturnType<typeof createLiveStream>

/** Waits for the browser-wide lock, then works; without the Locks API every tab works for itself. */
async function inTurn(name: string, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return work()
  try {
    await navigator.locks.request(name, { signal }, work)
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

/** Hands over what came within a frame at once: a thousand events caught up are one change of the page. */
function createBatch<Item>(deliver: (items: Item[]) => void) {
  let items: Item[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    add(item: Item): void {
      items.push(item)
      timer ??= setTimeout(() => {
        const due = items
        items = []
        timer = undefined
        deliver(due)
      }, 16)
    },
  }
}
