import type { Tx } from '../../platform/db/types.ts'
import { exportRows } from './queries.ts'

/** Drafts, all their versions with claims, and approvals, by table. */
export function exportUserData(tx: Tx, userId: string): Promise<Record<string, unknown[]>> {
  return exportRows(tx, userId)
}
