import type { Tx } from '../../platform/db/types.ts'
import { exportRows } from './queries.ts'

/** Search targets, by table. */
export function exportUserData(tx: Tx, userId: string): Promise<Record<string, unknown[]>> {
  return exportRows(tx, userId)
}
