import type { Tx } from '../../platform/db/types.ts'
import { exportMail } from '../../platform/email/user-data-queries.ts'
import { exportRows } from './queries.ts'

/** Archives, consents, the register of models, and the mails to the person, by table. `tx` is the worker's. */
export async function exportUserData(tx: Tx, userId: string): Promise<Record<string, unknown[]>> {
  return { ...(await exportRows(tx, userId)), ...(await exportMail(tx, userId)) }
}
