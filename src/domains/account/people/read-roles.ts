import type { UserRole } from '../../../platform/auth/session.ts'
import { readAsWorker } from '../../../platform/db/transaction.ts'
import type { Db } from '../../../platform/db/types.ts'
import { listRoles } from './queries.ts'

/** The roles of those among them who may call: neither suspended, nor leaving, nor gone. */
export async function readRoles(db: Db, userIds: readonly string[]): Promise<ReadonlyMap<string, UserRole>> {
  const rows = await readAsWorker(db, (tx) => listRoles(tx, userIds))
  return new Map(rows.map(({ id, role }) => [id, role]))
}
