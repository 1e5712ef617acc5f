import { sql, type RawBuilder } from 'kysely'
import { isOwn } from '../../../platform/db/is-own.ts'
import type { Db, Tx } from '../../../platform/db/types.ts'
import { toStorableText } from '../../../platform/json.ts'
import type { Posting } from '../../postings/schema.ts'
import type { MatchCursor } from '../match-cursor.ts'
import type { MatchSort, Verdict } from '../schema.ts'

export interface MatchFilter {
  /** The hidden ones instead of those shown. */
  hidden: boolean
  /** Only those that the person hasn't seen. */
  unseen: boolean
  verdicts?: Verdict[] | undefined
  /** Words of title, organisation and place, all of them. */
  search?: string | undefined
  workplaceType?: Posting['workplaceType'] | undefined
  minScore?: number | undefined
  postingId?: string | undefined
  resumeId?: string | undefined
  applied?: 'only' | 'hide' | undefined
}

export interface MatchPage extends MatchFilter {
  sort: MatchSort
  /** The last match of the page before. */
  after: MatchCursor | null
  limit: number
}

/** Those without an organisation come last. */
const organizationKey = sql<string>`(select case when organization = '' then '1' else '0' end || app.fold_text(organization)
  from posting where posting.id = match.posting_id)`

/** A page of the newest match of each résumé and posting, with what lists show of it. One statement. */
export async function listMatchRows(db: Db, userId: string, page: MatchPage) {
  let query = db
    .selectFrom(pageOfMatches(db, userId, page).as('page'))
    .innerJoin(detailed(db, userId).as('match'), 'match.id', 'page.id')
    .selectAll('match')
    .select(['page.microseconds', 'page.organization_key'])
  if (page.sort === 'newest') query = query.orderBy('match.created_at', 'desc')
  if (page.sort === 'organization') query = query.orderBy('page.organization_key')
  if (page.sort !== 'newest') query = query.orderBy('match.rank', 'desc')
  return query.orderBy('match.id', 'desc').execute()
}

/** One match as lists show it. */
export async function findMatchDetails(db: Db, userId: string, id: string) {
  return (await detailed(db, userId).where('match.id', '=', id).executeTakeFirst()) ?? null
}
export type ListedMatch = NonNullable<Awaited<ReturnType<typeof findMatchDetails>>>

/** Ids with what their order rests on. */
function pageOfMatches(db: Db, userId: string, page: MatchPage) {
  let query = db
    .selectFrom('match')
    .select([
      'match.id',
      sql<string>`(extract(epoch from match.created_at) * 1000000)::bigint::text`.as('microseconds'),
      (page.sort === 'organization' ? organizationKey : sql<string>`''`).as('organization_key'),
    ])
    .where('match.user_id', '=', userId)
    .where('match.superseded_at', 'is', null)
    .where('match.hidden_at', page.hidden ? 'is not' : 'is', null)
  for (const condition of conditionsOf(userId, page)) query = query.where(condition)
  if (page.after) query = query.where(isAfter(page.after))
  if (page.sort === 'newest') query = query.orderBy('match.created_at', 'desc')
  if (page.sort === 'organization') query = query.orderBy('organization_key')
  if (page.sort !== 'newest') query = query.orderBy('match.rank', 'desc')
  return query.orderBy('match.id', 'desc').limit(sql.lit(page.limit))
}

function conditionsOf(userId: string, filter: MatchFilter): RawBuilder<boolean>[] {
  const { verdicts, minScore, postingId, resumeId, workplaceType, applied } = filter
  const conditions: RawBuilder<boolean>[] = []
  // One verdict by itself is what an index is made for.
  if (verdicts?.length === 1) conditions.push(sql`match.verdict = ${verdicts[0]}`)
  else if (verdicts) conditions.push(sql`match.verdict = any(${verdicts})`)
  if (filter.unseen) conditions.push(sql`match.seen_at is null`)
  if (minScore !== undefined) conditions.push(sql`match.rank >= ${minScore}::int`)
  if (postingId) conditions.push(sql`match.posting_id = ${postingId}::uuid`)
  if (resumeId) conditions.push(sql`match.resume_id = ${resumeId}::uuid`)
  const ofPosting = wordsOf(filter.search).map(
    (word) => sql<boolean>`strpos(posting.search_text, app.fold_text(${word})) > 0`,
  )
  if (workplaceType) ofPosting.push(sql`posting.workplace_type = ${workplaceType}`)
  if (ofPosting.length > 0) {
    conditions.push(sql`exists (select from posting where posting.id = match.posting_id
      and ${sql.join(ofPosting, sql` and `)})`)
  }
  if (applied) {
    conditions.push(sql`${applied === 'only' ? sql`exists` : sql`not exists`} (select from application
      where application.user_id = ${userId}::uuid and application.posting_id = match.posting_id
        and application.deleted_at is null and application.stage <> 'saved')`)
  }
  return conditions
}

function wordsOf(search = ''): string[] {
  return toStorableText(search).split(/\s+/u).filter(Boolean)
}

function isAfter(last: MatchCursor): RawBuilder<boolean> {
  if (last.sort === 'newest') {
    return sql`(match.created_at, match.id) <
      (timestamptz 'epoch' + ${last.microseconds}::bigint * interval '1 microsecond', ${last.id}::uuid)`
  }
  const worse = sql<boolean>`(match.rank, match.id) < (${last.rank}::int, ${last.id}::uuid)`
  if (last.sort === 'best') return worse
  return sql`(${organizationKey} > ${last.key} or (${organizationKey} = ${last.key} and ${worse}))`
}

/** Matches with what lists show of posting, evidence, letter and application. */
function detailed(db: Db, userId: string) {
  return db
    .selectFrom('match')
    .innerJoin('posting', 'posting.id', 'match.posting_id')
    .leftJoin('application', (join) =>
      join
        .onRef('application.posting_id', '=', 'match.posting_id')
        .on('application.user_id', '=', userId)
        .on('application.deleted_at', 'is', null),
    )
    .leftJoinLateral(
      // Matched again the posting has a new match, and its letter is still that of the one before.
      (eb) =>
        eb
          .selectFrom('draft')
          .innerJoin('match as drafted', 'drafted.id', 'draft.match_id')
          .select(['draft.id', 'draft.state'])
          .whereRef('draft.posting_id', '=', 'match.posting_id')
          .whereRef('drafted.resume_id', '=', 'match.resume_id')
          .where('draft.deleted_at', 'is', null)
          .orderBy('draft.created_at', 'desc')
          .limit(1)
          .as('letter'),
      (join) => join.onTrue(),
    )
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('match_evidence')
          .innerJoin('requirement', 'requirement.id', 'match_evidence.requirement_id')
          .select([
            sql<number>`count(*)::int`.as('musts'),
            sql<number>`(count(*) filter (where match_evidence.class = 'met'))::int`.as('musts_met'),
            sql<string[]>`coalesce((array_agg(requirement.text order by requirement.number)
              filter (where match_evidence.class = 'missing'))[:3], '{}')`.as('missing'),
          ])
          .whereRef('match_evidence.match_id', '=', 'match.id')
          .where('requirement.tier', '=', 'must')
          .as('asked'),
      (join) => join.onTrue(),
    )
    .selectAll('match')
    .select([
      'posting.title',
      'posting.organization',
      'posting.places',
      'posting.workplace_type',
      'posting.notices',
      'posting.is_sample',
      sql`posting.data -> 'baseSalary'`.as('salary'),
      sql<string | null>`posting.data ->> 'datePosted'`.as('date_posted'),
      'asked.musts',
      'asked.musts_met',
      'asked.missing',
      'letter.id as draft_id',
      'letter.state as draft_state',
      'application.id as application_id',
      'application.stage as application_stage',
      'application.outcome as application_outcome',
    ])
    .where('match.user_id', '=', userId)
}

export async function countByVerdict(db: Db, userId: string) {
  return db
    .selectFrom('match')
    .select([
      'verdict',
      sql<number>`(count(*) filter (where hidden_at is null))::int`.as('shown'),
      sql<number>`(count(*) filter (where hidden_at is null and seen_at is null))::int`.as('unseen'),
      sql<number>`(count(*) filter (where hidden_at is not null))::int`.as('hidden'),
    ])
    .where('user_id', '=', userId)
    .where('superseded_at', 'is', null)
    .groupBy('verdict')
    .execute()
}

/** How many of these matches are the person's. */
export async function countOwn(db: Db, userId: string, ids: string[]): Promise<number> {
  const { count } = await db
    .selectFrom('match')
    .select(sql<number>`count(*)::int`.as('count'))
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  return count
}

/** Notes that they were seen; answers with those that weren't before. */
export async function markSeen(tx: Tx, userId: string, ids: string[], at: Date): Promise<string[]> {
  const rows = await tx
    .updateTable('match')
    .set({ seen_at: at })
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .where('user_id', '=', userId)
    .where('seen_at', 'is', null)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Hides (a time) or shows (null) matches; answers with those that were otherwise before. */
export async function setHiddenMany(
  tx: Tx,
  userId: string,
  ids: string[],
  at: Date | null,
): Promise<string[]> {
  const rows = await tx
    .updateTable('match')
    .set({ hidden_at: at })
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .where('user_id', '=', userId)
    .where('hidden_at', at ? 'is' : 'is not', null)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Whether what a list is narrowed to is the person's. */
export async function findNamed(db: Db, userId: string, named: Pick<MatchFilter, 'postingId' | 'resumeId'>) {
  return db
    .selectNoFrom([
      isOwn('posting', userId, named.postingId).as('posting'),
      isOwn('resume', userId, named.resumeId).as('resume'),
    ])
    .executeTakeFirstOrThrow()
}
