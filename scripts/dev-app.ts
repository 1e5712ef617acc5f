import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { z } from 'zod'
import { createPrettyPrinter } from './dev-log.ts'

const readyMessage = z.object({ url: z.url() })
/** How long the application may take to let go of its port, jobs and database. */
const STOP_MS = 4_000

/** How the application stands. */
export type AppState =
  | { kind: 'starting' }
  | { kind: 'ready'; url: string }
  /** It ended by itself; the last it said tells why. */
  | { kind: 'failed'; said: string }

export interface AppProcess {
  /** Settles the next time it is ready or has failed; at once when it is so now. */
  settled: () => Promise<AppState>
  /** Stops it and starts it anew; several wishes at once are one. */
  restart: () => void
  /** Ends it, by force when it doesn't go. */
  stop: () => Promise<void>
}

export interface AppProcessOptions {
  root: string
  env: Record<string, string>
  write: (text: string) => void
  onState: (state: AppState) => void
}

/** Runs scripts/dev-child.ts and keeps it replaceable. */
export function createAppProcess(options: AppProcessOptions): AppProcess {
  let state: AppState = { kind: 'starting' }
  let child: ChildProcess | null = null
  let stopping = false
  let queue: Promise<void> = Promise.resolve()
  let waiting: ((state: AppState) => void)[] = []

  const enter = (next: AppState): void => {
    state = next
    if (next.kind !== 'starting') for (const tell of waiting.splice(0)) tell(next)
    if (!stopping) options.onState(next)
  }

  const start = (): void => {
    if (stopping) return
    const own = spawnChild(options)
    child = own.process
    own.process.on('message', (message) => {
      const ready = readyMessage.safeParse(message)
      if (ready.success && child === own.process) enter({ kind: 'ready', url: ready.data.url })
    })
    own.process.once('close', () => {
      if (child !== own.process) return
      child = null
      enter({ kind: 'failed', said: own.said() })
    })
  }

  const end = async (): Promise<void> => {
    const old = child
    child = null
    if (!old || old.exitCode !== null || old.signalCode !== null) return
    const ended = once(old, 'exit')
    old.kill('SIGTERM')
    const force = setTimeout(() => old.kill('SIGKILL'), STOP_MS)
    await ended
    clearTimeout(force)
  }

  let wished = false
  const restart = (): void => {
    if (wished) return
    wished = true
    if (state.kind !== 'starting') enter({ kind: 'starting' })
    queue = queue.then(end).then(() => {
      wished = false
      start()
    })
  }

  start()
  return {
    settled: () =>
      state.kind === 'starting'
        ? new Promise((resolve) => (waiting = [...waiting, resolve]))
        : Promise.resolve(state),
    restart,
    async stop() {
      stopping = true
      await queue
      await end()
    },
  }
}

function spawnChild({ root, env, write }: AppProcessOptions) {
  const process_ = spawn(process.execPath, ['--enable-source-maps', 'scripts/dev-child.ts'], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  })
  let said = ''
  const print = createPrettyPrinter(root, write)
  process_.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    said = (said + chunk).slice(-8_000)
    print(chunk)
  })
  return { process: process_, said: () => said.trim() }
}
