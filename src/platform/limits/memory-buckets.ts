import { secondsEach, type RateLimit } from '../http/rate-limit.ts'

/** What somebody who asked was given, and what is left then. */
export interface Taken {
  granted: number
  tokens: number
}

export interface MemoryBucket {
  tokens: number
  /** Milliseconds. */
  filledAt: number
}

/** As many as may be remembered; who is forgotten begins anew. */
const MAX_BUCKETS = 20_000

/** Buckets of this process alone. */
export interface MemoryBuckets<Bucket extends MemoryBucket> {
  /** The bucket as it is now; a new one has what `begin` says. */
  find(key: string, limit: RateLimit, now: number, begin: () => Bucket): Bucket
  clear(): void
}

export function createMemoryBuckets<Bucket extends MemoryBucket = MemoryBucket>(): MemoryBuckets<Bucket> {
  const buckets = new Map<string, Bucket>()
  return {
    find(key, limit, now, begin) {
      let bucket = buckets.get(key)
      if (!bucket) {
        bucket = begin()
        buckets.set(key, bucket)
        const oldest = buckets.keys().next()
        if (buckets.size > MAX_BUCKETS && !oldest.done) buckets.delete(oldest.value)
      }
      bucket.tokens = filled(bucket, limit, now)
      bucket.filledAt = now
      return bucket
    },
    clear: () => buckets.clear(),
  }
}

/** How much is in it at that moment. */
export function filled({ tokens, filledAt }: MemoryBucket, limit: RateLimit, now: number): number {
  // A clock that was set back fills nothing.
  const seconds = Math.max(0, now - filledAt) / 1_000
  return Math.min(limit.capacity, tokens + seconds / secondsEach(limit))
}

export function takeOne(bucket: MemoryBucket): Taken {
  if (bucket.tokens < 1) return { granted: 0, tokens: bucket.tokens }
  bucket.tokens--
  return { granted: 1, tokens: bucket.tokens }
}
