import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { createTestDatabase } from '../src/testing/database.ts'
import { freePort } from '../src/testing/free-port.ts'
import { startWorkerProcess, type WorkerProcess } from '../src/testing/worker-process.ts'

export interface RealServer {
  url: string
  /** SIGKILL. */
  kill(): Promise<void>
  /** Serves again, on the same port and database. */
  start(): Promise<void>
  /** The browser gets the session of a person who signed in with the code from the dev mailbox. */
  signIn(context: BrowserContext, email: string): Promise<void>
  close(): Promise<void>
}

/** The program itself as a process of its own, to be killed and started again under an open page. */
export async function startRealServer(): Promise<RealServer> {
  const database = await createTestDatabase()
  const dataDir = await mkdtemp(path.join(tmpdir(), 'jobpilot-e2e-'))
  const port = String(await freePort())
  const url = `http://127.0.0.1:${port}`
  const env = { ROLE: 'all', APP_ENV: 'local', PORT: port, DATA_DIR: dataDir, APP_URL: url }
  let running: WorkerProcess
  const start = async (): Promise<void> => {
    running = startWorkerProcess({ url: database.url, env })
    await running.ready
  }
  await start()
  return {
    url,
    start,
    kill: () => running.kill(),
    async signIn({ request }, email) {
      const options = (data: object) => ({ data, headers: { origin: url } })
      await request.post(
        `${url}/api/auth/email-otp/send-verification-otp`,
        options({ email, type: 'sign-in' }),
      )
      const mailbox = await (await request.get(`${url}/dev/mailbox`)).text()
      const otp = /(\d{6}) is your/.exec(mailbox)?.[1] ?? ''
      const answer = await request.post(`${url}/api/auth/sign-in/email-otp`, options({ email, otp }))
      if (!answer.ok()) throw new Error(`Signing in: ${answer.status()} ${await answer.text()}`)
    },
    async close() {
      await running.kill()
      await rm(dataDir, { recursive: true, force: true })
      await database.drop()
    },
  }
}
