import type { ColumnType, Generated } from 'kysely'
import type { FactKind } from './schema.ts'

type Created = ColumnType<Date, Date | undefined, never>
type Updated = ColumnType<Date, never, never>
/** Written as JSON text, read as a value. */
type Json = ColumnType<unknown, string | undefined, string>

interface ResumeTable {
  id: string
  user_id: string
  /** Came with "Try it with sample data" and goes with it. */
  is_sample: Generated<boolean>
  created_at: Created
  updated_at: Updated
}

interface ResumeVersionTable {
  id: string
  user_id: string
  resume_id: string
  /** 1, 2, 3 … per résumé. */
  number: number
  state: Generated<'reading' | 'ready' | 'failed'>
  error_code: string | null
  error_words: string | null
  file_name: string
  content_type: string
  file_key: string
  file_size: number
  sha256: string
  run_id: string | null
  pages: number | null
  /** What the facts' spans index; never changes once it is there. */
  text: string | null
  /** LineMark[]: what the page said about lines of the text. */
  marks: Json
  /** As the parser found it; what people changed since is in the facts. */
  json_resume: Json | null
  in_language: string | null
  parser_version: string | null
  created_at: Created
  updated_at: Updated
}

interface ProfileFactTable {
  id: string
  user_id: string
  resume_version_id: string
  number: number
  kind: FactKind
  text: string
  /** Where the fact was read, also while a person's edit stands in its place; null for what a person added. */
  span_start: number | null
  span_end: number | null
  path: string
  value: string | null
  state: Generated<'unconfirmed' | 'confirmed' | 'removed'>
  /** `person` as long as the text differs from what was read. */
  origin: 'resume' | 'person'
  created_at: Created
  updated_at: Updated
}

interface FactChangeTable {
  id: string
  user_id: string
  fact_id: string
  action: 'added' | 'confirmed' | 'edited' | 'removed' | 'restored'
  before: Json | null
  after: Json | null
  changed_at: ColumnType<Date, never, never>
}

export interface ResumeTables {
  resume: ResumeTable
  resume_version: ResumeVersionTable
  profile_fact: ProfileFactTable
  fact_change: FactChangeTable
}
