import type { Tx } from '../../platform/db/types.ts'
import { eraseMail } from '../../platform/email/user-data-queries.ts'
import { eraseRows } from './queries.ts'

/** What privacy keeps of the person, and the mails to them. */
export async function eraseUserData(tx: Tx, userId: string): Promise<void> {
  await eraseRows(tx, userId)
  await eraseMail(tx, userId)
}
