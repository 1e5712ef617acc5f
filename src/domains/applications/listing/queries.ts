import { sql } from 'kysely'
import { isOwn } from '../../../platform/db/is-own.ts'
import type { Db } from '../../../platform/db/types.ts'
import { toStorableText } from '../../../platform/json.ts'
import type { ApplicationSort, Stage } from '../schema.ts'

export interface ApplicationFilter {
  search?: string | undefined
  stages?: Stage[] | undefined
  postingId?: string | undefined
}

export interface ApplicationPage extends ApplicationFilter {
  sort: ApplicationSort
  limit: number
  /** Id of the last application of the page before. */
  cursor: string | null
}

/** What a page is ordered by beside the id; the same words make the place of the cursor's row. */
const sortKeys = {
  newest: { key: sql.raw('application.created_at'), direction: 'desc' },
  updated: { key: sql.raw('application.updated_at'), direction: 'desc' },
  // Those without an organisation come last.
  organization: {
    key: sql.raw(
      "(case when application.organization = '' then '1' else '0' end || app.fold_text(application.organization))",
    ),
    direction: 'asc',
  },
} as const

/** A page of applications with what lists show of their posting, match and draft. */
export async function listApplicationRows(db: Db, userId: string, page: ApplicationPage) {
  const { key, direction } = sortKeys[page.sort]
  return db
    .selectFrom(pageOfApplications(db, userId, page).as('page'))
    .innerJoin(detailed(db, userId).as('application'), 'application.id', 'page.id')
    .selectAll('application')
    .orderBy(sql`${key}`, direction)
    .orderBy('application.id', direction)
    .execute()
}

/** One application as lists show it. */
export async function findApplicationDetails(db: Db, userId: string, id: string) {
  return (await detailed(db, userId).where('application.id', '=', id).executeTakeFirst()) ?? null
}
export type ListedApplication = Awaited<ReturnType<typeof listApplicationRows>>[number]

function pageOfApplications(db: Db, userId: string, page: ApplicationPage) {
  const { key, direction } = sortKeys[page.sort]
  let query = db
    .selectFrom('application')
    .select('application.id')
    .where('application.user_id', '=', userId)
    .where('application.deleted_at', 'is', null)
  if (page.stages) query = query.where(sql<boolean>`application.stage = any(${page.stages})`)
  if (page.postingId) query = query.where('application.posting_id', '=', page.postingId)
  for (const word of wordsOf(page.search)) {
    query = query.where(
      sql<boolean>`(strpos(app.fold_text(application.title || ' ' || application.organization), app.fold_text(${word})) > 0
        or exists (select from posting where id = application.posting_id
          and strpos(search_text, app.fold_text(${word})) > 0))`,
    )
  }
  if (page.cursor) {
    const after = sql.raw(direction === 'desc' ? '<' : '>')
    // One that was removed since still says where the page before ended.
    query = query.where(
      sql<boolean>`(${key}, application.id) ${after} (select ${key}, application.id from application
        where application.id = ${page.cursor}::uuid and application.user_id = ${userId}::uuid)`,
    )
  }
  return query
    .orderBy(sql`${key}`, direction)
    .orderBy('application.id', direction)
    .limit(sql.lit(page.limit))
}

function wordsOf(search = ''): string[] {
  return toStorableText(search).split(/\s+/u).filter(Boolean)
}

/** The best match is the one shown beside the posting; a draft that was removed is not shown. */
function detailed(db: Db, userId: string) {
  return db
    .selectFrom('application')
    .leftJoin('posting', 'posting.id', 'application.posting_id')
    .leftJoin('draft', (join) =>
      join.onRef('draft.id', '=', 'application.draft_id').on('draft.deleted_at', 'is', null),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('match')
          .select(['match.score', 'match.verdict'])
          .whereRef('match.posting_id', '=', 'application.posting_id')
          .where('match.user_id', '=', userId)
          .where('match.superseded_at', 'is', null)
          .orderBy('match.rank', 'desc')
          .limit(1)
          .as('best'),
      (join) => join.onTrue(),
    )
    .selectAll('application')
    .select([
      'posting.places',
      'posting.is_sample',
      'draft.id as shown_draft_id',
      'best.score as match_score',
      'best.verdict',
    ])
    .where('application.user_id', '=', userId)
    .where('application.deleted_at', 'is', null)
}

/** The timelines of a page of applications, each oldest first. */
export async function listTimelines(db: Db, userId: string, ids: string[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('stage_event')
    .selectAll()
    .where(sql<boolean>`application_id = any(${ids}::uuid[])`)
    .where('user_id', '=', userId)
    .orderBy('application_id')
    .orderBy('number')
    .execute()
}

export async function countByStage(db: Db, userId: string) {
  return db
    .selectFrom('application')
    .select(['stage', sql<number>`count(*)::int`.as('count')])
    .where('user_id', '=', userId)
    .where('deleted_at', 'is', null)
    .groupBy('stage')
    .execute()
}

/** Whether what the page is asked for by id is the person's; a removed application still serves as a cursor. */
export async function findNamed(
  db: Db,
  userId: string,
  named: Pick<ApplicationPage, 'cursor' | 'postingId'>,
) {
  return db
    .selectNoFrom([
      isOwn('application', userId, named.cursor).as('cursor'),
      isOwn('posting', userId, named.postingId).as('posting'),
    ])
    .executeTakeFirstOrThrow()
}
