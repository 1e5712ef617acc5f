import type { Session } from '../../platform/auth/session.ts'
import type { Tx } from '../../platform/db/types.ts'
import { insertAuditEvents } from './queries.ts'

/** What somebody did with others' things, or with who may use their own. */
export interface AuditRecord {
  /** null: the command line on the machine that has the database. */
  actorId: string | null
  actorRole: string
  /** `jobs.retry`, `lanes.set_limits`, … */
  action: string
  /** `job`, `lane`, `hold`, `schedule`, … */
  targetType: string
  targetId?: string | null
  /** The person whom it concerns: they may read it. */
  subjectId?: string | null
  reason?: string | null
  /** What changed, as chosen columns: never a payload, which may hold secrets. */
  before?: Readonly<Record<string, unknown>>
  after?: Readonly<Record<string, unknown>>
  requestId?: string | null
  /** Where whoever did it is; only the network is kept. */
  address?: string | null
}

/** Who acts in a request, as the audit log names them. */
export type AuditActor = Pick<AuditRecord, 'actorId' | 'actorRole' | 'requestId' | 'address'>

export function auditActor(caller: {
  session: Session
  requestId: string
  remoteAddress?: string | undefined
}): AuditActor {
  const { session, requestId, remoteAddress } = caller
  const { userId, role, via } = session
  return {
    actorId: via === 'machine' ? null : userId,
    actorRole: role,
    requestId,
    address: remoteAddress ?? null,
  }
}

/**
 * Adds to the audit log in the transaction of what it tells about: both commit or neither. In a person's own
 * transaction, only what concerns them (`subjectId`) can be added.
 */
export async function recordAudit(tx: Tx, ...records: readonly AuditRecord[]): Promise<void> {
  if (records.length > 0) await insertAuditEvents(tx, records)
}
