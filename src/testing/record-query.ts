import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { Database } from '../database.ts'
import type { Db } from '../platform/db/types.ts'

export interface RecordedQuery {
  sql: string
  parameters: unknown[]
}

/** The one statement that a query function sends, without a database: to be explained or run by itself. */
export async function recordQuery(send: (db: Db) => Promise<unknown>): Promise<RecordedQuery> {
  const recorded: RecordedQuery[] = []
  const db = new Kysely<Database>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (inner) => new PostgresIntrospector(inner),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }) => void recorded.push({ sql: query.sql, parameters: [...query.parameters] }),
  })
  await send(db)
  const [first, ...more] = recorded
  if (!first || more.length > 0) throw new Error(`Expected one statement, got ${recorded.length}`)
  return first
}
