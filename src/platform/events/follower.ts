import { restOf, type Batch } from './batch.ts'

/** Where one follower's events go: a connection that may be slower than they come. */
export interface Sink {
  /** Takes the bytes in any case; false: it holds enough now, wait for `drained`. */
  write(bytes: Buffer): boolean
  /** Resolves when it can take more, or is closed. */
  drained(): Promise<void>
}

export interface FollowerParts {
  sink: Sink
  /** The next stored events after a number. */
  read: (after: number) => Promise<{ batch: Batch | null; more: boolean }>
  /** The number up to which the live feed has gone. */
  head: () => number
  /** Nothing could be read for one that had been slow. */
  onFailure: (error: unknown) => void
}

export interface Follower {
  /** What the live feed has just brought. */
  deliver: (batch: Batch) => void
  /** Sends what is stored after a number; resolves when the follower has joined the live feed. */
  start: (after: number) => Promise<void>
  stop: () => void
}

/** Batches that wait while a follower reads what is stored; when there are more it reads those as well. */
const MOST_WAITING = 64

/**
 * One who follows a person's events: first what is stored, then the live feed. The feed is heard while reading, so
 * nothing falls between the two, and what came both ways is sent once. A connection that doesn't keep up is left
 * alone until it has drained; what it missed is then read from the store, so that it fills no memory.
 */
export function createFollower({ sink, read, head, onFailure }: FollowerParts): Follower {
  let last = 0
  let mode: 'reading' | 'live' | 'slow' | 'stopped' = 'reading'
  let waiting: Batch[] = []
  const isStopped = (): boolean => mode === 'stopped'

  const send = (batch: Batch | null): boolean => {
    if (!batch) return true
    last = batch.last
    return sink.write(batch.bytes)
  }

  /** Goes on with the live feed, unless it has run ahead of what was read. */
  const join = (): boolean => {
    const [next] = waiting
    if (last < (next ? next.after : head())) return false
    const queued = waiting
    waiting = []
    mode = 'live'
    for (const batch of queued) passOn(batch)
    return true
  }

  const catchUp = async (): Promise<void> => {
    if (isStopped()) return
    mode = 'reading'
    for (;;) {
      const reached = head()
      const { batch, more } = await read(last)
      if (isStopped()) return
      if (!send(batch)) await sink.drained()
      if (isStopped()) return
      if (more) continue
      // What the feed had passed before we read was there to be read; the rest of it is no longer stored.
      last = Math.max(last, reached)
      if (join()) return
    }
  }

  const passOn = (batch: Batch): void => {
    if (mode !== 'live' || send(restOf(batch, last))) return
    mode = 'slow'
    sink.drained().then(catchUp).catch(onFailure)
  }

  return {
    deliver(batch) {
      if (mode !== 'reading') return passOn(batch)
      if (waiting.length === MOST_WAITING) waiting = []
      waiting.push(batch)
    },
    start(after) {
      last = after
      return catchUp()
    },
    stop() {
      mode = 'stopped'
      waiting = []
    },
  }
}
