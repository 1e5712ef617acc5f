import { sql } from 'kysely'
import type { Tx } from '../../../platform/db/types.ts'

/**
 * People who came within the last day, showed that their address is theirs and weren't greeted: from now on they were.
 * Two workers at once greet different ones.
 */
export function takeNewcomers(tx: Tx, { since, limit }: { since: Date; limit: number }) {
  const newcomers = tx
    .selectFrom('users')
    .select('id')
    .where('welcomed_at', 'is', null)
    .where('created_at', '>', since)
    .where('email_verified', '=', true)
    .where('state', '=', 'active')
    // Clerk keeps the address of some to itself.
    .where('email', 'not like', '%.invalid')
    .orderBy('created_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
  return tx
    .updateTable('users')
    .set({ welcomed_at: sql<Date>`now()` })
    .where('id', 'in', newcomers)
    .returning(['id', 'email', 'name'])
    .execute()
}
