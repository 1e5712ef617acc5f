import type { Clock } from '../clock.ts'

/** Between two fetches of pages from one host, in ms. */
const SPACING_MS = 1_000
const MAX_HOSTS = 1_000

/** One fetch per host at a time, and at least a second between the starts of two. */
export interface HostQueue {
  run<T>(host: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>
}

interface Lane {
  tail: Promise<void>
  /** When the last fetch began. */
  last: number
  waiting: number
}

export function createHostQueue(clock: Pick<Clock, 'now' | 'sleep'>): HostQueue {
  const lanes = new Map<string, Lane>()

  function laneOf(host: string): Lane {
    const lane = lanes.get(host) ?? { tail: Promise.resolve(), last: 0, waiting: 0 }
    lanes.set(host, lane)
    if (lanes.size > MAX_HOSTS) {
      for (const [name, idle] of lanes) if (idle.waiting === 0 && name !== host) lanes.delete(name)
    }
    return lane
  }

  async function turn<T>(lane: Lane, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    signal.throwIfAborted()
    const wait = lane.last + SPACING_MS - clock.now().getTime()
    if (wait > 0) await clock.sleep(Math.min(wait, SPACING_MS), signal)
    lane.last = clock.now().getTime()
    return work()
  }

  return {
    run(host, signal, work) {
      const lane = laneOf(host)
      lane.waiting++
      const result = lane.tail.then(() => turn(lane, signal, work))
      lane.tail = result.then(
        () => void lane.waiting--,
        () => void lane.waiting--,
      )
      return result
    },
  }
}
