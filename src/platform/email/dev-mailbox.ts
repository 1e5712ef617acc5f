import type { Db } from '../db/types.ts'
import type { Email } from './email.ts'

const KEPT = 200

export interface DevMail {
  id: number
  to: string
  subject: string
  text: string
  html: string | null
  at: Date
}

/** APP_ENV local: mail stays on this machine, in a table behind /dev/mailbox and as a line on the terminal. */
export function createDevMailbox(db: Db, print: (line: string) => void): Email {
  return {
    async send(message, { idempotencyKey }) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('dev_mail')
        .values({
          recipient: message.to.toLowerCase(),
          subject: message.subject,
          body: message.text,
          html: message.html,
          message_id: idempotencyKey,
        })
        .onConflict((conflict) => conflict.column('message_id').doNothing())
        .executeTakeFirstOrThrow()
      if (numInsertedOrUpdatedRows !== 0n) print(`[mail to ${message.to}] ${message.subject}`)
      const oldest = db.selectFrom('dev_mail').select('id').orderBy('id', 'desc').offset(KEPT).limit(1)
      await db.deleteFrom('dev_mail').where('id', '<=', oldest).execute()
      return { providerId: null }
    },
  }
}

function chosen(db: Db) {
  return db
    .selectFrom('dev_mail')
    .select(['id', 'recipient as to', 'subject', 'body as text', 'html', 'created_at as at'])
}

/** The newest first. */
export async function readDevMail(db: Db): Promise<DevMail[]> {
  return chosen(db).orderBy('id', 'desc').limit(50).execute()
}

export async function findDevMail(db: Db, id: number): Promise<DevMail | undefined> {
  return chosen(db).where('id', '=', id).executeTakeFirst()
}

export async function eraseDevMail(db: Db, recipient: string): Promise<void> {
  await db.deleteFrom('dev_mail').where('recipient', '=', recipient.toLowerCase()).execute()
}
