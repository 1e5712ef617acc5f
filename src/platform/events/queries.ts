import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../db/types.ts'
import type { EventTables } from './tables.ts'

export type EventRow = Selectable<EventTables['run_event']>

/** The person's next events after `afterSeq`, oldest first. */
export async function readEvents(
  db: Db,
  userId: string,
  afterSeq: number,
  limit: number,
): Promise<EventRow[]> {
  return db
    .selectFrom('run_event')
    .selectAll()
    .where('user_id', '=', userId)
    .where('seq', '>', afterSeq)
    .orderBy('seq')
    .limit(limit)
    .execute()
}

/**
 * The person's next events after `afterSeq`, oldest first: at most `limit`, and no more once they have reached `bytes`.
 * Of a large event only the size is looked at to know that it is one too many. `more`: there may be others.
 */
export async function readEventPage(
  db: Db,
  userId: string,
  afterSeq: number,
  { limit, bytes }: { limit: number; bytes: number },
): Promise<{ rows: EventRow[]; more: boolean }> {
  const { rows } = await sql<EventRow & { available: number }>`
    select user_id, seq, run_id, agent, type, step, words, data, at, available from (
      select next.*, count(*) over () as available,
        sum(octet_length(words) + pg_column_size(data)) over (order by seq rows unbounded preceding exclude current row) as before
      from (
        select user_id, seq, run_id, agent, type, step, words, data, at from run_event
        where user_id = ${userId} and seq > ${afterSeq}::bigint order by seq limit ${limit}
      ) as next
    ) as sized
    where coalesce(before, 0) < ${bytes}::bigint order by seq`.execute(db)
  const available = rows[0]?.available ?? 0
  return { rows, more: available === limit || rows.length < available }
}

/** The person's newest events, oldest of them first. */
export async function readNewestEvents(db: Db, userId: string, limit: number): Promise<EventRow[]> {
  const rows = await db
    .selectFrom('run_event')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return rows.toReversed()
}

/** All events of one run, oldest first. */
export async function readRunEvents(db: Db, userId: string, runId: string): Promise<EventRow[]> {
  return db
    .selectFrom('run_event')
    .selectAll()
    .where('user_id', '=', userId)
    .where('run_id', '=', runId)
    .orderBy('seq')
    .execute()
}

/** The last number of each person who has a stream. */
export async function readLastSeqs(
  db: Db,
  userIds: string[],
): Promise<{ user_id: string; last_seq: number }[]> {
  if (userIds.length === 0) return []
  return (
    db
      .selectFrom('event_sequence')
      .select(['user_id', 'last_seq'])
      // One parameter, however many people: Postgres then keeps one plan.
      .where('user_id', '=', sql<string>`any(${userIds}::uuid[])`)
      .execute()
  )
}

/** The next events of many people, each after their own number; in order within a person, at most `limit` of each. */
export async function readEventsOfMany(
  db: Db,
  people: { userId: string; after: number }[],
  limit: number,
): Promise<EventRow[]> {
  const userIds = people.map(({ userId }) => userId)
  const after = people.map((person) => person.after)
  const { rows } = await sql<EventRow>`
    select next.user_id, next.seq, next.run_id, next.agent, next.type, next.step, next.words, next.data, next.at
    from unnest(${userIds}::uuid[], ${after}::bigint[]) as person (user_id, after)
    cross join lateral (
      select user_id, seq, run_id, agent, type, step, words, data, at from run_event
      where run_event.user_id = person.user_id and run_event.seq > person.after
      order by run_event.seq limit ${limit}
    ) as next
    order by next.user_id, next.seq`.execute(db)
  return rows
}

/** The number of the person's oldest event that is still stored; null when none is. */
export async function readFirstSeq(db: Db, userId: string): Promise<number | null> {
  const row = await db
    .selectFrom('run_event')
    .select((eb) => eb.fn.min('seq').as('seq'))
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.seq ?? null
}

/** Removes the oldest events of ended runs, of anybody, from before a moment; how many. At most `limit`. */
export async function deleteOldEvents(tx: Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    with old as (
      select run_event.user_id, run_event.seq from run_event join agent_run on agent_run.id = run_event.run_id
      where run_event.at < ${before} and agent_run.state in ('succeeded', 'failed', 'cancelled')
      order by run_event.at limit ${limit}
      for update of run_event skip locked
    )
    delete from run_event using old where run_event.user_id = old.user_id and run_event.seq = old.seq`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}

/** For the archive of a person's data. */
export async function exportEvents(db: Db, userId: string): Promise<{ run_event: EventRow[] }> {
  const run_event = await db
    .selectFrom('run_event')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('seq')
    .execute()
  return { run_event }
}

export async function eraseEvents(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('run_event').where('user_id', '=', userId).execute()
  await db.deleteFrom('event_sequence').where('user_id', '=', userId).execute()
}

/** Sets the person's next `count` numbers aside for events that the caller adds in this transaction; the first of them. */
export async function takeSeqs(tx: Tx, userId: string, count: number): Promise<number> {
  const { rows } = await sql<{ last_seq: number }>`
    insert into event_sequence (user_id, last_seq) values (${userId}, ${count})
    on conflict (user_id) do update set last_seq = event_sequence.last_seq + excluded.last_seq
    returning last_seq`.execute(tx)
  const last = rows[0]?.last_seq ?? count
  return last - count + 1
}
