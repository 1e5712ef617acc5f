import { sql } from 'kysely'
import type { Tx } from '../../../platform/db/types.ts'

/** From here on the transaction sees the database as it is now, whatever others commit. First in its transaction. */
export async function holdSnapshot(tx: Tx): Promise<void> {
  await sql`set transaction isolation level repeatable read`.execute(tx)
}
