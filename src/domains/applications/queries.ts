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
      conflict.columns(['user_id', 'posting_id']).where('posting_id', 'is not', null).doNothing(),
    )
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function findApplication(db: Db, userId: string, id: string): Promise<ApplicationRow | null> {
  const query = db.selectFrom('application').selectAll().where('id', '=', id).where('user_id', '=', userId)
  return (await query.executeTakeFirst()) ?? null
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
  return (await query.executeTakeFirst()) ?? null
}

/** Moves of one application follow one another. */
export async function lockApplication(tx: Tx, userId: string, id: string): Promise<ApplicationRow | null> {
  const query = tx.selectFrom('application').selectAll().where('id', '=', id).where('user_id', '=', userId)
  return (await query.forUpdate().executeTakeFirst()) ?? null
}

export interface ApplicationPage {
  limit: number
  /** Id of the last application of the page before. */
  cursor: string | null
  stage: Stage | null
}

/** Newest first. */
export async function listApplicationRows(
  db: Db,
  userId: string,
  page: ApplicationPage,
): Promise<ApplicationRow[]> {
  let query = db.selectFrom('application').selectAll().where('user_id', '=', userId)
  if (page.stage) query = query.where('stage', '=', page.stage)
  if (page.cursor) {
    const last = db
      .selectFrom('application')
      .select(['created_at', 'id'])
      .where('id', '=', page.cursor)
      .where('user_id', '=', userId)
    query = query.where((eb) => eb(eb.refTuple('created_at', 'id'), '<', last.$asTuple('created_at', 'id')))
  }
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(page.limit).execute()
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

export async function deleteApplication(tx: Tx, userId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('application')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
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
