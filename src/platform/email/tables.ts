import type { ColumnType, Generated } from 'kysely'

export type EmailState = 'queued' | 'sent' | 'delivered' | 'bounced' | 'complained' | 'suppressed' | 'failed'

/** A message that is surely sent: written in the transaction of what it tells about. */
interface EmailMessageTable {
  /** Also the provider's idempotency key. */
  id: Generated<string>
  user_id: string | null
  kind: string
  recipient: string
  subject: string
  /** Both null once it has been sent: codes and links don't stay. */
  html: string | null
  text_body: string | null
  headers: ColumnType<unknown, string | undefined, string>
  state: Generated<EmailState>
  provider_id: string | null
  error: string | null
  tries: Generated<number>
  created_at: Generated<Date>
  sent_at: Date | null
  updated_at: Generated<Date>
}

interface EmailSuppressionTable {
  /** With a secret: who was erased isn't kept here in clear. */
  address_hash: string
  reason: 'bounced' | 'complained'
  created_at: Generated<Date>
}

interface EmailOptOutTable {
  user_id: string
  kind: string
  created_at: Generated<Date>
}

export interface MailTables {
  email_message: EmailMessageTable
  email_suppression: EmailSuppressionTable
  email_opt_out: EmailOptOutTable
  dev_mail: {
    id: Generated<number>
    recipient: string
    subject: string
    body: string
    html: string | null
    /** Each message once, however often it is handed over. */
    message_id: string | null
    created_at: Generated<Date>
  }
}
