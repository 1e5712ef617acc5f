import type { RunEvent } from '../../../src/domains/agents/schema.ts'

/** A person's events as one tab knows them: in order, each once, the oldest dropped when there are too many. */
export function createEventLog(kept: number) {
  let events: readonly RunEvent[] = []
  let last = 0
  return {
    events: () => events,
    /** Number of the newest known event; 0 before the first. */
    last: () => last,
    /** Keeps those that are new and returns them. */
    add(arrived: readonly RunEvent[]): readonly RunEvent[] {
      const fresh = arrived.filter(({ seq }) => seq > last)
      const newest = fresh.at(-1)
      if (!newest) return []
      last = newest.seq
      events = [...events, ...fresh].slice(-kept)
      return fresh
    },
  }
}
