import type { Tx } from '../../platform/db/types.ts'
import { exportRows } from './queries.ts'

/** Résumés, versions, facts and changes, by table; the files themselves lie in storage under `file_key`. */
export function exportUserData(tx: Tx, userId: string): Promise<Record<string, unknown[]>> {
  return exportRows(tx, userId)
}
