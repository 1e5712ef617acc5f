import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { Database } from '../../src/database.ts'
import type { Db } from '../../src/platform/db/types.ts'

export interface RecordedQuery {
  sql: string
  parameters: unknown[]
}

/** The statement that a query function sends, without a database: the bare handler then runs the very same. */
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
