import type { RawBuilder } from 'kysely'
import type pg from 'pg'
import { beginStatement } from './transaction.ts'
import type { Db } from './types.ts'

/**
 * One statement as the worker, in a transaction of its own: BEGIN, the statement and COMMIT travel together, so that
 * all of it costs one round trip. Settles once the commit is answered; what failed has been rolled back.
 */
export async function atOnceAsWorker<Row>(
  { db, pool }: { db: Db; pool: pg.Pool },
  statement: RawBuilder<Row>,
): Promise<Row[]> {
  const { sql: text, parameters } = statement.compile(db)
  const client = await pool.connect()
  try {
    const [begun, answered, committed] = await Promise.allSettled([
      client.query(beginStatement({ role: 'jobpilot_worker', userId: null })),
      client.query<Row & pg.QueryResultRow>(text, [...parameters]),
      // After a statement that failed it rolls back.
      client.query('commit'),
    ])
    for (const end of [begun, answered, committed]) if (end.status === 'rejected') throw end.reason
    return answered.status === 'fulfilled' ? answered.value.rows : []
  } finally {
    client.release()
  }
}
