import { sql } from 'kysely'
import type { Db } from '../db/types.ts'

export interface Demand {
  key: string
  /** How many; as many whole ones as there are will do. */
  want: number
  capacity: number
  /** How long one takes to come back. */
  secondsEach: number
}

export interface Answer {
  key: string
  granted: number
  /** What is left; fractions are on their way. */
  tokens: number
}

/**
 * Takes from many buckets in one statement, each key once; ordered, so that two that ask for the same wait for each
 * other in one direction only. clock_timestamp(), not now(): whoever waited for a row must see that time has passed.
 * What a capacity grew by is there at once.
 */
export async function takeTokens(db: Db, demands: readonly Demand[]): Promise<Answer[]> {
  const column = (name: keyof Demand) => demands.map((demand) => demand[name])
  const { rows } = await sql<Answer>`
    insert into rate_limit as bucket (key, capacity, seconds_each, taken, tokens, refilled_at)
    select key, capacity, seconds_each, least(want, capacity), capacity - least(want, capacity), clock_timestamp()
    from unnest(${column('key')}::text[], ${column('want')}::float8[], ${column('capacity')}::float8[],
      ${column('secondsEach')}::float8[]) as demand (key, want, capacity, seconds_each)
    order by key
    on conflict (key) do update set (taken, tokens, refilled_at, capacity, seconds_each) = (
      select least(excluded.taken, floor(filled)), filled - least(excluded.taken, floor(filled)), moment,
        excluded.capacity, excluded.seconds_each
      from (
        select moment, least(excluded.capacity, bucket.tokens + greatest(0, excluded.capacity - bucket.capacity)
          + greatest(0, extract(epoch from moment - bucket.refilled_at)::float8) / excluded.seconds_each) as filled
        from (select clock_timestamp() as moment) as clock) as level)
    returning key, taken as granted, tokens`.execute(db)
  return rows
}

/** How many processes have asked within a minute, with this one, which thereby says that it is there. */
export async function countProcesses(db: Db, processId: string): Promise<number> {
  const { rows } = await sql<{ others: number }>`
    with own as (
      insert into rate_limit (key, tokens, refilled_at) values (${`process:${processId}`}, 0, clock_timestamp())
      on conflict (key) do update set refilled_at = excluded.refilled_at)
    select count(*)::int as others from rate_limit
    where key like 'process:%' and key <> ${`process:${processId}`}
      and refilled_at > clock_timestamp() - interval '1 minute'`.execute(db)
  return 1 + (rows[0]?.others ?? 0)
}

/** Buckets that nobody has touched for a day are full again: no row means the same. */
export async function dropIdleBuckets(db: Db): Promise<void> {
  await sql`delete from rate_limit where refilled_at < now() - interval '1 day'`.execute(db)
}
