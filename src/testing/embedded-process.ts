import { startEmbedded } from '../platform/db/embedded/start-embedded.ts'
import { createLogger } from '../platform/log.ts'

/**
 * Started by tests that kill it: starts or adopts the Postgres of the DATA_DIR in its first argument, prints
 * what it got as one JSON line, and stops on "stop" from stdin.
 */
const [dataDir] = process.argv.slice(2)
if (!dataDir) throw new Error('usage: embedded-process.ts DATA_DIR')
const log = createLogger({ level: 'warn', version: 'test', environment: 'test' })
const postgres = await startEmbedded({ dataDir, log })
process.stdout.write(`${JSON.stringify({ ...postgres, stop: undefined })}\n`)
process.stdin.once('data', () => {
  void postgres.stop().then(() => process.exit(0))
})
