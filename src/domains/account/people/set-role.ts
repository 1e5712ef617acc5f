import type { UserRole } from '../../../platform/auth/session.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { failWith } from '../../../platform/errors.ts'
import { recordAudit, type AuditActor } from '../record-audit.ts'
import { peopleErrors } from './errors.ts'
import { changeStanding, lockStandings } from './queries.ts'
import { auditOf, readStandings } from './standing.ts'

const fail = failWith(peopleErrors)

/** Throws person_unknown, no_longer_admin, and last_admin where an admin would take the role from the only one. */
export async function setRole(
  tx: Tx,
  { id, role, reason }: { id: string; role: UserRole; reason: string },
  actor: AuditActor,
): Promise<void> {
  const { person, isLastAdmin } = readStandings(await lockStandings(tx, id), id, actor)
  if (person.role === role) return
  // Whoever has the machine can always make another.
  if (isLastAdmin && actor.actorId !== null) throw fail('last_admin')
  await changeStanding(tx, id, { role })
  const change = { action: 'people.setRole', reason, before: { role: person.role }, after: { role } }
  await recordAudit(tx, auditOf(actor, id, change))
}
