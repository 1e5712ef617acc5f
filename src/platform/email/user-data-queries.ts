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

/** Also what went to their address before there was an account, as a sign-in code does. */
export async function eraseMail(tx: Tx, userId: string): Promise<void> {
  await tx
    .deleteFrom('email_message')
    .where((eb) =>
      eb.or([
        eb('user_id', '=', userId),
        eb(sql`lower(recipient)`, 'in', sql`(select lower(email) from users where id = ${userId})`),
      ]),
    )
    .execute()
  await tx.deleteFrom('email_opt_out').where('user_id', '=', userId).execute()
}
