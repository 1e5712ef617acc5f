import pg from 'pg'
import type { Check } from './health.ts'

const LIMIT_MS = 1_400

/**
 * Asks the database over a connection of its own: busy request connections must not look like an outage,
 * and one that hangs is thrown away, so that the next check starts afresh.
 */
export function databaseCheck(connectionString: string): { check: Check; close: () => Promise<void> } {
  const pool = new pg.Pool({
    connectionString,
    application_name: 'jobpilot-health',
    max: 1,
    connectionTimeoutMillis: LIMIT_MS,
    query_timeout: LIMIT_MS,
  })
  pool.on('error', () => undefined) // the next check tells
  let running: Promise<void> | null = null
  const ask = async (): Promise<void> => {
    await pool.query('select 1')
  }
  return {
    check: () =>
      (running ??= ask().finally(() => {
        running = null
      })),
    close: () => pool.end(),
  }
}
