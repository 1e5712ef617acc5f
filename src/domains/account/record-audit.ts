import type { Tx } from '../../platform/db/types.ts'
import { insertAuditEvents } from './queries.ts'

/** What somebody did with more than their own things. */
export interface AuditRecord {
  /** null: the command line on the machine that has the database. */
  actorId: string | null
  actorRole: string
  /** `jobs.retry`, `lanes.set_limits`, … */
  action: string
  /** `job`, `lane`, `hold`, `schedule`, … */
  targetType: string
  targetId?: string | null
  reason?: string | null
  /** What changed, as chosen columns: never a payload, which may hold secrets. */
  before?: Readonly<Record<string, unknown>>
  after?: Readonly<Record<string, unknown>>
  requestId?: string | null
}

/** Adds to the audit log in the transaction of what it tells about: both commit or neither. */
export async function recordAudit(tx: Tx, ...records: readonly AuditRecord[]): Promise<void> {
  if (records.length > 0) await insertAuditEvents(tx, records)
}
