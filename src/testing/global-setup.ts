import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { startEmbedded } from '../platform/db/embedded/start-embedded.ts'
import { createLogger } from '../platform/log.ts'
import { warmCompileCache } from './compile-cache.ts'

const log = createLogger({ level: 'warn', version: 'test', environment: 'test' })

/** Tests use the Postgres of TEST_DATABASE_URL, else one of their own that ends with the run. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  await warmCompileCache()
  if (process.env['TEST_DATABASE_URL']) return undefined
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'jobpilot-test-'))
  // Nothing here needs to survive a power cut.
  const settings = ['fsync=off', 'synchronous_commit=on', 'full_page_writes=off', 'max_connections=300']
  const postgres = await startEmbedded({ dataDir, log, settings })
  process.env['TEST_DATABASE_URL'] = postgres.superuserConnectionString
  return async () => {
    await postgres.stop()
    await removeData(postgres.dataFolder, dataDir)
  }
}

async function removeData(dataFolder: string, dataDir: string): Promise<void> {
  const home = path.dirname(path.dirname(dataFolder))
  await rm(home, { recursive: true, force: true })
  await rm(dataDir, { recursive: true, force: true })
}
