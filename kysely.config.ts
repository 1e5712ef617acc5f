import { runMigrations } from 'graphile-worker'
import { defineConfig } from 'kysely-ctl'
import { loadConfig } from './src/config.ts'
import { createDb, createPool } from './src/platform/db/connect.ts'
import { createMigrator } from './src/platform/db/migrate.ts'
import { openDatabase } from './src/platform/db/open-database.ts'
import { createLogger } from './src/platform/log.ts'
import { startupErrorText } from './src/platform/startup-error.ts'
import type { Db } from './src/platform/db/types.ts'

/** `npm run migrate`, `npx kysely migrate:down` …: on DATABASE_URL or the embedded database, started for it. */
async function connect(): Promise<Db> {
  const config = loadConfig()
  const log = createLogger({ level: 'warn', version: config.version, environment: config.appEnv })
  const database = await openDatabase(config, log)
  const pool = createPool({
    connectionString: database.connectionString,
    applicationName: 'jobpilot_migrate',
  })
  const db = createDb(pool)
  const destroy = db.destroy.bind(db)
  db.destroy = async () => {
    await destroy()
    await database.close()
  }
  // Our migrations build on Graphile Worker's schema.
  await runMigrations({ pgPool: pool, preset: { worker: { schema: 'graphile_worker' } } })
  return db
}

async function connectOrExplain(): Promise<Db> {
  try {
    return await connect()
  } catch (error) {
    process.stderr.write(`${startupErrorText(error)}\n`)
    process.exit(1)
  }
}

export default defineConfig({
  kysely: connectOrExplain,
  migrations: { migrator: createMigrator },
})
