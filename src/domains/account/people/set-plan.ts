import type { Plan } from '../../../platform/auth/session.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { recordAudit, type AuditActor } from '../record-audit.ts'
import { changeStanding, lockStandings } from './queries.ts'
import { auditOf, readStandings } from './standing.ts'

/** Throws person_unknown, no_longer_admin. */
export async function setPlan(
  tx: Tx,
  { id, plan, reason }: { id: string; plan: Plan; reason: string },
  actor: AuditActor,
): Promise<void> {
  const { person } = readStandings(await lockStandings(tx, id), id, actor)
  if (person.plan === plan) return
  await changeStanding(tx, id, { plan })
  const change = { action: 'people.setPlan', reason, before: { plan: person.plan }, after: { plan } }
  await recordAudit(tx, auditOf(actor, id, change))
}
