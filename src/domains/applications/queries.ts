import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Db, Tx } from '../../platform/db/types.ts'
import { toStorableText } from '../../platform/json.ts'
import type { ApplicationFields, Stage } from './schema.ts'
import type { ApplicationTables } from './tables.ts'

export type ApplicationRow = Selectable<ApplicationTables['application']>
export type StageEventRow = Selectable<ApplicationTables['stage_event']>

/** The person's fields as columns; what isn't given stays. */
function columns(fields: Partial<ApplicationFields>): Updateable<ApplicationTables['application']> {
  const { title, organization, url, note, draftId } = fields
  return {
    ...(title === undefined ? {} : { title: toStorableText(title) }),
    ...(organization === undefined ? {} : { organization: toStorableText(organization) }),
    ...(url === undefined ? {} : { url: url === null ? null : toStorableText(url) }),
    ...(note === undefined ? {} : { note: toStorableText(note) }),
    ...(draftId === undefined ? {} : { draft_id: draftId }),
  }
}

export interface NewApplication {
  id: string
  userId: string
  postingId: string | null
  stage: Stage
  fields: ApplicationFields
}

/** False when there is one for this posting already, also one that another request is just adding. */
export async function insertApplication(tx: Tx, application: NewApplication): Promise<boolean> {
  const { id, userId, postingId, stage, fields } = application
  const row = { ...columns(fields), id, user_id: userId, posting_id: postingId, stage }
  const result = await tx
    .insertInto('application')
    .values(row as Insertable<ApplicationTables['application']>) // all fields are given, so all columns are
    .onConflict((conflict) =>
      conflict
        .columns(['user_id', 'posting_id'])
        .where('posting_id', 'is not', null)
        .where('deleted_at', 'is', null)
        .doNothing(),
    )
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function findApplicationOfPosting(
  db: Db,
  userId: string,
  postingId: string,
): Promise<ApplicationRow | null> {
  const query = db
    .selectFrom('application')
    .selectAll()
    .where('posting_id', '=', postingId)
    .where('user_id', '=', userId)
    .where('deleted_at', 'is', null)
  return (await query.executeTakeFirst()) ?? null
}

/** Moves of one application follow one another. */
export async function lockApplication(tx: Tx, userId: string, id: string): Promise<ApplicationRow | null> {
  const query = tx
    .selectFrom('application')
    .selectAll()
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('deleted_at', 'is', null)
  return (await query.forUpdate().executeTakeFirst()) ?? null
}

export async function updateFields(
  tx: Tx,
  userId: string,
  id: string,
  fields: Partial<ApplicationFields>,
): Promise<void> {
  await tx
    .updateTable('application')
    .set(columns(fields))
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .execute()
}

export async function setStage(
  tx: Tx,
  userId: string,
  id: string,
  values: Pick<Updateable<ApplicationTables['application']>, 'stage' | 'outcome'>,
): Promise<void> {
  await tx.updateTable('application').set(values).where('id', '=', id).where('user_id', '=', userId).execute()
}

/** Marks an application as removed; false when it isn't theirs or is removed already. */
export async function markDeleted(tx: Tx, userId: string, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('application')
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
    .updateTable('application')
    .set({ deleted_at: null })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('deleted_at', '>', since)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Everybody's applications that were removed before; the timelines go with them. */
export async function deleteRemoved(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('application').where('deleted_at', '<', before).execute()
}

export async function insertStageEvent(
  tx: Tx,
  event: Insertable<ApplicationTables['stage_event']>,
): Promise<void> {
  await tx.insertInto('stage_event').values(event).execute()
}

/** Oldest first. */
export async function listStageEvents(
  db: Db,
  userId: string,
  applicationId: string,
): Promise<StageEventRow[]> {
  return db
    .selectFrom('stage_event')
    .selectAll()
    .where('application_id', '=', applicationId)
    .where('user_id', '=', userId)
    .orderBy('number')
    .execute()
}

export async function exportRows(tx: Tx, userId: string): Promise<Record<string, unknown[]>> {
  return {
    application: await tx.selectFrom('application').selectAll().where('user_id', '=', userId).execute(),
    stage_event: await tx.selectFrom('stage_event').selectAll().where('user_id', '=', userId).execute(),
  }
}

/** The timelines go with their applications. */
export async function eraseRows(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('application').where('user_id', '=', userId).execute()
}

/** Removes the applications for sample postings; returns how many. */
export async function deleteSampleApplications(tx: Tx, userId: string): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('application')
    .where('user_id', '=', userId)
    .where('posting_id', 'in', (eb) =>
      eb.selectFrom('posting').select('id').where('user_id', '=', userId).where('is_sample', '=', true),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}
