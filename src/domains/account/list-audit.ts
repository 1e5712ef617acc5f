import type { Tx } from '../../platform/db/types.ts'
import { listAuditEvents, type AuditFilter } from './queries.ts'

/** What somebody did, and to what. */
export interface AuditEntry {
  id: number
  at: Date
  /** null: the command line; without an address: somebody who is gone. */
  actor: { id: string; email: string | null } | null
  actorRole: string
  action: string
  targetType: string
  targetId: string | null
  reason: string | null
  before: unknown
  after: unknown
}

/** Entries of the audit log that fit, the newest first. For operators: it tells about everybody. */
export async function listAudit(tx: Tx, filter: AuditFilter, limit: number): Promise<AuditEntry[]> {
  const rows = await listAuditEvents(tx, filter, limit)
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    actor: row.actor_id === null ? null : { id: row.actor_id, email: row.actor_email },
    actorRole: row.actor_role,
    action: row.action,
    targetType: row.target_type,
    targetId: row.target_id,
    reason: row.reason,
    before: row.before,
    after: row.after,
  }))
}
