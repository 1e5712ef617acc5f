import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { createClient } from './client.ts'
import { compileCache, startsFast } from './testing/compile-cache.ts'
import { createTestDatabase, type TestDatabase } from './testing/database.ts'
import { until } from './testing/until.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

function startMain(env: Record<string, string>) {
  const child = spawn(process.execPath, [...startsFast, main], {
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'] ?? '', ...compileCache, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let output = ''
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  cleanUps.push(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { child, ended, output: () => output }
}

interface Running extends ReturnType<typeof startMain> {
  url: string
  token: string
  database: TestDatabase
}

/** The real process on a database of its own, with a token of a person in it. */
async function running(env: Record<string, string> = {}): Promise<Running> {
  const database = await createTestDatabase()
  cleanUps.push(() => database.drop())
  const dataDir = await mkdtemp(path.join(tmpdir(), 'jobpilot-main-'))
  cleanUps.push(() => rm(dataDir, { recursive: true, force: true }))
  const base = { APP_ENV: 'local', PORT: '0', DATA_DIR: dataDir, DATABASE_URL: database.url }
  const started = startMain({ ...base, ...env })
  const url = await until(async () => /is ready: (\S+)/.exec(started.output())?.[1], 30_000)
  return { ...started, url, database, token: await signIn(url, started.output) }
}

/** As a person would: the code stands in the terminal. */
async function signIn(url: string, output: () => string): Promise<string> {
  const post = (where: string, body: object) =>
    fetch(`${url}/api/auth${where}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const email = 'ada@example.org'
  await post('/email-otp/send-verification-otp', { email })
  const otp = await until(async () => /\] (\d{6}) is your/.exec(output())?.[1])
  const cookie =
    (await post('/sign-in/email-otp', { email, otp })).headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const headers = { cookie, 'content-type': 'application/json' }
  const response = await fetch(`${url}/api/v1/trpc/tokens.create`, {
    method: 'POST',
    headers,
    body: '{"name":"test"}',
  })
  const { result } = (await response.json()) as { result: { data: { token: string } } }
  return result.data.token
}

/** What a new connection meets. */
function knock(url: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
      socket.destroy()
      resolve('connected')
    })
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''))
  })
}

test('SIGTERM lets a request finish, ends streams and exits with 0', async () => {
  const { child, ended, url, token, database } = await running()
  const client = createClient({ url, token })
  let closedAt = 0
  const stream = await fetch(`${url}/api/v1/trpc/agents.events?input=%7B%7D`, {
    headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
  })
  const streamText = stream.text().then((text) => {
    closedAt = performance.now()
    return text
  })

  const lock = await database.pool.connect()
  await lock.query('begin; lock table users in access exclusive mode')
  const answer = client.users.me.query()
  await until(async () => {
    const { rows } = await database.pool.query('select from pg_locks where not granted')
    return rows.length > 0
  })
  child.kill('SIGTERM')
  // The stream ends without waiting for the request, and nobody new is let in.
  await until(async () => closedAt > 0)
  expect(await knock(url)).toBe('ECONNREFUSED')
  await lock.query('commit')
  lock.release()
  expect((await answer).email).toBe('ada@example.org')
  expect(await ended).toBe(0)
  // A `return` event would tell the client never to come back.
  expect(await streamText).toContain('event: connected')
  expect(await streamText).not.toContain('event: return')
}, 30_000)

test('a second signal stops at once', async () => {
  const { child, ended, url, token, database } = await running()
  const lock = await database.pool.connect()
  await lock.query('begin; lock table users in access exclusive mode')
  const answer = createClient({ url, token })
    .users.me.query()
    .catch((error: unknown) => error)
  await until(async () => {
    const { rows } = await database.pool.query('select from pg_locks where not granted')
    return rows.length > 0
  })
  child.kill('SIGTERM')
  await new Promise((resolve) => setTimeout(resolve, 200))
  const asked = performance.now()
  child.kill('SIGTERM')
  expect(await ended).toBe(1)
  expect(performance.now() - asked).toBeLessThan(2_000)
  expect(await answer).toBeInstanceOf(Error)
  await lock.query('rollback')
  lock.release()
}, 30_000)

test('the terminal shows what is on, where to go and how to sign in', async () => {
  const { output, url } = await running()
  expect(output()).toMatch(/sign-in\s+built-in/)
  expect(output()).toContain(`JobPilot is ready: ${url}`)
  expect(output()).toContain(`${url}/dev/mailbox`)
  const mailbox = await (await fetch(`${url}/dev/mailbox`)).text()
  expect(mailbox).toMatch(/\d{6} is your JobPilot sign-in code/)
}, 30_000)

test('a wrong setting is told in words, without a stack', async () => {
  const { ended, output } = startMain({ APP_ENV: 'local', PORT: 'many', DATA_DIR: tmpdir() })
  expect(await ended).toBe(1)
  expect(output()).toContain('PORT')
  expect(output()).not.toMatch(/\n\s+at /)
})

test('a taken port is told in words', async () => {
  const { url } = await running()
  const database = await createTestDatabase()
  cleanUps.push(() => database.drop())
  const dataDir = await mkdtemp(path.join(tmpdir(), 'jobpilot-main-'))
  cleanUps.push(() => rm(dataDir, { recursive: true, force: true }))
  const { ended, output } = startMain({
    APP_ENV: 'local',
    PORT: new URL(url).port,
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
  })
  expect(await ended).toBe(1)
  expect(output()).toMatch(/PORT .*is taken/)
  expect(output()).not.toMatch(/\n\s+at /)
}, 30_000)
