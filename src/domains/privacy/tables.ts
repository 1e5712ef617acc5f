import type { Generated } from 'kysely'

export type ExportState = 'preparing' | 'ready' | 'failed' | 'expired'

interface DataExportTable {
  id: Generated<string>
  user_id: string
  job_id: string | null
  state: Generated<ExportState>
  storage_key: string | null
  bytes: number | null
  sha256: string | null
  expires_at: Date | null
  created_at: Generated<Date>
  finished_at: Date | null
}

/** Said once and kept: a later word is a further row. */
interface ConsentTable {
  id: Generated<string>
  user_id: string
  purpose: string
  version: string
  granted: boolean
  created_at: Generated<Date>
}

/** What was sent to which model, in words and sizes, never the text itself. */
interface ModelCallTable {
  id: Generated<string>
  user_id: string
  job_id: string | null
  provider: string
  model: string
  purpose: string
  /** Kinds of what was sent: `résumé`, `posting`, … */
  sent: Generated<string[]>
  input_tokens: number | null
  output_tokens: number | null
  cost_microdollars: number | null
  outcome: string
  created_at: Generated<Date>
}

/** Who left, under a pseudonym, and that everything was looked for afterwards. */
interface ErasureTable {
  pseudonym: string
  requested_at: Date | null
  purged_at: Generated<Date>
  verified_at: Date | null
  findings: Generated<number>
}

export interface PrivacyTables {
  data_export: DataExportTable
  consent: ConsentTable
  model_call: ModelCallTable
  erasure: ErasureTable
}
