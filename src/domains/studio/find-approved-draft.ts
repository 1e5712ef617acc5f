import type { Tx } from '../../platform/db/types.ts'
import { findApproved } from './queries.ts'

/** The newest approved draft for a posting, for the domains above; null when there is none. */
export async function findApprovedDraft(tx: Tx, userId: string, postingId: string): Promise<string | null> {
  return (await findApproved(tx, userId, postingId))?.id ?? null
}
