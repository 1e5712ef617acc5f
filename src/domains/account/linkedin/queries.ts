import type { Tx } from '../../../platform/db/types.ts'

/** Accounts of other services lie outside the request role's reach: `tx` is the worker's, the owner is in the WHERE. */
export function findConnection(tx: Tx, userId: string) {
  return tx
    .selectFrom('auth_account')
    .select('created_at')
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'linkedin')
    .orderBy('created_at')
    .executeTakeFirst()
}

export async function deleteConnection(tx: Tx, userId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('auth_account')
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'linkedin')
    .executeTakeFirst()
  return numDeletedRows > 0n
}
