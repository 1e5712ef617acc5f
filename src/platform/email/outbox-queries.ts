import { sql, type Insertable, type Updateable } from 'kysely'
import type { Db, Tx } from '../db/types.ts'
import type { EmailState, MailTables } from './tables.ts'

type NewMessage = Pick<
  Insertable<MailTables['email_message']>,
  'user_id' | 'kind' | 'recipient' | 'subject' | 'html' | 'text_body' | 'headers'
> & { id: string }

/** Without RETURNING: a person's own transaction may add a message and read none. */
export async function insertMessage(tx: Tx, message: NewMessage): Promise<void> {
  await tx.insertInto('email_message').values(message).execute()
}

export function lockMessage(tx: Tx, id: string) {
  return tx.selectFrom('email_message').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}
export type MessageRow = NonNullable<Awaited<ReturnType<typeof lockMessage>>>

export async function countTry(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable('email_message')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Why it hasn't gone out yet. */
export async function noteTrouble(tx: Tx, id: string, error: string): Promise<void> {
  await tx
    .updateTable('email_message')
    .set({ error })
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .execute()
}

/** What is written over a message; what isn't given stays. */
type MessageChange = Pick<
  Updateable<MailTables['email_message']>,
  'state' | 'error' | 'provider_id' | 'sent_at' | 'html' | 'text_body' | 'subject' | 'recipient'
>

/** Ends a message whose state is one of `from`; false when it isn't. */
export async function endMessage(
  tx: Tx,
  id: string,
  from: readonly EmailState[],
  change: MessageChange,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('email_message')
    .set(change)
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What the provider's answer tells although its own report came first. */
export async function noteSent(tx: Tx, id: string, sent: { providerId: string | null; at: Date }) {
  await tx
    .updateTable('email_message')
    .set({ provider_id: sent.providerId, sent_at: sent.at })
    .where('id', '=', id)
    .execute()
}

/** By our own id, which the provider hands back, or by the provider's. */
export async function findReported(tx: Tx, report: { messageId: string | null; providerId: string }) {
  const { messageId, providerId } = report
  const query = tx.selectFrom('email_message').selectAll().forUpdate()
  const own = messageId === null ? undefined : await query.where('id', '=', messageId).executeTakeFirst()
  return own ?? query.where('provider_id', '=', providerId).executeTakeFirst()
}

/** Locked, so that nobody sends them meanwhile. */
export function lockWaiting(tx: Tx, { kinds, before }: { kinds: readonly string[]; before: Date }) {
  return tx
    .selectFrom('email_message')
    .select(['id', 'kind'])
    .where('state', '=', 'queued')
    .where('kind', 'in', kinds)
    .where('created_at', '<', before)
    .limit(1_000)
    .forUpdate()
    .skipLocked()
    .execute()
}

/** Back into the queue; only what still has its content can go out again. */
export async function requeueMessage(tx: Tx, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('email_message')
    .set({ state: 'queued', error: null })
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .where('text_body', 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

interface MessageFilter {
  state?: EmailState | undefined
  kind?: string | undefined
  /** Only messages before this place. */
  before?: MessagePlace | undefined
}

/** `at`: as Postgres writes it, to the microsecond. */
export interface MessagePlace {
  at: string
  id: string
}

/** The newest first; without their content. */
export function readMessages(db: Db, { state, kind, before }: MessageFilter, limit: number) {
  let query = db
    .selectFrom('email_message')
    .select(['id', 'kind', 'recipient', 'state', 'error', 'tries', 'created_at', 'sent_at', 'updated_at'])
    .select((eb) => eb('text_body', 'is not', null).as('has_content'))
    .select(sql<string>`created_at::text`.as('place'))
  if (state !== undefined) query = query.where('state', '=', state)
  if (kind !== undefined) query = query.where('kind', '=', kind)
  if (before)
    query = query.where(sql<boolean>`(created_at, id) < (${before.at}::timestamptz, ${before.id}::uuid)`)
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
}
