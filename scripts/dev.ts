import path from 'node:path'
import { pino } from 'pino'
import { describeConfig, loadConfig } from '../src/config.ts'
import { openDatabase } from '../src/platform/db/open-database.ts'
import { StartupError, startupErrorText } from '../src/platform/startup-error.ts'
import { prettyLine } from './dev-log.ts'
import { startDevServer, type DevServer } from './dev-server.ts'
import { stopWithParent } from './stop-with-parent.ts'

/** `npm run dev`: one port, hot reload of the page, a server that restarts when its source changes. */
const root = path.resolve(import.meta.dirname, '..')
process.chdir(root)
const write = (text: string): void => void process.stderr.write(text)

async function main(): Promise<void> {
  const config = loadConfig()
  if (config.appEnv !== 'local')
    throw new StartupError(
      `npm run dev is for work on this machine; APP_ENV is ${config.appEnv}. Use npm start.`,
    )
  write(`${describeConfig(config)}\n`)
  const log = pino(
    { level: 'warn' },
    { write: (line: string) => write(`${prettyLine(line.trimEnd(), root)}\n`) },
  )
  // Ours as long as we run: the application finds it up at every restart.
  const database = await openDatabase(config, log)
  const close = (): Promise<void> => database.close()
  const { host, port, dataDir } = config
  const server = await startDevServer({ root, host, port, dataDir, write }).catch(async (error: unknown) => {
    await close()
    throw error
  })
  stopOnSignal(server, close)
  const { kind } = await server.first
  const address = `http://localhost:${server.port}`
  if (kind === 'ready') write(`JobPilot is ready: ${address}\n`)
  else write(`The server did not start (see above). ${address} shows it again as soon as that is repaired.\n`)
  write(
    `Sign in there with any e-mail address: the code appears here and at ${address}/dev/mailbox\n` +
      'A change in web/ shows at once, one in src/ restarts the server. Ctrl-C stops everything.\n',
  )
}

function stopOnSignal(server: DevServer, close: () => Promise<void>): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) process.exit(1)
    stopping = true
    server
      .stop()
      .then(close)
      .then(
        () => process.exit(0),
        (error: unknown) => {
          write(`${startupErrorText(error)}\n`)
          process.exit(1)
        },
      )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  stopWithParent('dev')
}

main().catch((error: unknown) => {
  write(`${startupErrorText(error)}\n`)
  process.exit(1)
})
