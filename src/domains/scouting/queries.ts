import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/db/types.ts'
import { toJson, toStorableText } from '../../platform/json.ts'
import type { Understood } from './schema.ts'
import type { ScoutingTables } from './tables.ts'

export type TargetRow = Selectable<ScoutingTables['search_target']>

/** Two requests of one person that add targets follow one another, so that neither passes the limit. */
export async function lockTargetsOf(tx: Tx, userId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('search_targets'), hashtext(${userId}))`.execute(tx)
}

export async function countTargets(db: Db, userId: string): Promise<number> {
  const { n } = await db
    .selectFrom('search_target')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  return Number(n)
}

export interface NewTarget {
  id: string
  userId: string
  sentence: string
  understood: Understood
  isSample?: boolean
}

export async function insertTarget(tx: Tx, target: NewTarget): Promise<void> {
  await tx
    .insertInto('search_target')
    .values({
      id: target.id,
      user_id: target.userId,
      sentence: toStorableText(target.sentence),
      understood: toJson(target.understood),
      active: true,
      is_sample: target.isSample ?? false,
    })
    .execute()
}

export async function findTarget(db: Db, userId: string, id: string): Promise<TargetRow | null> {
  const query = db.selectFrom('search_target').selectAll().where('id', '=', id).where('user_id', '=', userId)
  return (await query.executeTakeFirst()) ?? null
}

/** Oldest first: the order in which the person wrote them. */
export async function listTargetRows(
  db: Db,
  userId: string,
  only: { active?: boolean } = {},
): Promise<TargetRow[]> {
  let query = db.selectFrom('search_target').selectAll().where('user_id', '=', userId)
  if (only.active !== undefined) query = query.where('active', '=', only.active)
  return query.orderBy('created_at').orderBy('id').execute()
}

export interface TargetChange {
  sentence?: string
  understood?: Understood
  active?: boolean
  isSample?: boolean
}

/** False when it isn't theirs. */
export async function updateTargetRow(
  tx: Tx,
  userId: string,
  id: string,
  change: TargetChange,
): Promise<boolean> {
  const { sentence, understood, active, isSample } = change
  const { numUpdatedRows } = await tx
    .updateTable('search_target')
    .set({
      ...(sentence === undefined ? {} : { sentence: toStorableText(sentence) }),
      ...(understood === undefined ? {} : { understood: toJson(understood) }),
      ...(active === undefined ? {} : { active }),
      ...(isSample === undefined ? {} : { is_sample: isSample }),
    })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function deleteTarget(tx: Tx, userId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('search_target')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Removes the target of the sample data; returns how many there were. */
export async function deleteSampleTarget(tx: Tx, userId: string): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('search_target')
    .where('user_id', '=', userId)
    .where('is_sample', '=', true)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

export async function exportRows(db: Db, userId: string): Promise<Record<string, unknown[]>> {
  return { search_target: await listTargetRows(db, userId) }
}

export async function eraseRows(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('search_target').where('user_id', '=', userId).execute()
}
