import type { Outputs } from '../../trpc.ts'
import { shortDate, timeOfDay, wholeNumber } from '../../lib/format.ts'
import { durationWords, percentWords } from '../../lib/measures.ts'

export type Points = Outputs['jobs']['series']['points']
type Point = Points[number]

export const outcomes = ['succeeded', 'retried', 'failed', 'cancelled'] as const
export const quantiles = ['p50', 'p95', 'p99'] as const

export function endedOf(point: Point): number {
  return outcomes.reduce((sum, outcome) => sum + point[outcome], 0)
}

/** Attempts that failed among all that ended; null where nothing did. */
export function failureRateOf(point: Point): number | null {
  const ended = endedOf(point)
  return ended === 0 ? null : (point.failed + point.retried) / ended
}

/** When a point begins: the time of day, with the day where a week is shown. */
export function pointTime(at: string, seconds: number): string {
  const time = timeOfDay(at).slice(0, 5)
  return seconds >= 3_600 ? `${shortDate(at)} ${time}` : time
}

export function pointWords(seconds: number): string {
  if (seconds === 60) return 'minute'
  return seconds === 3_600 ? 'hour' : `${Math.round(seconds / 60)} minutes`
}

function sumOf(points: Points, outcome: (typeof outcomes)[number]): number {
  return points.reduce((sum, point) => sum + point[outcome], 0)
}

/** “1,234 ended: 1,200 succeeded, 30 retried, 4 failed.” */
export function endedWords(points: Points): string {
  const sums = outcomes.map((outcome) => ({ outcome, sum: sumOf(points, outcome) }))
  const all = sums.reduce((total, { sum }) => total + sum, 0)
  if (all === 0) return 'No attempt ended.'
  const parts = sums.filter(({ sum }) => sum > 0).map(({ outcome, sum }) => `${wholeNumber(sum)} ${outcome}`)
  return `${wholeNumber(all)} ended: ${parts.join(', ')}.`
}

export function failureWords(points: Points): string {
  const rates = points.flatMap((point) => failureRateOf(point) ?? [])
  const ended = points.reduce((sum, point) => sum + endedOf(point), 0)
  if (ended === 0) return 'No attempt ended.'
  const failed = sumOf(points, 'failed') + sumOf(points, 'retried')
  return `${percentWords(failed / ended)} of the attempts failed, ${percentWords(Math.max(...rates))} at worst.`
}

/** “Half within 12 ms, nearly all within 3.4 s at worst.” */
export function latencyWords(points: Points, of: 'wait' | 'duration'): string {
  const medians = points.flatMap((point) => point[of].p50 ?? []).toSorted((a, b) => a - b)
  const worst = Math.max(...points.map((point) => point[of].p99 ?? 0))
  const median = medians[Math.floor(medians.length / 2)]
  if (median === undefined) return 'No attempt ended.'
  return `Typically ${durationWords(median)}; the slowest hundredth ${durationWords(worst)} at worst.`
}

/** Steps of ten from a millisecond: 10 ms, 1 s, 100 s. */
export function stepWords(ms: number): string {
  return ms < 1_000 ? `${ms} ms` : `${wholeNumber(ms / 1_000)} s`
}
