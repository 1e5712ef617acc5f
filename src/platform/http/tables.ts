export interface HttpTables {
  rate_limit: {
    /** What is limited, and for whom; hashed where it would name a person. */
    key: string
    tokens: number
    refilled_at: Date
  }
}
