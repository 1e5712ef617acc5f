import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { createTestDatabase, type TestDatabase } from '../src/testing/database.ts'
import { until } from '../src/testing/until.ts'

const repository = path.resolve(import.meta.dirname, '..')
const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

/** A small page, so that these tests are about the server in front of it. */
const page = {
  'index.html':
    '<!doctype html><title>Page</title><div id="root"></div><script type="module" src="/main.tsx"></script>',
  'main.tsx': `import { createRoot } from 'react-dom/client'
import { Greeting } from './greeting.tsx'
createRoot(document.body).render(<Greeting />)`,
  'greeting.tsx': 'export const Greeting = () => <p>first</p>',
}

/** The repository's own server with that page, where files may be changed. */
async function copyOfRepository(): Promise<string> {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'jobpilot-dev-')))
  cleanUps.push(() => rm(root, { recursive: true, force: true }))
  const filter = (file: string) => !/\.test\.tsx?$/.test(file)
  for (const name of ['src', 'migrations', 'samples', 'scripts', 'package.json', 'vite.config.ts'])
    await cp(path.join(repository, name), path.join(root, name), { recursive: true, filter }).catch(
      () => undefined,
    )
  await symlink(path.join(repository, 'node_modules'), path.join(root, 'node_modules'))
  await mkdir(path.join(root, 'web'))
  for (const [name, text] of Object.entries(page)) await writeFile(path.join(root, 'web', name), text)
  return root
}

function startDev(root: string, env: Record<string, string>) {
  const child = spawn(process.execPath, ['scripts/dev.ts'], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', NO_COLOR: '1', APP_ENV: 'local', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const hear = (chunk: Buffer) => (output += chunk.toString())
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const ended = once(child, 'exit').then(([code]: (number | null)[]) => code)
  cleanUps.push(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { child, ended, output: () => output }
}

async function running() {
  const root = await copyOfRepository()
  const database = await createTestDatabase()
  cleanUps.push(() => database.drop())
  const dev = startDev(root, { PORT: '0', DATA_DIR: path.join(root, 'data'), DATABASE_URL: database.url })
  const ready = await until(async () => /(?:is ready|did not start).*/.exec(dev.output())?.[0], 30_000)
  const url = ready.replace('is ready: ', '')
  if (ready === url) throw new Error(`it did not start:\n${dev.output()}`)
  const edit = async (file: string, from: string, to: string) => {
    const text = await readFile(path.join(root, file), 'utf8')
    expect(text).toContain(from)
    await writeFile(path.join(root, file), text.replace(from, to))
  }
  return { ...dev, root, database, url, edit }
}

/** Nobody uses the database any more, so the application has ended. */
async function allGone({ pool }: TestDatabase): Promise<true> {
  return until(async () => {
    const { rows } = await pool.query(
      "select from pg_stat_activity where datname = current_database() and application_name like 'jobpilot%' and pid <> pg_backend_pid()",
    )
    return rows.length <= pool.totalCount - 1
  })
}

const hotMessage = z.looseObject({
  type: z.string(),
  updates: z.array(z.object({ path: z.string() })).optional(),
  err: z.object({ message: z.string() }).optional(),
})

/** What Vite tells the page. */
async function listenHot(url: string) {
  const client = await (await fetch(`${url}/@vite/client`)).text()
  const token = /wsToken = "([^"]+)"/.exec(client)?.[1] ?? ''
  const heard: z.infer<typeof hotMessage>[] = []
  const socket = new WebSocket(`${url.replace('http', 'ws')}/?token=${token}`, 'vite-hmr')
  socket.addEventListener('message', ({ data }) => heard.push(hotMessage.parse(JSON.parse(String(data)))))
  await until(async () => heard.some(({ type }) => type === 'connected'))
  cleanUps.push(async () => socket.close())
  return heard
}

test('one port serves page and API; web/ reloads in place, src/ restarts the server, nothing is left behind', async () => {
  const { child, ended, output, url, edit, database } = await running()

  const deep = await fetch(`${url}/postings/4711`, { headers: { accept: 'text/html' } })
  const html = await deep.text()
  expect(html).toContain('src="/main.tsx"')
  const nonce = /nonce="([^"]+)"/.exec(html)?.[1] ?? 'none'
  expect(deep.headers.get('content-security-policy')).toContain(`script-src 'self' 'nonce-${nonce}';`)
  expect(await (await fetch(`${url}/greeting.tsx`)).text()).toMatch(
    /first[\s\S]*RefreshReg[\s\S]*sourceMappingURL/,
  )
  expect(await (await fetch(`${url}/api/v1/health`)).json()).toMatchObject({ status: 'healthy' })
  expect((await fetch(`${url}/api/nothing`)).status).toBe(404)

  const heard = await listenHot(url)
  // The page has to have asked for it, or there is nothing to replace.
  await fetch(`${url}/main.tsx`)
  await edit('web/greeting.tsx', 'first', 'second')
  await until(async () =>
    heard.some(({ updates }) => updates?.some((update) => update.path === '/greeting.tsx')),
  )

  const livez = () => fetch(`${url}/livez`).then((answer) => answer.text())
  expect(await livez()).toBe('ok')
  await edit('src/routes.ts', "c.text('ok', 200", "c.text('changed', 200")
  await until(async () => (await livez()) === 'changed')
  expect(heard.filter(({ type }) => type === 'full-reload')).toEqual([])

  await edit('src/routes.ts', "c.text('changed'", "c.text(('changed'")
  await until(async () => heard.find(({ type }) => type === 'error'))
  expect(heard.find(({ type }) => type === 'error')?.err?.message).toMatch(/did not start.*src\/routes\.ts/)
  const refused = await fetch(`${url}/api/v1/health`)
  expect([refused.status, await refused.json()]).toMatchObject([503, { error: { code: 'server_failed' } }])
  await edit('src/routes.ts', "c.text(('changed'", "c.text('repaired'")
  await until(async () => (await livez()) === 'repaired')
  await until(async () => heard.some(({ type }) => type === 'full-reload'))

  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  await allGone(database)
  await expect(fetch(url)).rejects.toThrow('fetch failed')
  expect(output()).not.toMatch(/node:internal|node_modules/)
}, 60_000)

test('the server goes with a development server that was killed', async () => {
  const { child, ended, database } = await running()
  child.kill('SIGKILL')
  await ended
  expect(await allGone(database)).toBe(true)
}, 60_000)

test('a taken port and a wrong environment are told in words', async () => {
  const holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  cleanUps.push(async () => holder.close())
  const address = holder.address()
  const port = typeof address === 'object' && address ? String(address.port) : ''
  const dataDir = await mkdtemp(path.join(tmpdir(), 'jobpilot-dev-taken-'))
  cleanUps.push(() => rm(dataDir, { recursive: true, force: true }))
  const env = { DATABASE_URL: process.env['TEST_DATABASE_URL'] ?? '', DATA_DIR: dataDir }
  const taken = startDev(repository, { PORT: port, ...env })
  expect(await taken.ended).toBe(1)
  expect(taken.output()).toContain(`PORT ${port} is taken by another program`)
  expect(taken.output()).not.toMatch(/^\s+at /m)
  const wrong = startDev(repository, { APP_ENV: 'test', ...env })
  expect(await wrong.ended).toBe(1)
  expect(wrong.output()).toBe('npm run dev is for work on this machine; APP_ENV is test. Use npm start.\n')
}, 30_000)
