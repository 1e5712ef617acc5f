import type { Insertable, Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/db/types.ts'
import type { DraftClaim, DraftKind } from './schema.ts'
import type { StudioTables } from './tables.ts'

export type DraftRow = Selectable<StudioTables['draft']>
export type VersionRow = Selectable<StudioTables['draft_version']>
export type ApprovalRow = Selectable<StudioTables['approval']>

/** False when the match has such a draft already; it waits for one that is being inserted. */
export async function insertDraft(tx: Tx, draft: Insertable<StudioTables['draft']>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('draft')
    .values(draft)
    .onConflict((conflict) =>
      conflict.columns(['match_id', 'kind']).where('match_id', 'is not', null).doNothing(),
    )
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function findDraft(db: Db, userId: string, id: string): Promise<DraftRow | null> {
  const query = db.selectFrom('draft').selectAll().where('id', '=', id).where('user_id', '=', userId)
  return (await query.executeTakeFirst()) ?? null
}

/** Locks the draft: versions are numbered one after the other, and what is approved is what was read. */
export async function lockDraft(tx: Tx, userId: string, id: string): Promise<DraftRow | null> {
  const query = tx.selectFrom('draft').selectAll().where('id', '=', id).where('user_id', '=', userId)
  return (await query.forUpdate().executeTakeFirst()) ?? null
}

export async function lockDraftOfMatch(
  tx: Tx,
  userId: string,
  matchId: string,
  kind: DraftKind,
): Promise<DraftRow | null> {
  const query = tx
    .selectFrom('draft')
    .selectAll()
    .where('user_id', '=', userId)
    .where('match_id', '=', matchId)
    .where('kind', '=', kind)
  return (await query.forUpdate().executeTakeFirst()) ?? null
}

export interface DraftPage {
  limit: number
  /** Id of the last draft of the page before. */
  cursor: string | null
}

export async function listDraftRows(db: Db, userId: string, page: DraftPage): Promise<DraftRow[]> {
  let query = db.selectFrom('draft').selectAll().where('user_id', '=', userId)
  if (page.cursor) {
    const last = db
      .selectFrom('draft')
      .select(['created_at', 'id'])
      .where('id', '=', page.cursor)
      .where('user_id', '=', userId)
    query = query.where((eb) => eb(eb.refTuple('created_at', 'id'), '<', last.$asTuple('created_at', 'id')))
  }
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(page.limit).execute()
}

/** Makes a stored version the current one; it is a draft again until it is approved. */
export async function setCurrentVersion(
  tx: Tx,
  userId: string,
  id: string,
  current: { version: number; resumeVersionId: string | null },
): Promise<void> {
  await tx
    .updateTable('draft')
    .set({ version: current.version, resume_version_id: current.resumeVersionId, state: 'draft' })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .execute()
}

export async function setApproved(tx: Tx, userId: string, id: string): Promise<void> {
  await tx
    .updateTable('draft')
    .set({ state: 'approved' })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .execute()
}

export async function deleteDraft(tx: Tx, userId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('draft')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export async function insertVersion(
  tx: Tx,
  version: Insertable<StudioTables['draft_version']>,
): Promise<void> {
  await tx.insertInto('draft_version').values(version).execute()
}

export async function findVersion(
  db: Db,
  userId: string,
  draftId: string,
  number: number,
): Promise<VersionRow | null> {
  const query = db
    .selectFrom('draft_version')
    .selectAll()
    .where('draft_id', '=', draftId)
    .where('number', '=', number)
    .where('user_id', '=', userId)
  return (await query.executeTakeFirst()) ?? null
}

/** All versions, newest first, each with when it was approved. */
export async function listVersions(
  db: Db,
  userId: string,
  draftId: string,
): Promise<(VersionRow & { approved_at: Date | null })[]> {
  return db
    .selectFrom('draft_version')
    .leftJoin('approval', 'approval.draft_version_id', 'draft_version.id')
    .selectAll('draft_version')
    .select('approval.approved_at')
    .where('draft_version.draft_id', '=', draftId)
    .where('draft_version.user_id', '=', userId)
    .orderBy('number', 'desc')
    .execute()
}

/** Replaces what is known of a version's claims: facts may have changed since they were checked. */
export async function replaceClaims(
  tx: Tx,
  userId: string,
  versionId: string,
  claims: DraftClaim[],
): Promise<void> {
  await tx
    .deleteFrom('draft_claim')
    .where('draft_version_id', '=', versionId)
    .where('user_id', '=', userId)
    .execute()
  if (claims.length === 0) return
  const rows = claims.map(({ span, factIds, flagged, reason }, number) => ({
    draft_version_id: versionId,
    user_id: userId,
    number,
    span_start: span[0],
    span_end: span[1],
    fact_ids: factIds,
    flagged,
    reason,
  }))
  await tx.insertInto('draft_claim').values(rows).execute()
}

export async function listClaims(db: Db, userId: string, versionId: string): Promise<DraftClaim[]> {
  const rows = await db
    .selectFrom('draft_claim')
    .selectAll()
    .where('draft_version_id', '=', versionId)
    .where('user_id', '=', userId)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    span: [row.span_start, row.span_end],
    factIds: row.fact_ids,
    flagged: row.flagged,
    reason: row.reason,
  }))
}

export async function insertApproval(tx: Tx, approval: Insertable<StudioTables['approval']>): Promise<void> {
  await tx.insertInto('approval').values(approval).execute()
}

export async function findApproval(db: Db, userId: string, versionId: string): Promise<ApprovalRow | null> {
  const query = db
    .selectFrom('approval')
    .selectAll()
    .where('draft_version_id', '=', versionId)
    .where('user_id', '=', userId)
  return (await query.executeTakeFirst()) ?? null
}

export async function exportRows(tx: Tx, userId: string): Promise<Record<string, unknown[]>> {
  return {
    draft: await tx.selectFrom('draft').selectAll().where('user_id', '=', userId).execute(),
    draft_version: await tx.selectFrom('draft_version').selectAll().where('user_id', '=', userId).execute(),
    draft_claim: await tx.selectFrom('draft_claim').selectAll().where('user_id', '=', userId).execute(),
    approval: await tx.selectFrom('approval').selectAll().where('user_id', '=', userId).execute(),
  }
}

/** Versions, claims and approvals go with their draft. */
export async function eraseRows(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('draft').where('user_id', '=', userId).execute()
}
