import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../src/testing/free-port.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const READY_LIMIT_MS = 60_000

export interface AppProcess {
  url: string
  pid: number
  /** From spawn to the first good answer of /readyz. */
  readyAfterMs: number
  /** Everything it wrote to stderr so far. */
  terminal(): string
  stop(): Promise<void>
}

export interface AppProcessOptions {
  /** Settings as environment variables. */
  settings: Record<string, string>
  /** A folder without .env, unless that is wanted. */
  cwd: string
  /** Default: this Node running src/main.ts. */
  command?: [string, ...string[]]
}

async function waitUntilReady(url: string, child: ChildProcess, terminal: () => string): Promise<void> {
  const deadline = performance.now() + READY_LIMIT_MS
  while (performance.now() < deadline) {
    if (child.exitCode !== null)
      throw new Error(`The application ended with ${child.exitCode}:\n${terminal()}`)
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    if (answer?.ok) return
    await delay(10)
  }
  throw new Error(`The application was not ready after ${READY_LIMIT_MS / 1000} s:\n${terminal()}`)
}

function groupLives(leader: number): boolean {
  try {
    return process.kill(-leader, 0)
  } catch {
    return false
  }
}

/** Starts the real application in a process of its own and waits until it can serve. */
export async function startApp({
  settings,
  cwd,
  command = [process.execPath, main],
}: AppProcessOptions): Promise<AppProcess> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const started = performance.now()
  const [program, ...args] = command
  const child = spawn(program, args, {
    cwd,
    // Its own group: npm puts a shell between us and the server.
    detached: true,
    env: {
      ...process.env,
      APP_ENV: 'local',
      HOST: '127.0.0.1',
      PORT: String(port),
      APP_URL: url,
      // What is measured is the work, not the patience.
      RATE_LIMIT_FACTOR: '1000000',
      ...settings,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let written = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (written += text))
  const stop = async () => {
    if (child.pid === undefined) return
    // npm passes the signal on; a second one would cut the drain short.
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    while (groupLives(child.pid)) await delay(10)
  }
  try {
    await waitUntilReady(url, child, () => written)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    url,
    pid: child.pid ?? 0,
    readyAfterMs: performance.now() - started,
    terminal: () => written,
    stop,
  }
}

function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(url).origin },
    body: JSON.stringify(body),
  })
}

async function readCode(app: AppProcess, email: string): Promise<string> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const code = app.terminal().split(`[mail to ${email}] `).at(1)?.slice(0, 6)
    if (code && /^\d{6}$/.test(code)) return code
    await delay(20)
  }
  throw new Error(`No sign-in code for ${email} on the terminal`)
}

/** Signs in through the code flow, as a person would; returns the Cookie header. */
export async function signIn(app: AppProcess, email: string): Promise<string> {
  const asked = await post(`${app.url}/api/auth/email-otp/send-verification-otp`, { email, type: 'sign-in' })
  if (!asked.ok) throw new Error(`Asking for a code: ${asked.status} ${await asked.text()}`)
  const otp = await readCode(app, email)
  const answer = await post(`${app.url}/api/auth/sign-in/email-otp`, { email, otp })
  if (!answer.ok) throw new Error(`Using the code: ${answer.status} ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
}
