import type { Tx } from '../../../platform/db/types.ts'

/** The table is the system's: `tx` is the worker's, the owner is in the WHERE. */

export function findChange(tx: Tx, userId: string, now: Date) {
  return tx
    .selectFrom('email_change')
    .select(['new_email', 'expires_at'])
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

export function lockChange(tx: Tx, userId: string) {
  return tx
    .selectFrom('email_change')
    .select(['new_email', 'code_hash', 'tries', 'expires_at'])
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst()
}

/** One at a time: a newer one replaces the older, code and all. */
export async function saveChange(
  tx: Tx,
  userId: string,
  change: { newEmail: string; codeHash: string; expiresAt: Date; now: Date },
): Promise<void> {
  const values = {
    new_email: change.newEmail,
    code_hash: change.codeHash,
    tries: 0,
    expires_at: change.expiresAt,
  }
  await tx
    .insertInto('email_change')
    .values({ user_id: userId, created_at: change.now, ...values })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(values))
    .execute()
}

export async function countTry(tx: Tx, userId: string): Promise<void> {
  await tx
    .updateTable('email_change')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('user_id', '=', userId)
    .execute()
}

export async function removeChange(tx: Tx, userId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('email_change')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Breaks users_email_key when another account has the address. */
export async function setEmail(tx: Tx, userId: string, email: string): Promise<void> {
  await tx.updateTable('users').set({ email, email_verified: true }).where('id', '=', userId).execute()
}
