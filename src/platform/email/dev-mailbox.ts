import type { Db } from '../db/types.ts'
import type { Email, EmailMessage } from './email.ts'

const KEPT = 200

export interface DevMail extends EmailMessage {
  at: Date
}

/** APP_ENV local: mail stays on this machine, in a table behind /dev/mailbox and as a line on the terminal. */
export function createDevMailbox(db: Db, print: (line: string) => void): Email {
  return {
    async send(message) {
      print(`[mail to ${message.to}] ${message.subject}`)
      await db
        .insertInto('dev_mail')
        .values({ recipient: message.to.toLowerCase(), subject: message.subject, body: message.text })
        .execute()
      const oldest = db.selectFrom('dev_mail').select('id').orderBy('id', 'desc').offset(KEPT).limit(1)
      await db.deleteFrom('dev_mail').where('id', '<=', oldest).execute()
    },
  }
}

export async function readDevMail(db: Db): Promise<DevMail[]> {
  const rows = await db.selectFrom('dev_mail').selectAll().orderBy('id', 'desc').limit(50).execute()
  return rows.map((row) => ({ to: row.recipient, subject: row.subject, text: row.body, at: row.created_at }))
}

export async function eraseDevMail(db: Db, recipient: string): Promise<void> {
  await db.deleteFrom('dev_mail').where('recipient', '=', recipient.toLowerCase()).execute()
}
