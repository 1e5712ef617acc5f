import { sql, type Insertable, type Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/db/types.ts'
import { toJson } from '../../platform/json.ts'
import type { Requirement } from './schema.ts'
import type { MatchingTables } from './tables.ts'

export type RequirementRow = Selectable<MatchingTables['requirement']>
export type MatchRow = Selectable<MatchingTables['match']>

export interface KeepRequirements {
  userId: string
  postingId: string
  extractorVersion: string
  requirements: (Requirement & { rowId: string })[]
}

/** A posting's text never changes, so what one version of the reader found stays: a second run adds nothing. */
export async function insertRequirements(tx: Tx, input: KeepRequirements): Promise<void> {
  const rows = input.requirements.map((requirement, index) => ({
    id: requirement.rowId,
    user_id: input.userId,
    posting_id: input.postingId,
    extractor_version: input.extractorVersion,
    number: index + 1,
    text: requirement.text,
    span_start: requirement.span[0],
    span_end: requirement.span[1],
    tier: requirement.tier,
    kind: requirement.kind,
    detail: toJson(requirement.detail),
  }))
  if (rows.length === 0) return
  await tx
    .insertInto('requirement')
    .values(rows)
    .onConflict((conflict) => conflict.constraint('requirement_number_once').doNothing())
    .execute()
}

export async function listRequirements(
  db: Db,
  userId: string,
  postingId: string,
  extractorVersion: string,
): Promise<RequirementRow[]> {
  return db
    .selectFrom('requirement')
    .selectAll()
    .where('user_id', '=', userId)
    .where('posting_id', '=', postingId)
    .where('extractor_version', '=', extractorVersion)
    .orderBy('number')
    .execute()
}

/** Two matches of one person and posting wait for each other. */
export async function lockMatchesOf(tx: Tx, userId: string, postingId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('matches'), hashtext(${`${userId} ${postingId}`}))`.execute(
    tx,
  )
}

export type NewMatch = Omit<
  Insertable<MatchingTables['match']>,
  'gates' | 'rank' | 'created_at' | 'updated_at'
> & {
  gates: unknown
}

/**
 * Keeps a match; matched again, the same row gets the new outcome and keeps its id and whether it is hidden. With
 * another verdict it is new to the person again.
 */
export async function upsertMatch(tx: Tx, match: NewMatch): Promise<string> {
  const { score, verdict, verdict_words, extractor_version } = match
  const gates = toJson(match.gates)
  const { id } = await tx
    .insertInto('match')
    .values({ ...match, gates })
    .onConflict((conflict) =>
      conflict.constraint('match_once').doUpdateSet({
        score,
        verdict,
        verdict_words,
        extractor_version,
        gates,
        superseded_at: null,
        seen_at: sql`case when match.verdict = excluded.verdict then match.seen_at end`,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/**
 * Older matches of the same résumé and posting leave the list. One that was hidden hides its successor; one that was
 * seen makes it seen, unless the verdict is another now.
 */
export async function supersedeOlder(
  tx: Tx,
  kept: { id: string; userId: string; resumeId: string; postingId: string; at: Date },
): Promise<void> {
  const older = await tx
    .updateTable('match')
    .set({ superseded_at: kept.at })
    .where('user_id', '=', kept.userId)
    .where('resume_id', '=', kept.resumeId)
    .where('posting_id', '=', kept.postingId)
    .where('id', '<>', kept.id)
    .where('superseded_at', 'is', null)
    .returning(['hidden_at', 'seen_at', 'verdict'])
    .execute()
  const [before] = older
  if (!before) return
  await tx
    .updateTable('match')
    .set({ seen_at: sql`case when verdict = ${before.verdict} then ${before.seen_at}::timestamptz end` })
    .where('id', '=', kept.id)
    .where('user_id', '=', kept.userId)
    .execute()
  if (older.some((row) => row.hidden_at !== null)) await setHidden(tx, kept.userId, kept.id, kept.at)
}

export async function replaceEvidence(
  tx: Tx,
  matchId: string,
  rows: Omit<Insertable<MatchingTables['match_evidence']>, 'match_id' | 'created_at'>[],
): Promise<void> {
  await tx.deleteFrom('match_evidence').where('match_id', '=', matchId).execute()
  if (rows.length === 0) return
  await tx
    .insertInto('match_evidence')
    .values(rows.map((row) => ({ ...row, match_id: matchId })))
    .execute()
}

export async function findMatch(db: Db, userId: string, id: string): Promise<MatchRow | null> {
  const query = db.selectFrom('match').selectAll().where('id', '=', id).where('user_id', '=', userId)
  return (await query.executeTakeFirst()) ?? null
}

/** What a match was made of: the posting's text and the résumé's file. */
export async function findMatchSources(db: Db, userId: string, id: string) {
  const query = db
    .selectFrom('match')
    .innerJoin('posting', 'posting.id', 'match.posting_id')
    .innerJoin('resume_version', 'resume_version.id', 'match.resume_version_id')
    .select(['posting.url', 'posting.text as posting_text', 'resume_version.file_name'])
    .where('match.id', '=', id)
    .where('match.user_id', '=', userId)
  return (await query.executeTakeFirst()) ?? null
}

export async function listEvidence(db: Db, userId: string, matchId: string) {
  return db
    .selectFrom('match_evidence')
    .innerJoin('requirement', 'requirement.id', 'match_evidence.requirement_id')
    .selectAll('requirement')
    .select(['match_evidence.class', 'match_evidence.fact_ids', 'match_evidence.reason'])
    .where('match_evidence.match_id', '=', matchId)
    .where('match_evidence.user_id', '=', userId)
    .orderBy('requirement.number')
    .execute()
}

/** The facts that a match names, also those of an older résumé version. */
export async function listFacts(db: Db, userId: string, ids: string[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('profile_fact')
    .select(['id', 'kind', 'text', 'state', 'span_start', 'span_end', 'path'])
    .where('user_id', '=', userId)
    .where('id', 'in', ids)
    .execute()
}

/** Hides (a time) or shows (null) a match; false when it isn't theirs. */
export async function setHidden(db: Db, userId: string, id: string, at: Date | null): Promise<boolean> {
  const result = await db
    .updateTable('match')
    .set({ hidden_at: at })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function exportRows(db: Db, userId: string): Promise<Record<string, unknown[]>> {
  const requirement = await db.selectFrom('requirement').selectAll().where('user_id', '=', userId).execute()
  const match = await db.selectFrom('match').selectAll().where('user_id', '=', userId).execute()
  const evidence = await db.selectFrom('match_evidence').selectAll().where('user_id', '=', userId).execute()
  return { requirement, match, match_evidence: evidence }
}

export async function eraseRows(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('match_evidence').where('user_id', '=', userId).execute()
  await tx.deleteFrom('match').where('user_id', '=', userId).execute()
  await tx.deleteFrom('requirement').where('user_id', '=', userId).execute()
}
