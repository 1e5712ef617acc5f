import type { Generated } from 'kysely'

export interface HttpTables {
  rate_limit: {
    /** What is limited, and for whom; hashed where it would name a person. */
    key: string
    tokens: number
    refilled_at: Date
  }
}

export interface MailTables {
  dev_mail: {
    id: Generated<number>
    recipient: string
    subject: string
    body: string
    created_at: Generated<Date>
  }
}
