import { sql, type RawBuilder } from 'kysely'
import type { Database } from '../../database.ts'

/** The tables whose rows have an id and are one person's. */
type OwnedTable = {
  [Table in keyof Database]: Database[Table] extends { id: unknown; user_id: unknown } ? Table : never
}[keyof Database]

/** Whether that row is the person's, also one that is marked as removed; true where no id is given. */
export function isOwn(table: OwnedTable, userId: string, id: string | null | undefined): RawBuilder<boolean> {
  return id
    ? sql`exists (select from ${sql.table(table)} where id = ${id}::uuid and user_id = ${userId}::uuid)`
    : sql`true`
}
