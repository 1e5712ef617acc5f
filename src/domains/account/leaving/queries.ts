import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/types.ts'
import { eraseDevMail } from '../../../platform/email/dev-mailbox.ts'

const standing = ['id', 'email', 'state', 'deletion_requested_at', 'purge_after'] as const

export function findLeaving(db: Db, userId: string) {
  return db.selectFrom('users').select(standing).where('id', '=', userId).executeTakeFirst()
}

/** Locks the person, so that leaving, coming back and being erased follow each other. */
export function lockLeaving(tx: Tx, userId: string) {
  return tx.selectFrom('users').select(standing).where('id', '=', userId).forUpdate().executeTakeFirst()
}
export type LeavingRow = NonNullable<Awaited<ReturnType<typeof findLeaving>>>

export async function setLeaving(
  tx: Tx,
  userId: string,
  leaving: { requestedAt: Date; purgeAfter: Date } | null,
): Promise<void> {
  await tx
    .updateTable('users')
    .set({
      state: leaving ? 'pending_deletion' : 'active',
      deletion_requested_at: leaving?.requestedAt ?? null,
      purge_after: leaving?.purgeAfter ?? null,
      deletion_reminded_at: null,
    })
    .where('id', '=', userId)
    .execute()
}

/** Ends every sign-in but the one named, and every token; their ids. */
export async function endAccess(
  tx: Tx,
  userId: string,
  { keep, now }: { keep: string | null; now: Date },
): Promise<string[]> {
  const sessions = await tx
    .deleteFrom('auth_session')
    .where('user_id', '=', userId)
    .where(sql<boolean>`id is distinct from ${keep}::uuid`)
    .returning('id')
    .execute()
  const tokens = await tx
    .updateTable('personal_access_token')
    .set({ revoked_at: now })
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute()
  return [...sessions, ...tokens].map(({ id }) => id)
}

/** Whose time is over, the longest first. */
export function listDue(tx: Tx, now: Date, limit: number) {
  return tx
    .selectFrom('users')
    .select('id')
    .where('state', '=', 'pending_deletion')
    .where('purge_after', '<=', now)
    .orderBy('purge_after')
    .limit(limit)
    .execute()
}

/** Whose time is over before `until` and who haven't been told yet; marks them as told. */
export function markReminded(tx: Tx, { now, until }: { now: Date; until: Date }) {
  return tx
    .updateTable('users')
    .set({ deletion_reminded_at: now })
    .where('state', '=', 'pending_deletion')
    .where('purge_after', '>', now)
    .where('purge_after', '<=', until)
    .where('deletion_reminded_at', 'is', null)
    .returning(standing)
    .execute()
}

/** What tells who somebody is, outside their own rows; null once they are gone. */
export function findIdentity(tx: Tx, userId: string) {
  return tx
    .selectFrom('users')
    .select(['id', 'email', 'name', 'clerk_id', 'state', 'purge_after', 'deletion_requested_at'])
    .where('id', '=', userId)
    .forUpdate()
    .executeTakeFirst()
}

/** Whoever Clerk deleted isn't met anew by a token that is still alive. */
export async function insertTombstone(tx: Tx, clerkId: string): Promise<void> {
  await tx
    .insertInto('clerk_tombstone')
    .values({ clerk_id: clerkId })
    .onConflict((conflict) => conflict.column('clerk_id').doNothing())
    .execute()
}

/** Their entries keep what happened and lose who it was; so do entries that mention them. */
export async function pseudonymiseAudit(
  tx: Tx,
  person: { userId: string; pseudonym: string; traces: readonly string[] },
): Promise<void> {
  const { userId, pseudonym, traces } = person
  await sql`select app.pseudonymise_audit(${userId}::uuid, ${pseudonym}::uuid, ${[...traces]}::text[])`.execute(
    tx,
  )
}

/** The oldest entries, past the time that the database itself sets; how many. */
export async function forgetOldAudit(tx: Tx, limit: number): Promise<number> {
  const { rows } = await sql<{ removed: number }>`select app.forget_old_audit(${limit}) as removed`.execute(
    tx,
  )
  return rows[0]?.removed ?? 0
}

export async function exportRows(tx: Tx, userId: string) {
  return {
    users: await tx.selectFrom('users').selectAll().where('id', '=', userId).execute(),
    ...(await exportSignIn(tx, userId)),
    audit_event: await tx
      .selectFrom('audit_event')
      .select(['id', 'at', 'actor_role', 'action', 'target_type', 'target_id', 'reason', 'address'])
      .where('subject_id', '=', userId)
      .orderBy('id')
      .execute(),
  }
}

/** What sign-in keeps, without its secrets: no token, no hash, no seed of codes. */
async function exportSignIn(tx: Tx, userId: string) {
  return {
    auth_session: await tx
      .selectFrom('auth_session')
      .select(['id', 'ip_address', 'user_agent', 'created_at', 'expires_at'])
      .where('user_id', '=', userId)
      .execute(),
    auth_account: await tx
      .selectFrom('auth_account')
      .select(['id', 'provider_id', 'account_id', 'created_at'])
      .where('user_id', '=', userId)
      .execute(),
    second_factor: await tx
      .selectFrom('second_factor')
      .select(['confirmed_at', 'created_at'])
      .where('user_id', '=', userId)
      .execute(),
    backup_code: await tx
      .selectFrom('backup_code')
      .select(['id', 'used_at'])
      .where('user_id', '=', userId)
      .execute(),
    email_change: await tx
      .selectFrom('email_change')
      .select(['new_email', 'expires_at', 'created_at'])
      .where('user_id', '=', userId)
      .execute(),
    personal_access_token: await tx
      .selectFrom('personal_access_token')
      .select(['id', 'name', 'scopes', 'expires_at', 'last_used_at', 'created_at', 'revoked_at'])
      .where('user_id', '=', userId)
      .execute(),
  }
}

/** Codes under way carry the address itself; sessions, accounts, factors and tokens go with the person. */
export async function erasePerson(tx: Tx, userId: string): Promise<void> {
  const person = await tx.selectFrom('users').select('email').where('id', '=', userId).executeTakeFirst()
  if (!person) return
  const changing = await tx
    .selectFrom('email_change')
    .select('new_email')
    .where('user_id', '=', userId)
    .execute()
  for (const address of [person.email, ...changing.map((change) => change.new_email)]) {
    await tx
      .deleteFrom('auth_verification')
      .where(sql<boolean>`position(${address.toLowerCase()} in lower(identifier)) > 0`)
      .execute()
    await eraseDevMail(tx, address)
  }
  await tx.deleteFrom('users').where('id', '=', userId).execute()
}
