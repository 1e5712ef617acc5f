import type pg from 'pg'
import type { Db } from '../platform/db/types.ts'
import { recordQuery } from './record-query.ts'

/** The plan, line by line, that Postgres makes for the one statement that a query function sends. */
export async function explain(
  client: pg.Pool | pg.PoolClient,
  send: (db: Db) => Promise<unknown>,
): Promise<string[]> {
  const { sql, parameters } = await recordQuery(send)
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, parameters)
  return rows.map((row) => row['QUERY PLAN'])
}
