import type { LeavingRow } from '../account/leaving/queries.ts'
import type { Deletion } from './schema.ts'

/** Whether the account is going to be deleted, and when. */
export function deletionView(row: LeavingRow | undefined): Deletion {
  return {
    state: row?.state === 'pending_deletion' ? 'leaving' : 'active',
    requestedAt: row?.deletion_requested_at?.toISOString() ?? null,
    purgeAfter: row?.purge_after?.toISOString() ?? null,
  }
}
