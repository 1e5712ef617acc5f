/**
 * Durations in buckets that grow by a quarter: 84 of them tell a millisecond from a day, and what is read from them
 * is at most an eighth off. They are added by adding their numbers, whatever worker or minute they come from.
 */
const GROWTH = 1.25
export const BUCKETS = 84

const LOG_GROWTH = Math.log(GROWTH)
/** Where the middle of a bucket lies above its lower end: equally far from both in proportion. */
const MIDDLE = Math.sqrt(GROWTH)

/** The bucket of a duration: 0 for less than a millisecond, the last one for all that is longer than a day. */
export function bucketOf(milliseconds: number): number {
  if (!(milliseconds >= 1)) return 0
  return Math.min(BUCKETS - 1, 1 + Math.floor(Math.log(milliseconds) / LOG_GROWTH + 1e-9))
}

/** The value that stands for a bucket: half a millisecond for the first. */
function valueOf(bucket: number): number {
  return bucket === 0 ? 0.5 : GROWTH ** (bucket - 1) * MIDDLE
}

/** Both together; a shorter one ends in zeros. */
export function mergeHistograms(one: ArrayLike<number>, other: ArrayLike<number>): number[] {
  const length = Math.max(one.length, other.length)
  return Array.from({ length }, (_none, bucket) => (one[bucket] ?? 0) + (other[bucket] ?? 0))
}

/** Without the zeros at its end, which nobody needs to store. */
export function trimHistogram(histogram: ArrayLike<number>): number[] {
  let length = histogram.length
  while (length > 0 && !histogram[length - 1]) length--
  return Array.from({ length }, (_none, bucket) => histogram[bucket] ?? 0)
}

/**
 * The duration in milliseconds that the `share` (0 to 1) shortest ones don't exceed; null for an empty histogram.
 * It is the middle of the bucket that holds that one, so at most 12 % off in either direction: between the ends of a
 * bucket a straight line could be 25 % off.
 */
export function quantile(histogram: ArrayLike<number>, share: number): number | null {
  let total = 0
  for (let bucket = 0; bucket < histogram.length; bucket++) total += histogram[bucket] ?? 0
  if (total === 0) return null
  const rank = Math.max(1, Math.ceil(share * total))
  let seen = 0
  for (let bucket = 0; bucket < histogram.length; bucket++) {
    seen += histogram[bucket] ?? 0
    if (seen >= rank) return valueOf(bucket)
  }
  return valueOf(histogram.length - 1)
}

export interface Latency {
  p50: number | null
  p95: number | null
  p99: number | null
}

/** The three that people look at, in milliseconds, to one decimal place. */
export function latencyOf(histogram: ArrayLike<number>): Latency {
  const at = (share: number): number | null => {
    const value = quantile(histogram, share)
    return value === null ? null : Math.round(value * 10) / 10
  }
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
