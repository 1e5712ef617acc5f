import type { Insertable, Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/db/types.ts'
import type { DraftClaim, DraftKind, DraftState } from './schema.ts'
import type { StudioTables } from './tables.ts'

export type DraftRow = Selectable<StudioTables['draft']>
export type VersionRow = Selectable<StudioTables['draft_version']>
export type ApprovalRow = Selectable<StudioTables['approval']>
/** A version with its latest approval, also one that was taken back. */
export type ListedVersion = VersionRow & { approved_at: Date | null; withdrawn_at: Date | null }

/** False when the match has such a draft already; it waits for one that is being inserted. */
export async function insertDraft(tx: Tx, draft: Insertable<StudioTables['draft']>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('draft')
    .values(draft)
    .onConflict((conflict) =>
      conflict
        .columns(['match_id', 'kind'])
        .where('match_id', 'is not', null)
        .where('deleted_at', 'is', null)
        .doNothing(),
    )
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function findDraft(db: Db, userId: string, id: string): Promise<DraftRow | null> {
  const query = db
    .selectFrom('draft')
    .selectAll()
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('deleted_at', 'is', null)
  return (await query.executeTakeFirst()) ?? null
}

/** Locks the draft: versions are numbered one after the other, and what is approved is what was read. */
export async function lockDraft(tx: Tx, userId: string, id: string): Promise<DraftRow | null> {
  const query = tx
    .selectFrom('draft')
    .selectAll()
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('deleted_at', 'is', null)
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
    .where('deleted_at', 'is', null)
  return (await query.forUpdate().executeTakeFirst()) ?? null
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

export async function setState(tx: Tx, userId: string, id: string, state: DraftState): Promise<void> {
  await tx.updateTable('draft').set({ state }).where('id', '=', id).where('user_id', '=', userId).execute()
}

/** Marks a draft as removed; false when it isn't theirs or is removed already. */
export async function markDeleted(tx: Tx, userId: string, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('draft')
    .set({ deleted_at: at })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Takes a removal back that happened after `since`; false when there is none. */
export async function unmarkDeleted(tx: Tx, userId: string, id: string, since: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('draft')
    .set({ deleted_at: null })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('deleted_at', '>', since)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Everybody's drafts that were removed before; versions, claims and approvals go with them. */
export async function deleteRemoved(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('draft').where('deleted_at', '<', before).execute()
}

/** The newest approved draft for a posting. */
export async function findApproved(db: Db, userId: string, postingId: string): Promise<DraftRow | null> {
  const query = db
    .selectFrom('draft')
    .selectAll()
    .where('posting_id', '=', postingId)
    .where('user_id', '=', userId)
    .where('state', '=', 'approved')
    .where('deleted_at', 'is', null)
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
  return (await query.limit(1).executeTakeFirst()) ?? null
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

/** All versions, newest first, each with its latest approval. */
export async function listVersions(db: Db, userId: string, draftId: string): Promise<ListedVersion[]> {
  return db
    .selectFrom('draft_version')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('approval')
          .select(['approved_at', 'withdrawn_at'])
          .whereRef('approval.draft_version_id', '=', 'draft_version.id')
          .orderBy('withdrawn_at', (order) => order.desc().nullsFirst())
          .limit(1)
          .as('latest'),
      (join) => join.onTrue(),
    )
    .selectAll('draft_version')
    .select(['latest.approved_at', 'latest.withdrawn_at'])
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

/** The approval that stands: one that was taken back doesn't. */
export async function findApproval(db: Db, userId: string, versionId: string): Promise<ApprovalRow | null> {
  const query = db
    .selectFrom('approval')
    .selectAll()
    .where('draft_version_id', '=', versionId)
    .where('user_id', '=', userId)
    .where('withdrawn_at', 'is', null)
  return (await query.executeTakeFirst()) ?? null
}

export async function withdrawApproval(tx: Tx, userId: string, versionId: string, at: Date): Promise<void> {
  await tx
    .updateTable('approval')
    .set({ withdrawn_at: at })
    .where('draft_version_id', '=', versionId)
    .where('user_id', '=', userId)
    .where('withdrawn_at', 'is', null)
    .execute()
}

/** Removes what was drafted for sample postings or from the sample résumé; returns how many drafts. */
export async function deleteSampleDrafts(tx: Tx, userId: string): Promise<number> {
  const samplePostings = tx
    .selectFrom('posting')
    .select('id')
    .where('user_id', '=', userId)
    .where('is_sample', '=', true)
  const sampleResume = tx
    .selectFrom('resume')
    .select('id')
    .where('user_id', '=', userId)
    .where('is_sample', '=', true)
  const result = await tx
    .deleteFrom('draft')
    .where('user_id', '=', userId)
    .where((eb) =>
      eb.or([
        eb('posting_id', 'in', samplePostings),
        eb('match_id', 'in', eb.selectFrom('match').select('id').where('resume_id', 'in', sampleResume)),
        eb(
          'resume_version_id',
          'in',
          eb.selectFrom('resume_version').select('id').where('resume_id', 'in', sampleResume),
        ),
      ]),
    )
    .executeTakeFirst()
  return Number(result.numDeletedRows)
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
