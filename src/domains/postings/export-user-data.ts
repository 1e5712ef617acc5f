import type { Tx } from '../../platform/db/types.ts'
import { exportRows } from './queries.ts'

/** Postings, their snapshots (bytes as base64) and locators, by table. */
export function exportUserData(tx: Tx, userId: string): Promise<Record<string, unknown[]>> {
  return exportRows(tx, userId)
}
