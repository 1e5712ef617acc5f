import { sql } from 'kysely'
import type { Plan, UserRole } from '../../platform/auth/session.ts'
import type { Db, Tx } from '../../platform/db/types.ts'
import { networkOf } from '../../platform/http/network-of.ts'
import { toJson, toStorableText } from '../../platform/json.ts'
import type { AuditRecord } from './record-audit.ts'

const personColumns = [
  'id',
  'email',
  'name',
  'email_verified',
  'role',
  'plan',
  'state',
  'purge_after',
  'time_zone',
  'created_at',
] as const
const tokenColumns = ['id', 'name', 'scopes', 'expires_at', 'last_used_at', 'created_at'] as const

export function findPerson(db: Db, userId: string) {
  return db.selectFrom('users').select(personColumns).where('id', '=', userId).executeTakeFirst()
}
export type PersonRow = NonNullable<Awaited<ReturnType<typeof findPerson>>>

/** What isn't given stays. */
export function updatePerson(
  tx: Tx,
  userId: string,
  { name, timeZone }: { name?: string | undefined; timeZone?: string | null | undefined },
) {
  const changes = {
    ...(name === undefined ? {} : { name }),
    ...(timeZone === undefined ? {} : { time_zone: timeZone }),
  }
  if (Object.keys(changes).length === 0) return findPerson(tx, userId)
  return tx
    .updateTable('users')
    .set(changes)
    .where('id', '=', userId)
    .returning(personColumns)
    .executeTakeFirst()
}

export function findPersonByEmail(tx: Tx, email: string) {
  return tx
    .selectFrom('users')
    .select(['id', 'clerk_id'])
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .executeTakeFirst()
}

export async function listPeople(tx: Tx, limit: number) {
  return tx.selectFrom('users').select('id').orderBy('created_at').limit(limit).execute()
}

/** Creates the person, or returns the one who has the address; role and plan change only where given. */
export async function ensurePerson(
  tx: Tx,
  person: { email: string; role?: UserRole | undefined; plan?: Plan | undefined },
) {
  const { email, role, plan } = person
  const { id } = await tx
    .insertInto('users')
    .values({ email: email.toLowerCase(), ...(role ? { role } : {}), ...(plan ? { plan } : {}) })
    .onConflict((conflict) =>
      conflict.expression(sql`lower(email)`).doUpdateSet((eb) => ({
        role: role ?? eb.ref('users.role'),
        plan: plan ?? eb.ref('users.plan'),
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** What verifying a credential needs to know about its person. */
const standingColumns = [
  'users.id as user_id',
  'users.role',
  'users.plan',
  'users.state',
  'users.email_verified',
] as const

export function findStanding(tx: Tx, userId: string) {
  return tx.selectFrom('users').select(standingColumns).where('id', '=', userId).executeTakeFirst()
}

/** With what the session itself has proved, and whether the person has set up a second step. */
export function findSessionStanding(tx: Tx, userId: string, sessionId: string) {
  return tx
    .selectFrom('auth_session as session')
    .innerJoin('users', 'users.id', 'session.user_id')
    .leftJoin('second_factor as factor', 'factor.user_id', 'users.id')
    .select([
      ...standingColumns,
      'session.created_at as signed_in_at',
      'session.authenticated_at',
      'session.second_factor_at',
      'session.updated_at as used_at',
    ])
    .select((eb) => eb('factor.confirmed_at', 'is not', null).$castTo<boolean>().as('has_second_step'))
    .where('session.id', '=', sessionId)
    .where('session.user_id', '=', userId)
    .executeTakeFirst()
}

export function touchSession(tx: Tx, userId: string, sessionId: string, now: Date) {
  return tx
    .updateTable('auth_session')
    .set({ updated_at: now })
    .where('id', '=', sessionId)
    .where('user_id', '=', userId)
    .execute()
}

export function findStandingByClerkId(tx: Tx, clerkId: string) {
  return tx.selectFrom('users').select(standingColumns).where('clerk_id', '=', clerkId).executeTakeFirst()
}
export type Standing = NonNullable<Awaited<ReturnType<typeof findStanding>>>

export function findToken(tx: Tx, tokenHash: string, now: Date) {
  return tx
    .selectFrom('personal_access_token as token')
    .innerJoin('users', 'users.id', 'token.user_id')
    .select(['token.id as token_id', 'token.scopes', ...standingColumns])
    .where('token.token_hash', '=', tokenHash)
    .where('token.revoked_at', 'is', null)
    .where((eb) => eb.or([eb('token.expires_at', 'is', null), eb('token.expires_at', '>', now)]))
    .executeTakeFirst()
}

/** At most one write a minute per token. */
export function touchToken(tx: Tx, tokenId: string, now: Date) {
  return tx
    .updateTable('personal_access_token')
    .set({ last_used_at: now })
    .where('id', '=', tokenId)
    .where((eb) =>
      eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<', new Date(now.getTime() - 60_000))]),
    )
    .execute()
}

export function insertToken(
  tx: Tx,
  token: { userId: string; name: string; tokenHash: string; scopes: string[]; expiresAt: Date | null },
) {
  return tx
    .insertInto('personal_access_token')
    .values({
      user_id: token.userId,
      name: token.name,
      token_hash: token.tokenHash,
      scopes: token.scopes,
      expires_at: token.expiresAt,
    })
    .returning(tokenColumns)
    .executeTakeFirstOrThrow()
}

/** Working tokens, newest first. */
export function listTokens(db: Db, userId: string, now: Date) {
  return db
    .selectFrom('personal_access_token')
    .select(tokenColumns)
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
}
export type TokenRow = Awaited<ReturnType<typeof listTokens>>[number]

export async function revokeToken(tx: Tx, userId: string, tokenId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('personal_access_token')
    .set({ revoked_at: now })
    .where('id', '=', tokenId)
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Sign-in sessions live outside the request role's reach: `tx` is the worker's, the owner is in the WHERE. */
export function listSessions(tx: Tx, userId: string, now: Date) {
  return tx
    .selectFrom('auth_session')
    .select(['id', 'user_agent', 'ip_address', 'created_at', 'updated_at', 'expires_at'])
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
}

export async function deleteSession(tx: Tx, userId: string, sessionId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('auth_session')
    .where('id', '=', sessionId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** All but the one that is kept; their ids. `tx` is the worker's. */
export async function deleteOtherSessions(tx: Tx, userId: string, keepId: string): Promise<string[]> {
  const rows = await tx
    .deleteFrom('auth_session')
    .where('user_id', '=', userId)
    // Of another kind (Clerk's, a token's), it is none of these.
    .where(sql`id::text`, '!=', keepId)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

export async function deleteSessionByToken(tx: Tx, userId: string, token: string): Promise<void> {
  await tx.deleteFrom('auth_session').where('token', '=', token).where('user_id', '=', userId).execute()
}

/** The person has just proved again that it is them. */
export async function confirmSession(
  tx: Tx,
  userId: string,
  sessionId: string,
  { now, withSecondStep }: { now: Date; withSecondStep: boolean },
): Promise<void> {
  await tx
    .updateTable('auth_session')
    .set({
      authenticated_at: now,
      ...(withSecondStep ? { second_factor_at: now, second_factor_tries: 0 } : {}),
    })
    .where('id', '=', sessionId)
    .where('user_id', '=', userId)
    .execute()
}

export async function deleteExpired(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('auth_verification').where('expires_at', '<', before).execute()
  await tx.deleteFrom('auth_session').where('expires_at', '<', before).execute()
  await tx
    .deleteFrom('second_factor')
    .where('confirmed_at', 'is', null)
    .where('created_at', '<', before)
    .execute()
}

/** The audit log is the worker's; it grants nobody to change or remove an entry. */
export async function insertAuditEvents(tx: Tx, records: readonly AuditRecord[]): Promise<void> {
  const rows = records.map((record) => ({
    actor_id: record.actorId,
    actor_role: record.actorRole,
    action: record.action,
    target_type: record.targetType,
    target_id: record.targetId ?? null,
    subject_id: record.subjectId ?? null,
    address: record.address ? networkOf(record.address) : null,
    reason: typeof record.reason === 'string' ? toStorableText(record.reason) : null,
    before: record.before ? toJson(record.before) : null,
    after: record.after ? toJson(record.after) : null,
    request_id: record.requestId ?? null,
  }))
  await tx.insertInto('audit_event').values(rows).execute()
}

export interface AuditFilter {
  /** Whole, or its part before the dot. */
  action?: string | undefined
  actorId?: string | undefined
  targetType?: string | undefined
  targetId?: string | undefined
  from?: Date | undefined
  /** Exclusive. */
  to?: Date | undefined
  /** Only entries before this one. */
  before?: number | undefined
}

/** The newest first, with the address of whoever did it as long as they are there. */
export function listAuditEvents(tx: Tx, filter: AuditFilter, limit: number) {
  const { action, actorId, targetType, targetId, from, to, before } = filter
  let query = tx
    .selectFrom('audit_event as event')
    .leftJoin('users as actor', 'actor.id', 'event.actor_id')
    .selectAll('event')
    .select('actor.email as actor_email')
  if (action !== undefined)
    query = query.where((eb) =>
      eb.or([eb('action', '=', action), eb(sql`split_part(action, '.', 1)`, '=', action)]),
    )
  if (actorId !== undefined) query = query.where('event.actor_id', '=', actorId)
  if (targetType !== undefined) query = query.where('event.target_type', '=', targetType)
  if (targetId !== undefined) query = query.where('event.target_id', '=', targetId)
  if (from !== undefined) query = query.where('event.at', '>=', from)
  if (to !== undefined) query = query.where('event.at', '<', to)
  if (before !== undefined) query = query.where('event.id', '<', before)
  return query.orderBy('event.id', 'desc').limit(limit).execute()
}

/** What concerns a person, the newest first; row-level security shows them nothing else. */
export function listEventsAbout(
  tx: Tx,
  userId: string,
  { before, limit }: { before: number | undefined; limit: number },
) {
  let query = tx
    .selectFrom('audit_event')
    .select(['id', 'at', 'actor_id', 'actor_role', 'action', 'address', 'after'])
    .where('subject_id', '=', userId)
  if (before !== undefined) query = query.where('id', '<', before)
  return query.orderBy('id', 'desc').limit(limit).execute()
}
