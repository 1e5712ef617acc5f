import type { Tx } from '../../../platform/db/types.ts'
import { failWith } from '../../../platform/errors.ts'
import { recordAudit, type AuditActor } from '../record-audit.ts'
import { peopleErrors } from './errors.ts'
import { changeStanding, lockStandings } from './queries.ts'
import { auditOf, readStandings } from './standing.ts'

const fail = failWith(peopleErrors)

/**
 * Nothing of theirs works until they are restored; what they have stays. Throws person_unknown, no_longer_admin,
 * own_suspension, person_leaving.
 */
export async function suspendPerson(
  tx: Tx,
  { id, reason }: { id: string; reason: string },
  actor: AuditActor,
): Promise<void> {
  const { person } = readStandings(await lockStandings(tx, id), id, actor)
  if (id === actor.actorId) throw fail('own_suspension')
  if (person.state === 'pending_deletion') throw fail('person_leaving')
  if (person.state === 'suspended') return
  await changeStanding(tx, id, { state: 'suspended' })
  const change = {
    action: 'people.suspend',
    reason,
    before: { state: person.state },
    after: { state: 'suspended' },
  }
  await recordAudit(tx, auditOf(actor, id, change))
}
