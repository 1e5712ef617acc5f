import type { App } from './app.ts'
import { describeConfig, loadConfig } from './config.ts'
import { startupErrorText } from './platform/startup-error.ts'

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** The first signal drains, the second leaves at once. */
function stopOnSignal(app: App): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) process.exit(1)
    stopping = true
    say('Stopping: letting requests and jobs finish. Once more to stop at once.')
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        say(startupErrorText(error))
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

async function main(): Promise<void> {
  const config = loadConfig()
  say(describeConfig(config))
  // Loaded after the configuration, so that a wrong setting is answered at once.
  const { createApp } = await import('./app.ts')
  const app = await createApp(config)
  stopOnSignal(app)
  const { url } = await app.start().catch(async (error: unknown) => {
    await app.stop()
    throw error
  })
  if (url === null) return say('JobPilot works on jobs.')
  const address = config.port === 0 ? url : config.appUrl
  say(`JobPilot is ready: ${address}`)
  if (config.appEnv === 'local') {
    say(`Sign in there with any e-mail address: the code appears here and at ${address}/dev/mailbox`)
  }
}

main().catch((error: unknown) => {
  say(startupErrorText(error))
  process.exit(1)
})
