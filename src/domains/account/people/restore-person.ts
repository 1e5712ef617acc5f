import type { Tx } from '../../../platform/db/types.ts'
import { failWith } from '../../../platform/errors.ts'
import { recordAudit, type AuditActor } from '../record-audit.ts'
import { peopleErrors } from './errors.ts'
import { changeStanding, lockStandings } from './queries.ts'
import { auditOf, readStandings } from './standing.ts'

const fail = failWith(peopleErrors)

/** Ends a suspension. Throws person_unknown, no_longer_admin, person_leaving. */
export async function restorePerson(
  tx: Tx,
  { id, reason }: { id: string; reason: string },
  actor: AuditActor,
): Promise<void> {
  const { person } = readStandings(await lockStandings(tx, id), id, actor)
  if (person.state === 'pending_deletion') throw fail('person_leaving')
  if (person.state === 'active') return
  await changeStanding(tx, id, { state: 'active' })
  const change = {
    action: 'people.restore',
    reason,
    before: { state: person.state },
    after: { state: 'active' },
  }
  await recordAudit(tx, auditOf(actor, id, change))
}
