import type { Tx } from '../../platform/db/types.ts'
import { findDraft } from './queries.ts'

/** Whether this draft is the person's, for the domains above. */
export async function hasDraft(tx: Tx, userId: string, draftId: string): Promise<boolean> {
  return (await findDraft(tx, userId, draftId)) !== null
}
