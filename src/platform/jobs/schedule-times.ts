import { Cron } from 'croner'

/**
 * When a five-field cron expression fires, in wall-clock time of an IANA time zone. A fixed time that the clocks skip
 * in spring fires at the next instant that exists, one that they repeat in autumn fires once; an hour's worth of
 * `*` or `/` steps follows the clock.
 */
function timetable(cron: string, timeZone: string): Cron {
  return new Cron(cron, { timezone: timeZone, mode: '5-part', fixedTimeRule: 'no-wildcard' })
}

/** The next `count` runs after `from`; fewer when the expression fires no more. Throws when it can't be understood. */
export function nextRuns(cron: string, timeZone: string, count: number, from: Date): Date[] {
  return timetable(cron, timeZone).nextRuns(count, from)
}

export function nextRun(cron: string, timeZone: string, from: Date): Date | null {
  return timetable(cron, timeZone).nextRun(from)
}

/** The latest runs from `since` to `until`, both included, oldest first; at most `count`. */
export function runsBetween(
  cron: string,
  timeZone: string,
  range: { since: Date; until: Date },
  count: number,
): Date[] {
  const justAfter = new Date(range.until.getTime() + 1)
  const runs = timetable(cron, timeZone).previousRuns(count, justAfter)
  return runs.filter((run) => run >= range.since).toReversed()
}
