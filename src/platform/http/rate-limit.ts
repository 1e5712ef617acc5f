import { sql } from 'kysely'
import type { Db } from '../db/types.ts'

export interface RateLimit {
  /** How many at once. */
  capacity: number
  /** How long an empty bucket takes to fill. */
  perSeconds: number
}

/** Takes one from the bucket; null when there was one, else the whole seconds until there is. */
export async function takeToken(db: Db, key: string, limit: RateLimit): Promise<number | null> {
  const perSecond = limit.capacity / limit.perSeconds
  // clock_timestamp(), not now(): waiters on the same row must see time pass. A refusal leaves the bucket as
  // it is, since its refill is counted from the last time something was taken.
  const { rows } = await sql<{ tokens: number }>`
    insert into rate_limit as bucket (key, tokens, refilled_at)
    values (${key}, ${limit.capacity - 1}, clock_timestamp())
    on conflict (key) do update set
      tokens = least(${limit.capacity}::float8, bucket.tokens
        + greatest(0, extract(epoch from clock_timestamp() - bucket.refilled_at)) * ${perSecond}::float8) - 1,
      refilled_at = clock_timestamp()
    where least(${limit.capacity}::float8, bucket.tokens
        + greatest(0, extract(epoch from clock_timestamp() - bucket.refilled_at)) * ${perSecond}::float8) >= 1
    returning tokens`.execute(db)
  if (rows.length > 0) return null
  const waiting = await sql<{ missing: number }>`
    select 1 - (tokens + extract(epoch from clock_timestamp() - refilled_at) * ${perSecond}::float8)::float8 as missing
    from rate_limit where key = ${key}`.execute(db)
  return Math.max(1, Math.ceil((waiting.rows[0]?.missing ?? 1) / perSecond))
}

/** Buckets that nobody has touched for a day are full again: no row means the same. */
export async function dropIdleBuckets(db: Db): Promise<void> {
  await sql`delete from rate_limit where refilled_at < now() - interval '1 day'`.execute(db)
}
