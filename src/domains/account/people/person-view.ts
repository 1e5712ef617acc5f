import type { UserState } from '../tables.ts'
import type { PersonRow } from './queries.ts'
import type { PersonItem, PersonState } from './schema.ts'

const stateNames: Record<UserState, PersonState> = {
  active: 'active',
  suspended: 'suspended',
  pending_deletion: 'leaving',
}
const states: Record<PersonState, UserState> = {
  active: 'active',
  suspended: 'suspended',
  leaving: 'pending_deletion',
}

/** As the database calls it. */
export const stateOf = (state: PersonState): UserState => states[state]

export const iso = (date: Date | null): string | null => date?.toISOString() ?? null

export function personView(row: PersonRow): PersonItem {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    plan: row.plan,
    state: stateNames[row.state],
    purgeAfter: iso(row.purge_after),
    createdAt: row.created_at.toISOString(),
    lastSeenAt: iso(row.last_seen_at),
  }
}
