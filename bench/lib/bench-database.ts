import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DATABASE, startEmbedded } from '../../src/platform/db/embedded/start-embedded.ts'
import { createLogger } from '../../src/platform/log.ts'

export interface BenchDatabase {
  /** A folder of this bench alone; gone afterwards. */
  folder: string
  /** As the application connects. */
  connectionString: string
  /** As nobody but a superuser connects: no row-level security. */
  superuserConnectionString: string
}

/** Runs `work` with an embedded Postgres and a folder of its own. */
export async function withBenchDatabase<T>(work: (database: BenchDatabase) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'jobpilot-bench-'))
  const log = createLogger({ level: 'error', version: 'bench', environment: 'local' })
  try {
    const postgres = await startEmbedded({ dataDir: path.join(folder, 'postgres'), log })
    try {
      const superuser = new URL(postgres.superuserConnectionString)
      superuser.pathname = `/${DATABASE}`
      return await work({
        folder,
        connectionString: postgres.connectionString,
        superuserConnectionString: superuser.href,
      })
    } finally {
      await postgres.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
