import type { ColumnType } from 'kysely'
import type { Span } from '../resumes/schema.ts'
import type { DraftAuthor, DraftKind, DraftState } from './schema.ts'

type Created = ColumnType<Date, Date | undefined, never>

interface DraftTable {
  id: string
  user_id: string
  match_id: string | null
  posting_id: string | null
  resume_version_id: string | null
  kind: DraftKind
  state: DraftState
  /** Of the posting when the draft was made: it outlives the posting. */
  title: string
  organization: string
  /** Number of the current version. */
  version: number
  /** Set when the person removed it; it can be restored until it is swept away. */
  deleted_at: ColumnType<Date | null, never, Date | null>
  created_at: Created
  updated_at: Created
}

interface DraftVersionTable {
  id: string
  user_id: string
  draft_id: string
  /** 1, 2, 3 … per draft. */
  number: number
  text: string
  /** Of the UTF-8 text, hex. */
  sha256: string
  author: DraftAuthor
  created_at: Created
}

interface DraftClaimTable {
  draft_version_id: string
  user_id: string
  /** Place among the version's claims, from 0. */
  number: number
  span_start: number
  span_end: number
  fact_ids: string[]
  flagged: boolean
  reason: string | null
}

interface ApprovalTable {
  id: string
  user_id: string
  draft_version_id: string
  /** Of the text that was approved; equal to its version's. */
  sha256: string
  /** Facts that this approval confirmed. */
  confirmed_fact_ids: string[]
  /** Spans of flagged claims that the person accepted one by one; written as JSON text. */
  accepted_flags: ColumnType<Span[], string, never>
  approved_at: Date
  /** When the person took it back; the text may be approved again then, as another row. */
  withdrawn_at: ColumnType<Date | null, never, Date>
}

export interface StudioTables {
  draft: DraftTable
  draft_version: DraftVersionTable
  draft_claim: DraftClaimTable
  approval: ApprovalTable
}
