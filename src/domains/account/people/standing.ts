import type { AuditActor, AuditRecord } from '../record-audit.ts'
import { failWith } from '../../../platform/errors.ts'
import { peopleErrors } from './errors.ts'
import type { StandingRow } from './queries.ts'

const fail = failWith(peopleErrors)

const isActingAdmin = ({ role, state }: StandingRow): boolean => role === 'admin' && state === 'active'

/** Those who were locked: the person it is about, and whether they are the last who can give roles. */
export interface Standings {
  person: StandingRow
  isLastAdmin: boolean
}

/**
 * Reads what was locked. Whoever acts must still be an admin: two who take the role from each other at once would
 * leave nobody. Throws person_unknown, no_longer_admin.
 */
export function readStandings(
  rows: readonly StandingRow[],
  userId: string,
  { actorId }: Pick<AuditActor, 'actorId'>,
): Standings {
  const admins = rows.filter(isActingAdmin)
  if (actorId !== null && !admins.some(({ id }) => id === actorId)) throw fail('no_longer_admin')
  const person = rows.find(({ id }) => id === userId)
  if (!person) throw fail('person_unknown')
  return { person, isLastAdmin: admins.every(({ id }) => id === userId) && admins.length > 0 }
}

/** The entry about what an admin did to a person, who may read it. */
export function auditOf(
  actor: AuditActor,
  userId: string,
  change: Pick<AuditRecord, 'action' | 'reason' | 'before' | 'after'>,
): AuditRecord {
  return { ...actor, targetType: 'person', targetId: userId, subjectId: userId, ...change }
}
