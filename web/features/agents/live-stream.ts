import type { RunEvent } from '../../../src/domains/agents/schema.ts'
import { createEventLog } from './event-log.ts'
import type { LiveBrowser } from './live-browser.ts'

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

export interface LiveStream {
  getState: () => LiveState
  subscribe: (listener: () => void) => () => void
  /** Called with the events that are new to this tab, in order. */
  onEvents: (listener: (events: readonly RunEvent[]) => void) => () => void
  close: () => void
}

const KEPT = 2_000
const PAGE = 500
/** How many a page opens with. */
export const FIRST_EVENTS = 200

/**
 * One person's events in one tab. Of all tabs of a browser one leads and holds the only connection (HTTP/1.1
 * allows six per origin); it passes on what it hears. A tab that slept, or joins late, reads what it missed. When
 * the leading tab goes, its lock falls to another, which goes on after the last event that it knows.
 */
export function createLiveStream(userId: string, source: LiveSource, browser: LiveBrowser): LiveStream {
  const name = `jobpilot-live-${userId}`
  const stop = new AbortController()
  const board = createBoard()
  const catchUp = createCatchUp(source, board, stop.signal)
  let leading = false
  let begun = false

  const hear = (event: RunEvent): void => {
    const next = board.last() + 1
    if (event.seq === next) board.keep([event])
    // Slept through some: what is stored has them all, this one too.
    else if (event.seq > next) catchUp()
  }
  const receive = (message: Message): void => {
    if (leading) {
      if (message.kind === 'hello') send({ kind: 'status', status: board.getState().status })
    } else if (begun && message.kind === 'event') hear(message.event)
    else if (begun && message.kind === 'status') {
      board.setStatus(message.status)
      if (message.status === 'live') catchUp()
    }
  }
  // Only tabs of ours send on this channel.
  const channel = browser.openChannel(name, (data) => receive(data as Message))
  const send = (message: Message): void => {
    if (!stop.signal.aborted) channel.send(message)
  }

  const lead = async (): Promise<void> => {
    leading = true
    const inBatches = batched<RunEvent>(board.keep)
    const end = source.follow(board.last(), {
      onEvent(event) {
        inBatches(event)
        send({ kind: 'event', event })
      },
      onStatus(status) {
        board.setStatus(status)
        send({ kind: 'status', status })
      },
    })
    await fired(stop.signal)
    end()
    leading = false
  }
  const begin = async (): Promise<void> => {
    await readFirst(source, board, stop.signal)
    if (stop.signal.aborted) return
    begun = true
    send({ kind: 'hello' })
    await browser.inTurn(name, stop.signal, lead)
  }
  const stopWaking = browser.onWake(() => {
    if (begun) catchUp()
  })
  void begin()

  return {
    getState: board.getState,
    subscribe: board.subscribe,
    onEvents: board.onEvents,
    close() {
      stop.abort()
      channel.close()
      stopWaking()
    },
  }
}

function listen<Listener>(to: Set<Listener>, listener: Listener): () => void {
  to.add(listener)
  return () => void to.delete(listener)
}

/** What is known, and who wants to hear of it. */
function createBoard() {
  const log = createEventLog(KEPT)
  const listeners = new Set<() => void>()
  const eventListeners = new Set<(events: readonly RunEvent[]) => void>()
  let state: LiveState = { events: [], status: 'connecting' }
  const publish = (next: Partial<LiveState>): void => {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }
  return {
    getState: () => state,
    last: log.last,
    subscribe: (listener: () => void) => listen(listeners, listener),
    onEvents: (listener: (events: readonly RunEvent[]) => void) => listen(eventListeners, listener),
    setStatus: (status: LiveStatus): void => {
      if (status !== state.status) publish({ status })
    },
    /** What was there when the page opened is shown, but is no news. */
    fill: (events: readonly RunEvent[]): void => {
      log.add(events)
      publish({ events: log.events() })
    },
    keep: (events: readonly RunEvent[]): void => {
      const fresh = log.add(events)
      if (fresh.length === 0) return
      publish({ events: log.events() })
      for (const listener of eventListeners) listener(fresh)
    },
  }
}

type Board = ReturnType<typeof createBoard>

/** Reads everything after the last known event; calls while one runs share it. */
function createCatchUp(source: LiveSource, board: Board, signal: AbortSignal): () => void {
  let running = false
  const read = async (): Promise<void> => {
    for (let more = true; more && !signal.aborted;) {
      const page = await source.readAfter(board.last(), PAGE)
      board.keep(page)
      more = page.length === PAGE
    }
  }
  return () => {
    if (running) return
    running = true
    read()
      .catch(() => board.setStatus('lost'))
      .finally(() => {
        running = false
      })
  }
}

/** The newest events, tried until the server answers. */
async function readFirst(source: LiveSource, board: Board, signal: AbortSignal): Promise<void> {
  for (let wait = 500; !signal.aborted; wait = Math.min(wait * 2, 5_000)) {
    try {
      return board.fill(await source.readNewest(FIRST_EVENTS))
    } catch {
      board.setStatus('lost')
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}

function fired(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  signal.addEventListener('abort', () => resolve(), { once: true })
  return promise
}

/** Hands over what came within a frame at once: a thousand events caught up are one change of the page. */
function batched<Item>(deliver: (items: Item[]) => void): (item: Item) => void {
  let items: Item[] = []
  let waiting = false
  return (item) => {
    items.push(item)
    if (waiting) return
    waiting = true
    setTimeout(() => {
      const due = items
      items = []
      waiting = false
      deliver(due)
    }, 16)
  }
}
