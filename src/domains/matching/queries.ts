import type { Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/db/types.ts'
import type { MatchingTables } from './tables.ts'

export type RequirementRow = Selectable<MatchingTables['requirement']>
export type MatchRow = Selectable<MatchingTables['match']>

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
