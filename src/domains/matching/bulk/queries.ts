import { sql, type Insertable } from 'kysely'
import type { Db, Tx } from '../../../platform/db/types.ts'
import { toJson } from '../../../platform/json.ts'
import type { RequirementRow } from '../queries.ts'
import type { MatchingTables } from '../tables.ts'

/** A statement takes 65,535 parameters at most. */
const ROWS_AT_ONCE = 1_000

function inChunks<T>(rows: T[]): T[][] {
  const count = Math.ceil(rows.length / ROWS_AT_ONCE)
  return Array.from({ length: count }, (_, at) => rows.slice(at * ROWS_AT_ONCE, (at + 1) * ROWS_AT_ONCE))
}

/** What a current match rests on. */
export interface Basis {
  versionId: string
  /** The sample résumé is matched with sample postings only: nobody's own list is for Sam. */
  isSample: boolean
  extractorVersion: string
  rubricVersion: string
}

/**
 * The person's open postings without a match on that basis, newest first. A match made before the facts it
 * rests on were changed doesn't count; confirming a fact changes no match.
 */
export async function listUnmatched(
  db: Db,
  userId: string,
  { versionId, isSample, extractorVersion, rubricVersion }: Basis,
): Promise<{ id: string; title: string }[]> {
  return db
    .with('changed', (query) =>
      query
        .selectFrom('fact_change')
        .innerJoin('profile_fact', 'profile_fact.id', 'fact_change.fact_id')
        .select((eb) => eb.fn.max('changed_at').as('at'))
        .where('fact_change.user_id', '=', userId)
        .where('profile_fact.resume_version_id', '=', versionId)
        .where('action', '<>', 'confirmed'),
    )
    .selectFrom('posting')
    .select(['posting.id', 'posting.title'])
    .where('posting.user_id', '=', userId)
    .where('posting.state', '=', 'open')
    .$if(isSample, (query) => query.where('posting.is_sample', '=', true))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('match')
            .select('match.id')
            .whereRef('match.posting_id', '=', 'posting.id')
            .where('match.user_id', '=', userId)
            .where('match.resume_version_id', '=', versionId)
            .where('match.extractor_version', '=', extractorVersion)
            .where('match.rubric_version', '=', rubricVersion)
            .where('match.superseded_at', 'is', null)
            .where(
              sql<boolean>`not exists (select from match_evidence e, changed
                where e.match_id = match.id and e.created_at < changed.at)`,
            ),
        ),
      ),
    )
    .orderBy('posting.created_at', 'desc')
    .orderBy('posting.id', 'desc')
    .execute()
}

/** Those of the postings that are still there, kept from going until the transaction ends. */
export async function holdPostings(tx: Tx, userId: string, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx
    .selectFrom('posting')
    .select('id')
    .where('user_id', '=', userId)
    .where('id', 'in', ids)
    .orderBy('id')
    .forKeyShare()
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** Two that match the same postings of one person wait for each other; in one order, so that neither waits for ever. */
export async function lockMatchesOf(tx: Tx, userId: string, postingIds: string[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtext('matches'), key)
    from (select distinct hashtext(${userId} || ' ' || id) as key from unnest(${postingIds}::text[]) id order by 1) keys`.execute(
    tx,
  )
}

/** A posting's text never changes, so what one version of the reader found stays: a second run adds nothing. */
export async function insertRequirements(
  tx: Tx,
  rows: Insertable<MatchingTables['requirement']>[],
): Promise<void> {
  for (const some of inChunks(rows)) {
    await tx
      .insertInto('requirement')
      .values(some)
      .onConflict((conflict) => conflict.constraint('requirement_number_once').doNothing())
      .execute()
  }
}

/** In the order of the texts. */
export async function listRequirementsOf(
  db: Db,
  userId: string,
  postingIds: string[],
  extractorVersion: string,
): Promise<RequirementRow[]> {
  if (postingIds.length === 0) return []
  return db
    .selectFrom('requirement')
    .selectAll()
    .where('user_id', '=', userId)
    .where('posting_id', 'in', postingIds)
    .where('extractor_version', '=', extractorVersion)
    .orderBy('posting_id')
    .orderBy('number')
    .execute()
}

export type NewMatch = Omit<
  Insertable<MatchingTables['match']>,
  'gates' | 'rank' | 'created_at' | 'updated_at'
> & {
  gates: unknown
}

/**
 * Keeps matches, one of a posting; matched again, the same row gets the new outcome and keeps its id and whether
 * it is hidden. With another verdict it is new to the person again. A row that comes back in place of another
 * takes over from that one (supersedeOlder). Answers with the id for each posting.
 */
export async function upsertMatches(tx: Tx, matches: NewMatch[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const some of inChunks(matches)) {
    const rows = await tx
      .insertInto('match')
      .values(some.map((match) => ({ ...match, gates: toJson(match.gates) })))
      .onConflict((conflict) =>
        conflict.constraint('match_once').doUpdateSet((eb) => ({
          score: eb.ref('excluded.score'),
          verdict: eb.ref('excluded.verdict'),
          verdict_words: eb.ref('excluded.verdict_words'),
          extractor_version: eb.ref('excluded.extractor_version'),
          gates: eb.ref('excluded.gates'),
          superseded_at: null,
          hidden_at: sql`case when match.superseded_at is null then match.hidden_at end`,
          seen_at: sql`case when match.verdict = excluded.verdict then match.seen_at end`,
        })),
      )
      .returning(['id', 'posting_id'])
      .execute()
    for (const row of rows) ids.set(row.posting_id, row.id)
  }
  return ids
}

/**
 * Older matches of the same résumé and postings leave the list. One that was hidden hides its successor; one that
 * was seen makes it seen, unless the verdict is another now. `kept`: the new matches' ids by posting.
 */
export async function supersedeOlder(
  tx: Tx,
  { userId, resumeId, kept, at }: { userId: string; resumeId: string; kept: Map<string, string>; at: Date },
): Promise<void> {
  if (kept.size === 0) return
  await sql`
    with older as (
      update match set superseded_at = ${at}
      where user_id = ${userId} and resume_id = ${resumeId} and superseded_at is null
        and posting_id = any(${[...kept.keys()]}::uuid[]) and id <> all(${[...kept.values()]}::uuid[])
      returning posting_id, hidden_at, seen_at, verdict
    ), before as (
      select distinct on (posting_id) posting_id, seen_at, verdict,
        bool_or(hidden_at is not null) over (partition by posting_id) as hidden
      from older order by posting_id, seen_at nulls last
    )
    update match set
      seen_at = case when match.verdict = before.verdict then before.seen_at end,
      hidden_at = case when before.hidden then ${at} else match.hidden_at end
    from before
    where match.id = any(${[...kept.values()]}::uuid[]) and match.posting_id = before.posting_id
      and match.user_id = ${userId}`.execute(tx)
}

export async function replaceEvidence(
  tx: Tx,
  userId: string,
  matchIds: string[],
  rows: Omit<Insertable<MatchingTables['match_evidence']>, 'created_at'>[],
): Promise<void> {
  if (matchIds.length === 0) return
  await tx
    .deleteFrom('match_evidence')
    .where('user_id', '=', userId)
    .where('match_id', 'in', matchIds)
    .execute()
  for (const some of inChunks(rows)) await tx.insertInto('match_evidence').values(some).execute()
}
