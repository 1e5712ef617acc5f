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
  /** Came with "Try it with sample data" and goes with it, unless the person makes it their own. */
  is_sample: ColumnType<boolean, boolean | undefined, boolean>
  created_at: Created
  updated_at: Created
}

export interface ScoutingTables {
  search_target: SearchTargetTable
}
