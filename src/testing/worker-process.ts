import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileCache, startsFast } from './compile-cache.ts'

export interface WorkerProcess {
  pid: number
  /** Resolves when it works on jobs, or serves. */
  ready: Promise<void>
  /** Resolves with the signal or exit code that ended it. */
  ended: Promise<{ signal: NodeJS.Signals | null; code: number | null; at: Date }>
  /** All that it has written so far. */
  said(): string
  /** SIGKILL, and waits for its end; harmless when it has already ended. */
  kill(): Promise<void>
  /** SIGTERM, and waits for its end. */
  stop(): Promise<void>
}

export interface WorkerProcessOptions {
  /** Of the test database. */
  url: string
  /** `before-commit:<agent>.<step>` or `after-commit:…`, see platform/jobs/failpoint.ts. */
  failpoint?: string
  /** URL of a module that exports `tasks`; without it the application itself runs: main.ts, ROLE=worker. */
  tasks?: URL
  env?: Record<string, string>
}

const childScript = fileURLToPath(new URL('worker-child.ts', import.meta.url))
const mainScript = fileURLToPath(new URL('../main.ts', import.meta.url))

/** Starts a worker in a process of its own, to be killed: the real application or a test's tasks. */
export function startWorkerProcess(options: WorkerProcessOptions): WorkerProcess {
  // Away from the repository, whose .env is for people.
  const script = options.tasks ? [childScript, options.tasks.href] : [mainScript]
  const child = spawn(process.execPath, [...startsFast, ...script], {
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'] ?? '',
      ...compileCache,
      APP_ENV: 'test',
      ROLE: 'worker',
      LOG_LEVEL: 'silent',
      AUTH_SECRET: 'a secret that only tests know, 32 long',
      DATABASE_URL: options.url,
      DATA_DIR: path.join(tmpdir(), `jobpilot-worker-${process.pid}`),
      ...(options.failpoint ? { FAILPOINT: options.failpoint } : {}),
      ...options.env,
    },
  })
  let said = ''
  const { promise: ready, resolve: isReady, reject: failed } = Promise.withResolvers<void>()
  ready.catch(() => undefined)
  const hear = (chunk: Buffer): void => {
    said += chunk.toString()
    if (/^ready$|works on jobs|is ready/m.test(said)) isReady()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const ended = once(child, 'exit').then(([code, signal]: (number | NodeJS.Signals | null)[]) => {
    failed(new Error(`the worker process ended before it was ready:\n${said}`))
    return {
      code: typeof code === 'number' ? code : null,
      signal: typeof signal === 'string' ? signal : null,
      at: new Date(),
    }
  })
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await ended
  }
  return {
    pid: child.pid ?? 0,
    ready,
    ended,
    said: () => said,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}
