import { spawn, spawnSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { once } from 'node:events'
import { createToken } from '../src/domains/account/create-token.ts'
import { createTestDatabase, type TestDatabase } from '../src/testing/database.ts'
import { createTestEngine } from '../src/testing/engine.ts'
import { freePort } from '../src/testing/free-port.ts'
import { until } from '../src/testing/until.ts'
import { startWorkerProcess } from '../src/testing/worker-process.ts'

const repository = path.resolve(import.meta.dirname, '..')
let folder: string
/** A copy, because packing replaces package.json for a moment. */
let root: string
/** An empty project with nothing but the package. */
let project: string
let database: TestDatabase

function run(command: string, args: string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}:\n${stdout}\n${stderr}`)
  return stdout
}
const node = (args: string[], cwd: string) => run(process.execPath, args, cwd)
const typeCheck = (config: string, cwd: string) =>
  node([path.join(repository, 'node_modules', '@typescript', 'native', 'bin', 'tsc'), '-p', config], cwd)

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'jobpilot-pack-')))
  root = path.join(folder, 'repository')
  project = path.join(folder, 'project')
  await mkdir(root)
  await mkdir(project)
  const parts = ['src', 'scripts', 'docs/client', 'package.json', 'tsconfig.json', 'README.md', 'LICENSE']
  for (const name of parts) await cp(path.join(repository, name), path.join(root, name), { recursive: true })
  await symlink(path.join(repository, 'node_modules'), path.join(root, 'node_modules'))
  // Builds it as well: a package is never made of a stale client.
  run('npm', ['pack', '--pack-destination', folder], root)
  await writeFile(path.join(project, 'package.json'), '{ "private": true, "type": "module" }')
  const tarball = (await readdir(folder)).find((name) => /^jobpilot-.*\.tgz$/.test(name)) ?? 'no tarball'
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', path.join(folder, tarball)], project)
}, 180_000)
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

test('the package holds the client alone, needs nothing else, and the repository is as before', async () => {
  const installed = await readdir(path.join(project, 'node_modules'))
  expect(installed.filter((name) => !name.startsWith('.'))).toEqual(['jobpilot'])
  const files = await readdir(path.join(project, 'node_modules', 'jobpilot'), { recursive: true })
  expect(files.filter((name) => path.extname(name) !== '').toSorted()).toEqual([
    'README.md',
    'dist/client/LICENSES.txt',
    'dist/client/client.d.ts',
    'dist/client/client.js',
    'dist/client/client/calls.d.ts',
    'dist/client/client/follow-events.d.ts',
    'dist/client/examples/follow-events.ts',
    'dist/client/examples/list-matches.ts',
    'dist/client/examples/match-a-posting.ts',
    'dist/client/router.d.ts',
    'package.json',
  ])
  const types = await readFile(path.join(project, 'node_modules/jobpilot/dist/client/router.d.ts'), 'utf8')
  // Neither a statement nor a type; there are calls that import archives.
  expect(types).not.toMatch(/^\s*import\b|\bimport\s*\(|\bfrom ['"]|kysely|RequestContext/im)
  for (const name of ['package.json', 'README.md'])
    expect(await readFile(path.join(root, name), 'utf8')).toBe(
      await readFile(path.join(repository, name), 'utf8'),
    )
  expect(await readdir(path.join(root, 'dist'))).toEqual(['client'])
})

const usage = `
import { createClient, followEvents, isCallError } from 'jobpilot/client'
import type { AppRouter, Inputs, Outputs, RunEvent } from 'jobpilot/client'

const client = createClient({ url: 'http://localhost:3000', token: async () => 'token' })
export const me: { email: string } = await client.users.me.query()
const page: Inputs['drafts']['list'] = {}
export const drafts: Outputs['drafts']['list'] = await client.drafts.list.query(page)
for await (const event of followEvents(client, { after: 3, signal: AbortSignal.timeout(10) })) {
  const same: RunEvent = event
  void same.seq.toFixed()
}
client.agents.events.subscribe({ after: 3 }, { onData: ({ id, data }) => void [id.length, data.words.length] })
await client.users.me.query().catch((error: unknown) => {
  if (isCallError(error)) void error.data?.reason.length
})
// @ts-expect-error there is no such procedure
void client.users.you
// @ts-expect-error it needs an id
void client.drafts.get.query({})
// @ts-expect-error a number is no id
void client.drafts.get.query({ id: 1 })
// @ts-expect-error a query changes nothing
void client.users.me.mutate
// @ts-expect-error it answers with an address, not a number
export const wrong: number = me.email
export type { AppRouter }
`
const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true }
const projects = {
  nodenext: { module: 'nodenext', lib: ['es2023', 'dom'], types: [] },
  bundler: { module: 'esnext', moduleResolution: 'bundler', lib: ['es2023', 'dom'], types: [] },
  node: { module: 'nodenext', lib: ['es2023'], types: ['node'] },
}

test.each(Object.entries(projects))(
  'it type-checks in an empty %s project, libraries included',
  async (name, own) => {
    const types = { typeRoots: [path.join(repository, 'node_modules', '@types')] }
    const options = { ...strict, ...types, ...own, target: 'es2022', skipLibCheck: false, noEmit: true }
    const examples = name === 'node' ? ['node_modules/jobpilot/dist/client/examples/*.ts'] : []
    await writeFile(path.join(project, 'usage.ts'), usage)
    // Examples are shipped inside node_modules, where only files named one by one are looked at.
    const files =
      examples.length > 0 ? { exclude: [], include: ['usage.ts', ...examples] } : { files: ['usage.ts'] }
    await writeFile(
      path.join(project, `${name}.json`),
      JSON.stringify({ compilerOptions: options, ...files }),
    )
    expect(typeCheck(`${name}.json`, project)).toBe('')
  },
  30_000,
)

test('its types are those that the router infers, and tRPC’s own clients take them', async () => {
  await writeFile(
    path.join(root, 'src', 'compare.ts'),
    `import { createTRPCClient } from '@trpc/client'
import { createTRPCReact } from '@trpc/react-query'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { AppRouter as Packed } from '../dist/client/router.d.ts'
import type { AppRouter as Own } from './router.ts'
type Same<A, B> = [A, B] extends [B, A] ? true : false
export const inputs: Same<inferRouterInputs<Packed>, inferRouterInputs<Own>> = true
export const outputs: Same<inferRouterOutputs<Packed>, inferRouterOutputs<Own>> = true
export const email: Promise<string> = createTRPCClient<Packed>({ links: [] }).users.me.query().then((me) => me.email)
export const hook = () => createTRPCReact<Packed>().users.me.useQuery().data?.email.length
`,
  )
  const config = { extends: './tsconfig.json', include: ['src/compare.ts'] }
  await writeFile(path.join(root, 'compare.json'), JSON.stringify(config))
  expect(typeCheck('compare.json', root)).toBe('')
}, 60_000)

/** What a caller's program might be: it starts a run, and follows the events from the first one on. */
const program = `
import { createClient, followEvents } from 'jobpilot/client'
const [url, token] = process.argv.slice(2)
const client = createClient({ url, token, retries: 8 })
const text = (name) => name + ' wanted in Leeds. You have five years of practice with Python and PostgreSQL. Full time.'
const start = (name) => client.postings.captureText.mutate({ text: text(name), title: name, organization: 'Example Works' })
const say = (...words) => console.log(words.join(' '))
say('me', (await client.users.me.query()).email)
await start('Engineer')
let ended = 0
for await (const event of followEvents(client)) {
  say('seq', event.seq)
  if (event.type === 'run_failed') throw new Error(event.words)
  if (event.type !== 'run_succeeded') continue
  ended++
  if (ended === 3) break
  say('ended', ended)
  // The server may be down at this moment: a query waits for it, a change is the caller's to repeat.
  await new Promise((resolve) => process.stdin.once('data', resolve))
  say('me', (await client.users.me.query()).email)
  await start('Analyst ' + ended)
}
process.exit(0)
`

test('it calls a real server, follows its events, and survives that it is killed', async () => {
  const engine = createTestEngine({ url: database.url, tasks: [] })
  const { token } = await createToken(engine.ctx, { email: 'ada@example.org' })
  await engine.stop()
  const port = await freePort()
  const serve = () => startWorkerProcess({ url: database.url, env: { ROLE: 'all', PORT: String(port) } })
  let server = serve()
  await server.ready
  await writeFile(path.join(project, 'program.js'), program)
  const child = spawn(process.execPath, ['program.js', `http://127.0.0.1:${port}`, token], { cwd: project })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = once(child, 'exit')
  try {
    for (const round of [1, 2]) {
      await until(async () => output.includes(`ended ${round}`), 20_000).catch(() => {
        throw new Error(`it never came to round ${round}:\n${output}`)
      })
      await server.kill()
      child.stdin.write('go on\n')
      server = serve()
      await server.ready
    }
    expect(await ended, output).toEqual([0, null])
  } finally {
    child.kill('SIGKILL')
    await server.kill()
  }
  const numbers = [...output.matchAll(/^seq (\d+)$/gm)].map((match) => Number(match[1]))
  expect(numbers.length).toBeGreaterThanOrEqual(9)
  expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  expect(output.match(/^me ada@example\.org$/gm)).toHaveLength(3)
}, 90_000)
