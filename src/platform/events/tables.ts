import type { ColumnType, Generated } from 'kysely'

/** One counter per person; its row lock orders their events. */
interface EventSequenceTable {
  user_id: string
  last_seq: number
}

interface RunEventTable {
  user_id: string
  seq: number
  run_id: string
  agent: string
  type: string
  step: string | null
  words: string
  data: ColumnType<Record<string, unknown>, string, never>
  at: Generated<Date>
}

export interface EventTables {
  event_sequence: EventSequenceTable
  run_event: RunEventTable
}
