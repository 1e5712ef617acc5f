import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type pg from 'pg'
import type { Database } from '../database.ts'
import type { Db } from '../platform/db/types.ts'

/** The plan, line by line, that Postgres makes for the one statement that a query function sends. */
export async function explain(
  client: pg.Pool | pg.PoolClient,
  send: (db: Db) => Promise<unknown>,
): Promise<string[]> {
  const statements: { sql: string; parameters: readonly unknown[] }[] = []
  const db = new Kysely<Database>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (inner) => new PostgresIntrospector(inner),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }) => void statements.push(query),
  })
  await send(db)
  const [statement, ...more] = statements
  if (!statement || more.length > 0) throw new Error(`Expected one statement, got ${statements.length}`)
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${statement.sql}`, [
    ...statement.parameters,
  ])
  return rows.map((row) => row['QUERY PLAN'])
}
