import { sql } from 'kysely'
import type { Tx } from '../db/types.ts'

/**
 * Those of the keys that a row names, or the `key` in the payload of a job that hasn't ended. Every column that names files must be here, or its files are swept; a test compares this with the
 * database.
 */
export const columnsNamingFiles = ['resume_version.file_key', 'data_export.storage_key'] as const

/** Needs the worker's view: a request's would find almost nothing named. */
export async function findNamedKeys(tx: Tx, keys: readonly string[]): Promise<Set<string>> {
  const owners = [...new Set(keys.map((key) => key.slice(0, 36)))]
  const { rows } = await sql<{ key: string }>`
    select file_key as key from resume_version
     where user_id = any(${owners}::uuid[]) and file_key = any(${keys}::text[])
    union all
    select storage_key from data_export
     where user_id = any(${owners}::uuid[]) and storage_key = any(${keys}::text[])
    union all
    select payload ->> 'key' from job
     where user_id = any(${owners}::uuid[]) and payload ->> 'key' = any(${keys}::text[]) and finished_at is null`.execute(
    tx,
  )
  return new Set(rows.map((row) => row.key))
}
