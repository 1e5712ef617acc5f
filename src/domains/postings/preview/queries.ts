import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/types.ts'
import { toJson } from '../../../platform/json.ts'
import type { SnapshotDetails } from '../snapshot.ts'

/** Of a person's previews the newest stay, while they are few and small enough; the very newest always does. */
export async function dropOldPreviews(
  tx: Tx,
  userId: string,
  most: { previews: number; bytes: number },
): Promise<void> {
  await sql`
    delete from posting_snapshot where user_id = ${userId} and id in (
      select id from (
        select id, row_number() over newest as place, sum(octet_length(body)) over newest as bytes
        from posting_snapshot
        where user_id = ${userId} and expires_at is not null and posting_id is null
        window newest as (order by expires_at desc, created_at desc, id)
      ) preview
      where place > ${most.previews}::int or (place > 1 and bytes > ${most.bytes}::int))`.execute(tx)
}

/** Remembers what was asked for of a preview; false when it is none (any more). */
export async function updatePreview(
  tx: Tx,
  userId: string,
  id: string,
  details: SnapshotDetails,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('posting_snapshot')
    .set({ details: toJson(details) })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('posting_id', 'is', null)
    .where('expires_at', 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** From now on it belongs to a run and doesn't expire; false when there is no such original. */
export async function claimSnapshot(tx: Tx, userId: string, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('posting_snapshot')
    .set({ expires_at: null })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** An original whose run came to nothing waits like a preview. */
export async function letSnapshotExpire(tx: Tx, userId: string, id: string): Promise<void> {
  await tx
    .updateTable('posting_snapshot')
    .set({ expires_at: sql<Date>`now() + interval '1 day'` })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('posting_id', 'is', null)
    .execute()
}

export async function deletePreview(tx: Tx, userId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('posting_snapshot')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('posting_id', 'is', null)
    .where('expires_at', 'is not', null)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Everybody's, a thousand at most. */
export async function deleteExpired(tx: Tx, now: Date): Promise<void> {
  await sql`
    delete from posting_snapshot where id in (
      select id from posting_snapshot where expires_at < ${now} and posting_id is null limit 1000)`.execute(
    tx,
  )
}

export async function findTitle(
  db: Db,
  userId: string,
  postingId: string,
): Promise<{ id: string; title: string; organization: string } | null> {
  const query = db
    .selectFrom('posting')
    .select(['id', 'title', 'organization'])
    .where('id', '=', postingId)
    .where('user_id', '=', userId)
  return (await query.executeTakeFirst()) ?? null
}
