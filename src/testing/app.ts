import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createApp, type App, type AppOverrides } from '../app.ts'
import { createClient, type Client } from '../client.ts'
import type { Config } from '../config.ts'
import type { AppContext } from '../context.ts'
import { createToken, type CreateTokenInput } from '../domains/account/create-token.ts'
import type { EmailMessage } from '../platform/email/email.ts'
import { testConfig } from './config.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

/** Somebody who may call, by whatever credential. */
export interface Caller {
  userId: string
  client: Client
  /** Uploads a file, as a browser would; a résumé's unless it goes elsewhere. */
  upload(fileName: string, bytes: Uint8Array, query?: string, to?: string): Promise<Response>
}

export interface Person extends Caller {
  email: string
  /** Value of the Cookie header. */
  cookie: string
}

export interface TestApp {
  app: App
  ctx: AppContext
  /** Base address of the running server. */
  url: string
  database: TestDatabase
  /** Every message that would have been sent, oldest first. */
  mails: EmailMessage[]
  /** Signs in through the real code flow; creates the person when there is none. */
  signIn(email: string): Promise<Person>
  /** A person known by a personal access token. */
  tokenFor(input: CreateTokenInput): Promise<Caller & { token: string }>
  /** A typed client without any credential. */
  anonymous: Client
  /** fetch with the path below `url`. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** Stops everything; fails when a database connection is left. */
  close(): Promise<void>
}

export interface TestAppOptions extends AppOverrides {
  config?: Partial<Config>
}

function lastCode(mails: EmailMessage[], email: string): string {
  const mail = mails.findLast((message) => message.to === email.toLowerCase())
  const code = mail && /\b(\d{6})\b/.exec(mail.subject)?.[1]
  if (code === undefined) throw new Error(`No sign-in code was mailed to ${email}`)
  return code
}

function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

export function clientWithCookie(url: string, cookie: string): Client {
  const withCookie: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('cookie', cookie)
    return fetch(input, { ...init, headers })
  }
  return createClient({ url, fetch: withCookie, retries: 0 })
}

async function signIn(url: string, mails: EmailMessage[], email: string): Promise<Person> {
  const asked = await post(`${url}/api/auth/email-otp/send-verification-otp`, { email, type: 'sign-in' })
  if (!asked.ok) throw new Error(`Asking for a code: ${asked.status} ${await asked.text()}`)
  const answer = await post(`${url}/api/auth/sign-in/email-otp`, { email, otp: lastCode(mails, email) })
  if (!answer.ok) throw new Error(`Using the code: ${answer.status} ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
  const client = clientWithCookie(url, cookie)
  const { id: userId } = await client.users.me.query()
  return { email, userId, cookie, client, upload: uploadAs(url, { cookie }) }
}

function uploadAs(url: string, headers: Record<string, string>): Caller['upload'] {
  return (fileName, bytes, query = '', to = '/resumes') => {
    const body = new FormData()
    body.append('file', new Blob([Uint8Array.from(bytes)]), fileName)
    const asBrowser = { origin: url, ...headers }
    return fetch(`${url}/api/v1${to}${query}`, { method: 'POST', headers: asBrowser, body })
  }
}

/** Connections that closed pools have not yet left get a second to do so. */
async function assertNoConnectionLeft({ pool }: TestDatabase): Promise<void> {
  let left: unknown[] = []
  for (let round = 0; round < 20; round++) {
    const { rows } = await pool.query(
      `select application_name, state, left(query, 200) as query from pg_stat_activity
       where datname = current_database() and backend_type = 'client backend'`,
    )
    left = rows
    if (rows.length <= pool.totalCount) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`Database connections are left: ${JSON.stringify(left)}`)
}

/** The real application on a database of its own and a free port; mail is kept instead of sent. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { config, ...overrides } = options
  const database = await createTestDatabase()
  const dataDir = await mkdtemp(path.join(tmpdir(), 'jobpilot-app-'))
  const mails: EmailMessage[] = []
  const app = await createApp(testConfig({ databaseUrl: database.url, dataDir, ...config }), {
    email: {
      send: async (message) => {
        mails.push(message)
        return { providerId: null }
      },
    },
    print: () => undefined,
    webFolder: path.join(dataDir, 'web'),
    // What runs by the clock would run in some tests at some times.
    schedules: [],
    ...overrides,
  })
  const started = await app.start()
  const url = started.url ?? ''
  return {
    app,
    ctx: app.ctx,
    url,
    database,
    mails,
    signIn: (email) => signIn(url, mails, email),
    async tokenFor(input) {
      const { userId, token } = await createToken(app.ctx, input)
      const upload = uploadAs(url, { authorization: `Bearer ${token}` })
      return { userId, token, client: createClient({ url, token, retries: 0 }), upload }
    },
    anonymous: createClient({ url, retries: 0 }),
    fetch: (address, init) => fetch(url + address, init),
    async close() {
      await app.stop({ drainMs: 2_000 })
      await rm(dataDir, { recursive: true, force: true })
      try {
        await assertNoConnectionLeft(database)
      } finally {
        await database.drop()
      }
    },
  }
}
