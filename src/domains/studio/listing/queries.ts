import { sql } from 'kysely'
import { isOwn } from '../../../platform/db/is-own.ts'
import type { Db } from '../../../platform/db/types.ts'
import { EXCERPT_LENGTH, type DraftState } from '../schema.ts'

export interface DraftFilter {
  state?: DraftState | undefined
  postingId?: string | undefined
  matchId?: string | undefined
}

export interface DraftPage extends DraftFilter {
  limit: number
  /** Id of the last draft of the page before. */
  cursor: string | null
}

/** Newest first, each with its current text's beginning and what that claims. */
export async function listDraftRows(db: Db, userId: string, page: DraftPage) {
  const ids = pageOfDrafts(db, userId, page).as('page')
  return db
    .selectFrom(ids)
    .innerJoin('draft', 'draft.id', 'page.id')
    .innerJoin('draft_version', (join) =>
      join
        .onRef('draft_version.draft_id', '=', 'draft.id')
        .onRef('draft_version.number', '=', 'draft.version'),
    )
    .leftJoin('approval', (join) =>
      join
        .onRef('approval.draft_version_id', '=', 'draft_version.id')
        .on('approval.withdrawn_at', 'is', null),
    )
    .selectAll('draft')
    .select([
      'approval.approved_at',
      // Twice as much as is shown: line ends and indents are folded together.
      sql<string>`left(draft_version.text, ${sql.lit(EXCERPT_LENGTH * 2)})`.as('beginning'),
      sql<number>`(select count(*)::int from draft_claim where draft_version_id = draft_version.id)`.as(
        'claim_count',
      ),
      sql<number>`(select count(*)::int from draft_claim where draft_version_id = draft_version.id and flagged)`.as(
        'flagged',
      ),
      sql<number>`(select count(*)::int from profile_fact where state = 'unconfirmed' and id in (
        select unnest(fact_ids) from draft_claim where draft_version_id = draft_version.id))`.as(
        'unconfirmed',
      ),
    ])
    .orderBy('draft.created_at', 'desc')
    .orderBy('draft.id', 'desc')
    .execute()
}

function pageOfDrafts(db: Db, userId: string, page: DraftPage) {
  let query = db
    .selectFrom('draft')
    .select('id')
    .where('user_id', '=', userId)
    .where('deleted_at', 'is', null)
  if (page.state) query = query.where('state', '=', page.state)
  if (page.postingId) query = query.where('posting_id', '=', page.postingId)
  if (page.matchId) query = query.where('match_id', '=', page.matchId)
  if (page.cursor) {
    // One that was removed since still says where the page before ended.
    query = query.where(
      sql<boolean>`(created_at, id) < (select created_at, id from draft
        where id = ${page.cursor}::uuid and user_id = ${userId}::uuid)`,
    )
  }
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(sql.lit(page.limit))
}
export type ListedDraft = Awaited<ReturnType<typeof listDraftRows>>[number]

/** Whether what the page is asked for by id is the person's; a removed draft still serves as a cursor. */
export async function findNamed(db: Db, userId: string, page: Pick<DraftPage, 'cursor'> & DraftFilter) {
  return db
    .selectNoFrom([
      isOwn('draft', userId, page.cursor).as('cursor'),
      isOwn('posting', userId, page.postingId).as('posting'),
      isOwn('match', userId, page.matchId).as('match'),
    ])
    .executeTakeFirstOrThrow()
}
