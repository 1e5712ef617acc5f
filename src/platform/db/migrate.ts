import { promises as fs } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { FileMigrationProvider, Migrator, type MigrationResult } from 'kysely/migration'
import { runMigrations } from 'graphile-worker'
import type pg from 'pg'
import type { Db } from './types.ts'

export const migrationFolder = fileURLToPath(new URL('../../../migrations', import.meta.url))

export function createMigrator(db: Db): Migrator {
  return new Migrator({ db, provider: new FileMigrationProvider({ fs, path, migrationFolder }) })
}

/**
 * Brings Graphile Worker's schema and ours up to date. Safe to call from several processes at once:
 * both migrators take a lock.
 */
export async function migrateToLatest(db: Db, pool: pg.Pool): Promise<MigrationResult[]> {
  await runMigrations({ pgPool: pool, preset: { worker: { schema: 'graphile_worker' } } })
  const { error, results = [] } = await createMigrator(db).migrateToLatest()
  if (error) throw error instanceof Error ? error : new Error('migration failed', { cause: error })
  return results
}
