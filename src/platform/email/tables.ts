import type { Generated } from 'kysely'

export interface MailTables {
  dev_mail: {
    id: Generated<number>
    recipient: string
    subject: string
    body: string
    created_at: Generated<Date>
  }
}
