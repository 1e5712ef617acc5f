import { sql } from 'kysely'
import type { Db, Tx } from '../db/types.ts'
import type { OptOutKind } from './email-kinds.ts'

export function findSuppression(db: Db, addressHash: string) {
  return db
    .selectFrom('email_suppression')
    .select(['reason', 'created_at'])
    .where('address_hash', '=', addressHash)
    .executeTakeFirst()
}

/** A complaint outweighs a bounce; each counts from the last time. */
export async function suppressAddress(
  tx: Tx,
  addressHash: string,
  reason: 'bounced' | 'complained',
): Promise<void> {
  await tx
    .insertInto('email_suppression')
    .values({ address_hash: addressHash, reason })
    .onConflict((conflict) =>
      conflict
        .column('address_hash')
        .doUpdateSet({ reason, created_at: sql<Date>`now()` })
        .where('email_suppression.reason', '=', 'bounced'),
    )
    .execute()
}

/** Mail arrived there after all. A complaint stays. */
export async function forgetBounce(tx: Tx, addressHash: string): Promise<void> {
  await tx
    .deleteFrom('email_suppression')
    .where('address_hash', '=', addressHash)
    .where('reason', '=', 'bounced')
    .execute()
}

export async function isOptedOut(db: Db, userId: string, kind: OptOutKind): Promise<boolean> {
  const found = await db
    .selectFrom('email_opt_out')
    .select('kind')
    .where('user_id', '=', userId)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return found !== undefined
}

export async function listOptOuts(db: Db, userId: string): Promise<string[]> {
  const rows = await db.selectFrom('email_opt_out').select('kind').where('user_id', '=', userId).execute()
  return rows.map(({ kind }) => kind)
}

export async function addOptOut(tx: Tx, userId: string, kind: OptOutKind): Promise<void> {
  await tx
    .insertInto('email_opt_out')
    .columns(['user_id', 'kind'])
    // A link outlives the account that it belonged to.
    .expression((eb) =>
      eb
        .selectFrom('users')
        .select(['id', eb.val(kind).as('kind')])
        .where('id', '=', userId),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function removeOptOut(tx: Tx, userId: string, kind: OptOutKind): Promise<void> {
  await tx.deleteFrom('email_opt_out').where('user_id', '=', userId).where('kind', '=', kind).execute()
}
