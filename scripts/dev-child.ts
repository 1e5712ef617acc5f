import { enableCompileCache } from 'node:module'
import type { App } from '../src/app.ts'
import { loadConfig } from '../src/config.ts'
import { startupErrorText } from '../src/platform/startup-error.ts'

/**
 * The application as `npm run dev` runs it: behind the development server, which has the port, and only as
 * long as that lives. PORT is the one people use, so that addresses in mails and answers are right.
 */
enableCompileCache()
const DRAIN_MS = 500
let app: App | null = null

function stop(): void {
  const stopped = app ? app.stop({ drainMs: DRAIN_MS }) : Promise.resolve()
  stopped.then(
    () => process.exit(0),
    () => process.exit(1),
  )
}

process.once('SIGTERM', stop)
process.once('disconnect', stop)
// Ctrl-C reaches every process of the terminal; the development server decides when we stop.
process.on('SIGINT', () => undefined)

async function main(): Promise<void> {
  const config = loadConfig()
  const { createApp } = await import('../src/app.ts')
  const role = config.role === 'web' ? 'web' : 'all'
  app = await createApp({ ...config, role, host: '127.0.0.1', port: 0 })
  const { url } = await app.start()
  process.send?.({ url })
}

main().catch((error: unknown) => {
  process.stderr.write(`${startupErrorText(error)}\n`)
  process.exit(1)
})
