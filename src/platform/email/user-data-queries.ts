import { sql } from 'kysely'
import type { Tx } from '../db/types.ts'

/** Which mails went to the person, and which they don't want; never what a mail said: it may hold codes and links. */
export async function exportMail(tx: Tx, userId: string) {
  return {
    email_message: await tx
      .selectFrom('email_message')
      .select(['id', 'kind', 'recipient', 'subject', 'state', 'error', 'created_at', 'sent_at'])
      .where('user_id', '=', userId)
      .orderBy('created_at')
      .execute(),
    email_opt_out: await tx
      .selectFrom('email_opt_out')
      .selectAll()
      .where('user_id', '=', userId)
      .orderBy('kind')
      .execute(),
  }
}

/**
 * Also what went to their address before there was an account, as a sign-in code does, and to those they had before; but
 * nothing that went to somebody who is still here.
 */
export async function eraseMail(tx: Tx, userId: string): Promise<void> {
  await sql`
    with theirs as (
      select lower(email) as address from users where id = ${userId}
      union select lower(recipient) from email_message where user_id = ${userId}
    )
    delete from email_message where user_id = ${userId} or (user_id is null
      and lower(recipient) in (select address from theirs)
      and lower(recipient) not in (select lower(email) from users where id <> ${userId}))`.execute(tx)
  await tx.deleteFrom('email_opt_out').where('user_id', '=', userId).execute()
}
