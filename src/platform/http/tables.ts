import type { Generated } from 'kysely'

export interface HttpTables {
  rate_limit: {
    /** What is limited, and for whom; hashed where it would name a person. */
    key: string
    tokens: number
    refilled_at: Date
    capacity: Generated<number>
    /** How long one takes to come back. */
    seconds_each: Generated<number>
    /** What the last one who asked was given. */
    taken: Generated<number>
  }
}
