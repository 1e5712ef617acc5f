import type { ColumnType } from 'kysely'

type Created = ColumnType<Date, Date | undefined, never>

interface SearchTargetTable {
  id: string
  user_id: string
  /** In the person's words; spans of what was understood index it. */
  sentence: string
  /** Written as JSON text, parsed by its schema when read. */
  understood: ColumnType<unknown, string, string>
  active: boolean
  created_at: Created
  updated_at: Created
}

export interface ScoutingTables {
  search_target: SearchTargetTable
}
