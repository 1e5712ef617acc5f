/** What the Event Timing API tells of one event; events of one interaction share its id. */
export interface TimedEvent {
  interaction: number
  /** Milliseconds from the input to the next paint, in steps of eight. */
  duration: number
}

/** The shortest that the browser reports: what it is silent about took at most this. */
export const SHORTEST_EVENT_MS = 16

/** The smallest value that at least this share of all values doesn't exceed (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(Math.ceil(share * sorted.length), 1) - 1] ?? 0
}

/**
 * One duration per interaction: its slowest event. `expected` interactions were made; those that the browser did
 * not report were shorter than it reports.
 */
export function interactionDurations(events: readonly TimedEvent[], expected: number): number[] {
  const slowest = new Map<number, number>()
  for (const { interaction, duration } of events) {
    if (interaction > 0) slowest.set(interaction, Math.max(slowest.get(interaction) ?? 0, duration))
  }
  const silent = Math.max(expected - slowest.size, 0)
  return [...slowest.values(), ...Array.from({ length: silent }, () => SHORTEST_EVENT_MS)]
}

export interface Script {
  url: string
  /** As the server sent it. */
  transferred: number
  /** As the engine reads it. */
  plain: number
}

/** Scripts of a page that the first load hasn't brought already. */
export function beyond(first: readonly Script[], page: readonly Script[]): Script[] {
  const known = new Set(first.map(({ url }) => url))
  return page.filter(({ url }) => !known.has(url))
}

export function sumScripts(scripts: readonly Script[]): {
  files: number
  transferredKb: number
  plainKb: number
} {
  const kb = (of: (script: Script) => number) => scripts.reduce((sum, script) => sum + of(script), 0) / 1_000
  return {
    files: scripts.length,
    transferredKb: kb(({ transferred }) => transferred),
    plainKb: kb(({ plain }) => plain),
  }
}
