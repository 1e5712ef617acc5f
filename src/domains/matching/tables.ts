import type { ColumnType, Generated } from 'kysely'
import type { EvidenceClass, Requirement, Verdict } from './schema.ts'

type Created = ColumnType<Date, Date | undefined, never>
/** Written as JSON text, read as a value. */
type Json = ColumnType<unknown, string, string>

interface RequirementTable {
  id: string
  user_id: string
  posting_id: string
  extractor_version: string
  /** 1, 2, 3 … in the order of the text: `r1`, `r2` … outside. */
  number: number
  text: string
  span_start: number
  span_end: number
  tier: Requirement['tier']
  kind: Requirement['kind']
  detail: Json
  created_at: Created
}

interface MatchTable {
  id: string
  user_id: string
  resume_id: string
  resume_version_id: string
  posting_id: string
  extractor_version: string
  rubric_version: string
  score: number | null
  /** The score, or -1 where there is none: what the list is ordered by. */
  rank: Generated<number>
  verdict: Verdict
  verdict_words: string
  gates: Json
  hidden_at: Date | null
  /** When the person saw it with this verdict. */
  seen_at: ColumnType<Date | null, never, Date | null>
  /** Set when a newer match of the same résumé and posting exists. */
  superseded_at: Date | null
  created_at: Created
  updated_at: Created
}

interface MatchEvidenceTable {
  match_id: string
  requirement_id: string
  user_id: string
  class: EvidenceClass
  fact_ids: string[]
  reason: string
  created_at: Created
}

export interface MatchingTables {
  requirement: RequirementTable
  match: MatchTable
  match_evidence: MatchEvidenceTable
}
