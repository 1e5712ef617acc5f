import { sql, type Insertable, type Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/db/types.ts'
import { toJson, toStorableText } from '../../platform/json.ts'
import type { PostingTables } from './tables.ts'

export type PostingRow = Selectable<PostingTables['posting']>
export type SnapshotRow = Selectable<PostingTables['posting_snapshot']>

export interface NewSnapshot extends Omit<
  Insertable<PostingTables['posting_snapshot']>,
  'details' | 'created_at'
> {
  details: unknown
}

export async function insertSnapshot(tx: Tx, snapshot: NewSnapshot): Promise<void> {
  const stored = (value: string | null | undefined) => (value ? toStorableText(value) : null)
  await tx
    .insertInto('posting_snapshot')
    .values({
      ...snapshot,
      url: stored(snapshot.url),
      file_name: stored(snapshot.file_name),
      details: toJson(snapshot.details),
    })
    .execute()
}

export async function findSnapshot(db: Db, userId: string, id: string): Promise<SnapshotRow | null> {
  const query = db
    .selectFrom('posting_snapshot')
    .selectAll()
    .where('id', '=', id)
    .where('user_id', '=', userId)
  return (await query.executeTakeFirst()) ?? null
}

/** The newest snapshot of a posting. */
export async function findSnapshotOf(db: Db, userId: string, postingId: string): Promise<SnapshotRow | null> {
  const query = db
    .selectFrom('posting_snapshot')
    .selectAll()
    .where('posting_id', '=', postingId)
    .where('user_id', '=', userId)
    .orderBy('created_at', 'desc')
  return (await query.limit(1).executeTakeFirst()) ?? null
}

/** Gives a posting its original. One that another posting was read from already (a whole board) is copied. */
export async function linkSnapshot(
  tx: Tx,
  userId: string,
  snapshotId: string,
  postingId: string,
): Promise<void> {
  await sql`
    with linked as (
      update posting_snapshot set posting_id = ${postingId}, expires_at = null
      where id = ${snapshotId} and user_id = ${userId} and coalesce(posting_id, ${postingId}) = ${postingId}
      returning id
    )
    insert into posting_snapshot
      (id, user_id, posting_id, origin, url, file_name, content_type, body, sha256, details, fetched_at)
    select gen_random_uuid(), user_id, ${postingId}, origin, url, file_name, content_type, body, sha256, details, fetched_at
    from posting_snapshot original
    where id = ${snapshotId} and user_id = ${userId} and not exists (select from linked)
      and not exists (select from posting_snapshot own where own.posting_id = ${postingId} and own.sha256 = original.sha256)`.execute(
    tx,
  )
}

/** Removes a snapshot that no posting was read from. */
export async function deleteUnusedSnapshot(tx: Tx, userId: string, id: string): Promise<void> {
  await tx
    .deleteFrom('posting_snapshot')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('posting_id', 'is', null)
    .execute()
}

/** Two captures of one person wait for each other, so that a posting is never kept twice. */
export async function lockPostingsOf(tx: Tx, userId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('postings'), hashtext(${userId}))`.execute(tx)
}

export interface Locator {
  source: string
  board: string
  externalId: string
}

export async function findByLocators(db: Db, userId: string, locators: Locator[]): Promise<string | null> {
  if (locators.length === 0) return null
  const row = await db
    .selectFrom('posting_locator')
    .select('posting_id')
    .where('user_id', '=', userId)
    .where((eb) =>
      eb.or(
        locators.map((locator) =>
          eb.and([
            eb('source', '=', locator.source),
            eb('board', '=', locator.board),
            eb('external_id', '=', locator.externalId),
          ]),
        ),
      ),
    )
    .executeTakeFirst()
  return row?.posting_id ?? null
}

export async function insertLocators(
  tx: Tx,
  userId: string,
  postingId: string,
  locators: Locator[],
): Promise<void> {
  if (locators.length === 0) return
  await tx
    .insertInto('posting_locator')
    .values(
      locators.map((locator) => ({
        posting_id: postingId,
        user_id: userId,
        source: locator.source,
        board: locator.board,
        external_id: locator.externalId,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export interface NewPosting extends Omit<
  Insertable<PostingTables['posting']>,
  'data' | 'created_at' | 'updated_at'
> {
  data: unknown
}

export async function insertPosting(tx: Tx, posting: NewPosting): Promise<void> {
  await tx
    .insertInto('posting')
    .values({ ...posting, data: toJson(posting.data) })
    .execute()
}

export async function findPosting(db: Db, userId: string, id: string): Promise<PostingRow | null> {
  const query = db.selectFrom('posting').selectAll().where('id', '=', id).where('user_id', '=', userId)
  return (await query.executeTakeFirst()) ?? null
}

export type DuplicateCandidate = Pick<
  PostingRow,
  'id' | 'canonical_url' | 'title' | 'title_key' | 'content_hash' | 'text' | 'data'
>

/** Postings that may be the same job: same address, same content, or the same employer or title. */
export async function findDuplicateCandidates(
  db: Db,
  userId: string,
  keys: {
    canonicalUrl: string
    contentHash: string
    organizationKey: string
    titleKey: string
    isSample: boolean
  },
): Promise<DuplicateCandidate[]> {
  return db
    .selectFrom('posting')
    .select(['id', 'canonical_url', 'title', 'title_key', 'content_hash', 'text', 'data'])
    .where('user_id', '=', userId)
    .where('is_sample', '=', keys.isSample)
    .where((eb) =>
      eb.or([
        eb.and([eb('canonical_url', '=', keys.canonicalUrl), eb('canonical_url', '<>', '')]),
        eb('content_hash', '=', keys.contentHash),
        eb.and([eb('organization_key', '=', keys.organizationKey), eb('organization_key', '<>', '')]),
        eb.and([eb('title_key', '=', keys.titleKey), eb('title_key', '<>', '')]),
      ]),
    )
    .orderBy('created_at', 'desc')
    .limit(100)
    .execute()
}

/** What else is thought to be the same job. */
export async function listDuplicates(
  db: Db,
  userId: string,
  posting: Pick<PostingRow, 'id' | 'duplicate_of'>,
) {
  return db
    .selectFrom('posting')
    .select(['id', 'title', 'organization', 'url', 'source'])
    .where('user_id', '=', userId)
    .where('id', '<>', posting.id)
    .where((eb) => eb.or([eb('duplicate_of', '=', posting.id), eb('id', '=', posting.duplicate_of)]))
    .orderBy('created_at')
    .limit(50)
    .execute()
}

export interface PostingPage {
  limit: number
  /** Id of the last posting of the page before. */
  cursor: string | null
  search: string | null
}

/** Newest first; search looks in title, organisation and text. */
export async function listPostingRows(db: Db, userId: string, page: PostingPage) {
  let query = db
    .selectFrom('posting')
    .select([
      'id',
      'source',
      'url',
      'title',
      'organization',
      'notices',
      'duplicate_of',
      'state',
      'is_sample',
      'created_at',
      'data',
    ])
    .where('user_id', '=', userId)
  if (page.cursor) {
    query = query.where(
      sql<boolean>`(created_at, id) < (select created_at, id from posting
        where id = ${page.cursor}::uuid and user_id = ${userId}::uuid)`,
    )
  }
  if (page.search) {
    const like = `%${toStorableText(page.search).replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((eb) =>
      eb.or([eb('title', 'ilike', like), eb('organization', 'ilike', like), eb('text', 'ilike', like)]),
    )
  }
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(page.limit).execute()
}

/** The newest match of each of these postings that has one. */
export async function newestMatches(db: Db, userId: string, postingIds: string[]) {
  return db
    .selectFrom('match')
    .distinctOn('posting_id')
    .select(['id', 'posting_id', 'score', 'verdict'])
    .where('user_id', '=', userId)
    .where(sql<boolean>`posting_id = any(${postingIds}::uuid[])`)
    .where('superseded_at', 'is', null)
    .orderBy('posting_id')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export async function deletePosting(tx: Tx, userId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('posting')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Removes the sample postings with all that hangs on them; returns how many there were. */
export async function deleteSamplePostings(tx: Tx, userId: string): Promise<number> {
  const result = await tx
    .deleteFrom('posting')
    .where('user_id', '=', userId)
    .where('is_sample', '=', true)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}

export async function exportRows(db: Db, userId: string): Promise<Record<string, unknown[]>> {
  const posting = await db
    .selectFrom('posting')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .execute()
  const snapshots = await db
    .selectFrom('posting_snapshot')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .execute()
  const locators = await db.selectFrom('posting_locator').selectAll().where('user_id', '=', userId).execute()
  return {
    posting,
    posting_snapshot: snapshots.map((row) => ({ ...row, body: row.body.toString('base64') })),
    posting_locator: locators,
  }
}

export async function eraseRows(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('posting_snapshot').where('user_id', '=', userId).execute()
  await tx.deleteFrom('posting_locator').where('user_id', '=', userId).execute()
  await tx.deleteFrom('posting').where('user_id', '=', userId).execute()
}
