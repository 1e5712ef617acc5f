import type { Tx } from '../../platform/db/types.ts'
import { exportRows } from './leaving/queries.ts'

/** The person, their sessions and tokens; hashes and session secrets stay here. `tx` is the worker's. */
export function exportUserData(tx: Tx, userId: string): Promise<Record<string, unknown[]>> {
  return exportRows(tx, userId)
}
