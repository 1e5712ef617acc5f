import { sql } from 'kysely'
import type { Tx } from '../../../platform/db/types.ts'

/** From here on the transaction sees the database as it is now, whatever others commit. First in its transaction. */
export async function holdSnapshot(tx: Tx): Promise<void> {
  await sql`set transaction isolation level repeatable read`.execute(tx)
}

/** Where the files of a person's résumés lie. */
export function listStoredFiles(tx: Tx, userId: string) {
  return tx
    .selectFrom('resume_version')
    .select(['id', 'file_key', 'file_name'])
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .execute()
}
export type FileOfVersion = Awaited<ReturnType<typeof listStoredFiles>>[number]
