import type { ColumnType } from 'kysely'
import type { Outcome, Stage, StageActor, StageSource } from './schema.ts'

type Created = ColumnType<Date, Date | undefined, never>

interface ApplicationTable {
  id: string
  user_id: string
  posting_id: string | null
  draft_id: string | null
  title: string
  organization: string
  url: string | null
  note: string
  stage: Stage
  outcome: Outcome | null
  /** Set when the person removed it; it can be restored until it is swept away. */
  deleted_at: ColumnType<Date | null, never, Date | null>
  created_at: Created
  updated_at: Created
}

/** Append-only: where the application went, when, by whom and from where. */
interface StageEventTable {
  id: string
  user_id: string
  application_id: string
  /** 1, 2, 3 … per application. */
  number: number
  /** null for the event that created it. */
  from_stage: Stage | null
  to_stage: Stage
  actor: StageActor
  source: StageSource
  occurred_at: Date
  created_at: Created
}

export interface ApplicationTables {
  application: ApplicationTable
  stage_event: StageEventTable
}
