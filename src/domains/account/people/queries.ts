import { sql, type RawBuilder } from 'kysely'
import type { Plan, UserRole } from '../../../platform/auth/session.ts'
import type { Tx } from '../../../platform/db/types.ts'
import type { UserState } from '../tables.ts'
import type { PeoplePlace } from './people-cursor.ts'

export interface PeopleFilter {
  /** Storable, not empty. */
  query?: string | undefined
  role?: UserRole | undefined
  plan?: Plan | undefined
  state?: UserState | undefined
  after: PeoplePlace | null
  limit: number
}

/** As a range, which an index of byte order serves whatever the parameter. */
const begins = (column: 'email' | 'name', prefix: string): RawBuilder<boolean> => {
  const text = sql`lower(${sql.ref(`users.${column}`)}) collate "C"`
  return sql`(${text} >= ${prefix} and ${text} < ${`${prefix}\u{10ffff}`})`
}

const lastSeen = sql<Date | null>`greatest(
  (select max(updated_at) from auth_session where user_id = users.id),
  (select max(last_used_at) from personal_access_token where user_id = users.id))`

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function people(tx: Tx) {
  return tx
    .selectFrom('users')
    .select([
      'users.id',
      'email',
      'name',
      'role',
      'plan',
      'state',
      'purge_after',
      'created_at',
      lastSeen.as('last_seen_at'),
    ])
}

/** The newest first. */
export function listPeopleRows(tx: Tx, { query, role, plan, state, after, limit }: PeopleFilter) {
  const microseconds = sql<string>`(extract(epoch from users.created_at) * 1000000)::bigint::text`
  let rows = people(tx).select(microseconds.as('time'))
  if (query !== undefined) {
    const text = query.toLowerCase()
    rows = UUID.test(query)
      ? rows.where('users.id', '=', query)
      : rows.where(sql<boolean>`(${begins('email', text)} or ${begins('name', text)})`)
  }
  if (role !== undefined) rows = rows.where('role', '=', role)
  if (plan !== undefined) rows = rows.where('plan', '=', plan)
  if (state !== undefined) rows = rows.where('state', '=', state)
  if (after)
    rows = rows.where(
      sql<boolean>`(users.created_at, users.id) <
        (timestamptz 'epoch' + ${after.time}::bigint * interval '1 microsecond', ${after.id}::uuid)`,
    )
  return rows.orderBy('users.created_at', 'desc').orderBy('users.id', 'desc').limit(limit).execute()
}
export type PersonRow = Omit<Awaited<ReturnType<typeof listPeopleRows>>[number], 'time'>

export function findPersonRow(tx: Tx, named: { id: string } | { email: string }) {
  const rows = people(tx).select(['email_verified', 'time_zone', 'clerk_id'])
  const found =
    'id' in named
      ? rows.where('users.id', '=', named.id)
      : rows.where(sql`lower(email)`, '=', named.email.toLowerCase())
  return found.executeTakeFirst()
}

/** Of those who may call. */
export function listRoles(tx: Tx, userIds: readonly string[]) {
  return tx
    .selectFrom('users')
    .select(['id', 'role'])
    .where('state', '=', 'active')
    .where(sql<boolean>`id = any(${userIds}::uuid[])`)
    .execute()
}

/** What they have, in one statement. */
export async function countThings(tx: Tx, userId: string) {
  const count = (table: string): RawBuilder<number> =>
    sql`(select count(*) from ${sql.table(table)} where user_id = ${userId})`
  const { rows } = await sql<
    Record<'resumes' | 'postings' | 'matches' | 'drafts' | 'applications' | 'runs', number>
  >`
    select ${count('resume')} as resumes, ${count('posting')} as postings, ${count('match')} as matches,
      ${count('draft')} as drafts, ${count('application')} as applications, ${count('agent_run')} as runs`.execute(
    tx,
  )
  const [counts] = rows
  if (!counts) throw new Error('Counting gave no row')
  return counts
}

export async function hasSecondStep(tx: Tx, userId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('second_factor')
    .select('user_id')
    .where('user_id', '=', userId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Entries that concern the person, the newest first. */
export function listAuditOfPerson(tx: Tx, userId: string, limit: number) {
  return tx
    .selectFrom('audit_event as event')
    .leftJoin('users as actor', 'actor.id', 'event.actor_id')
    .select([
      'event.id',
      'event.at',
      'event.action',
      'event.actor_id',
      'actor.email as actor_email',
      'event.actor_role',
      'event.reason',
      'event.before',
      'event.after',
    ])
    .where('event.subject_id', '=', userId)
    .orderBy('event.id', 'desc')
    .limit(limit)
    .execute()
}

/** Holds the person, and everybody who runs this, until the transaction ends: who may do what can't change meanwhile. */
export function lockStandings(tx: Tx, userId: string) {
  return tx
    .selectFrom('users')
    .select(['id', 'role', 'plan', 'state'])
    .where((eb) => eb.or([eb('id', '=', userId), eb('role', '<>', 'user')]))
    .orderBy('id')
    .forUpdate()
    .execute()
}
export type StandingRow = Awaited<ReturnType<typeof lockStandings>>[number]

export async function changeStanding(
  tx: Tx,
  userId: string,
  changes: { role?: UserRole; plan?: Plan; state?: UserState },
): Promise<void> {
  await tx.updateTable('users').set(changes).where('id', '=', userId).execute()
}

export async function deleteSessions(tx: Tx, userId: string): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('auth_session')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

export async function revokeTokens(tx: Tx, userId: string, now: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('personal_access_token')
    .set({ revoked_at: now })
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
