import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { createLogger } from '../../log.ts'
import { StartupError } from '../../startup-error.ts'
import { findPostmaster, isAlive } from './postmaster.ts'
import { startEmbedded, type EmbeddedPostgres } from './start-embedded.ts'

const log = createLogger({ level: 'silent', version: 'test', environment: 'test' })
const script = fileURLToPath(new URL('../../../testing/embedded-process.ts', import.meta.url))

// Many processes start here, and the machine may be busy.
vi.setConfig({ testTimeout: 90_000 })

let dataDir: string
let children: ChildProcess[] = []
let opened: EmbeddedPostgres[] = []
let leftovers: string[] = []

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'jobpilot-embedded-'))
  // mkdtemp closes its folder to others, which has a test of its own below.
  await chmod(dataDir, 0o711)
  children = []
  opened = []
  leftovers = [dataDir]
})

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  const data = new Set(opened.map((postgres) => postgres.dataFolder))
  for (const postgres of opened) await postgres.stop()
  data.add(existingData())
  for (const folder of data) await killServer(folder)
  for (const folder of leftovers) await rm(folder, { recursive: true, force: true })
})

/** A stopped cluster to copy, because making one takes longer than the rest of a test. */
let made: string
beforeAll(async () => {
  made = await mkdtemp(path.join(os.tmpdir(), 'jobpilot-made-'))
  await chmod(made, 0o711)
  await (await startEmbedded({ dataDir: made, log })).stop()
})
afterAll(() => rm(made, { recursive: true, force: true }))

/** With owners and modes as they are. */
const useExisting = (): void => void spawnSync('cp', ['-a', path.join(made, 'postgres'), dataDir])

const existingData = (): string => path.join(dataDir, 'postgres', 'cluster', 'data')

async function killServer(folder: string): Promise<void> {
  const postmaster = findPostmaster(folder)
  if (!postmaster) return
  process.kill(postmaster.pid, 'SIGKILL')
  await vanished(postmaster.pid)
}

async function vanished(pid: number): Promise<void> {
  for (let wait = 0; isAlive(pid) && wait < 100; wait++) await delay(20)
  expect(isAlive(pid)).toBe(false)
}

async function start(options: { dataDir?: string; port?: number } = {}): Promise<EmbeddedPostgres> {
  const postgres = await startEmbedded({ dataDir, log, ...options })
  opened.push(postgres)
  return postgres
}

const startedSchema = z.object({ connectionString: z.string(), adopted: z.boolean(), dataFolder: z.string() })

interface OtherProcess extends z.infer<typeof startedSchema> {
  kill(): Promise<void>
  stop(): Promise<void>
}

async function startInAnotherProcess(folder = dataDir): Promise<OtherProcess> {
  const child = spawn(process.execPath, [script, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  const lines = createInterface({ input: child.stdout })
  const ended = once(child, 'exit')
  const [line]: unknown[] = await Promise.race([
    once(lines, 'line'),
    ended.then(() => Promise.reject(new Error('the other process ended early'))),
  ])
  return {
    ...startedSchema.parse(JSON.parse(String(line))),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    stop: async () => {
      child.stdin.write('stop\n')
      await ended
    },
  }
}

async function query(connectionString: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const serverPid = (postgres: { dataFolder: string }): number => findPostmaster(postgres.dataFolder)?.pid ?? 0
const portOf = (postgres: { connectionString: string }): number =>
  Number(new URL(postgres.connectionString).port)

describe('a new one', () => {
  test('gives an ordinary login its own database, over TCP on loopback with a password', async () => {
    const postgres = await start()
    const rows = await query(
      postgres.connectionString,
      `select current_user as login, current_database() as database, rolsuper, rolcreaterole, rolbypassrls,
        (select setting from pg_settings where name = 'listen_addresses') as listens,
        (select setting from pg_settings where name = 'fsync') as fsync
       from pg_roles where rolname = current_user`,
    )
    expect(rows).toEqual([
      {
        login: 'jobpilot',
        database: 'jobpilot',
        rolsuper: false,
        rolcreaterole: true,
        rolbypassrls: false,
        listens: '127.0.0.1',
        fsync: 'on',
      },
    ])
    const wrong = new URL(postgres.connectionString)
    wrong.password = 'guess'
    await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/)

    // And keeps its passwords to itself.
    const secrets = await stat(path.join(path.dirname(postgres.dataFolder), 'secrets.json'))
    expect(secrets.mode & 0o777).toBe(0o600)
    expect((await stat(postgres.dataFolder)).mode & 0o077).toBe(0)
  })

  test('two starters at once end on the same server', async () => {
    const [one, two, three] = await Promise.all([start(), startInAnotherProcess(), startInAnotherProcess()])
    expect(two.connectionString).toBe(one.connectionString)
    expect(three.connectionString).toBe(one.connectionString)
    expect([one, two, three].filter((postgres) => !postgres.adopted)).toHaveLength(1)
    expect(await readdir(path.join(dataDir, 'postgres'))).toEqual(['cluster'])
  })

  test('what a killed maker left is cleared away', async () => {
    useExisting()
    const home = path.join(dataDir, 'postgres')
    await rm(path.join(home, 'cluster'), { recursive: true })
    const deadPid = 4_000_000
    await writeFile(path.join(home, `draft-${deadPid}-x`), '')
    await start()
    expect(await readdir(home)).toEqual(['cluster'])
  })
})

describe('an existing one', () => {
  beforeEach(useExisting)

  test('keeps data and address over stop and start', async () => {
    const first = await start()
    await query(first.connectionString, 'create table kept as select 7 as n')
    const pid = serverPid(first)
    await first.stop()
    expect(isAlive(pid)).toBe(false)
    const second = await start()
    expect(second.adopted).toBe(false)
    expect(second.connectionString).toBe(first.connectionString)
    expect(await query(second.connectionString, 'select n from kept')).toEqual([{ n: 7 }])
  })

  test('outlives kill -9 of its parent and is adopted', async () => {
    const first = await startInAnotherProcess()
    await query(first.connectionString, 'create table kept as select 7 as n')
    const pid = serverPid(first)
    await first.kill()
    const second = await start()
    expect(second.adopted).toBe(true)
    expect(serverPid(second)).toBe(pid)
    expect(await query(second.connectionString, 'select n from kept')).toEqual([{ n: 7 }])
  })

  test('starts again right after the server itself was killed', async () => {
    const first = await startInAnotherProcess()
    await query(first.connectionString, 'create table kept as select 7 as n')
    const pid = serverPid(first)
    await first.kill()
    process.kill(pid, 'SIGKILL')
    const second = await start()
    expect(second.adopted).toBe(false)
    expect(await query(second.connectionString, 'select n from kept')).toEqual([{ n: 7 }])
  })

  test('ignores a postmaster.pid whose number now belongs to another program', async () => {
    const first = await start()
    await first.stop()
    const file = path.join(first.dataFolder, 'postmaster.pid')
    const lines = [process.pid, first.dataFolder, 1, portOf(first), '', '127.0.0.1', '', 'ready', '']
    await writeFile(file, lines.join('\n'))
    const second = await start()
    expect(second.adopted).toBe(false)
    expect(await query(second.connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('takes another port when its own is taken', async () => {
    const first = await start()
    await first.stop()
    const squatter = net.createServer().listen(portOf(first), '127.0.0.1')
    await once(squatter, 'listening')
    const second = await start()
    squatter.close()
    expect(portOf(second)).not.toBe(portOf(first))
    expect(await query(second.connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
    await second.stop()
    expect(portOf(await start())).toBe(portOf(second))
  })

  test('stops only when nobody else uses it', async () => {
    const server = await startInAnotherProcess()
    const command = await start()
    const pid = serverPid(command)
    await command.stop()
    expect(await query(server.connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
    await server.stop()
    expect(isAlive(pid)).toBe(false)
  })

  test('stops not while somebody is connected by the address alone', async () => {
    const postgres = await start()
    const pid = serverPid(postgres)
    const guest = new pg.Client({ connectionString: postgres.connectionString, application_name: 'jobpilot' })
    await guest.connect()
    await postgres.stop()
    expect((await guest.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await guest.end()
    await (await start()).stop()
    expect(isAlive(pid)).toBe(false)
  })

  test('a start during a stop waits for its end', async () => {
    for (let round = 0; round < 3; round++) {
      const first = await start()
      const [, second] = await Promise.all([first.stop(), delay(round * 8).then(() => start())])
      expect(await query(second.connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
      await second.stop()
    }
  })

  test('comes back by itself on the same address while its process lives', async () => {
    const postgres = await start()
    const pid = serverPid(postgres)
    process.kill(pid, 'SIGKILL')
    await vanished(pid)
    await expect
      .poll(() => query(postgres.connectionString, 'select 1 as one').catch(() => null), { timeout: 10_000 })
      .toEqual([{ one: 1 }])
    expect(serverPid(postgres)).not.toBe(pid)
  })
})

describe('says what to do', () => {
  beforeEach(useExisting)

  test('when another Postgres made the data', async () => {
    await writeFile(path.join(existingData(), 'PG_VERSION'), '14\n')
    await expect(start()).rejects.toThrow(/made by Postgres 14/)
  })

  test('when Postgres does not start, with its last words', async () => {
    await writeFile(path.join(existingData(), 'postgresql.conf'), 'nonsense = on\n')
    const failure = await start().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(StartupError)
    expect(String(failure)).toMatch(/nonsense/)
  })
})

// oxlint-disable-next-line vitest/no-conditional-tests -- only root meets these; for others there is nothing to skip
if (process.getuid?.() === 0)
  describe('as root', () => {
    test('below a folder that is closed to others the data lies elsewhere and is found again', async () => {
      await chmod(dataDir, 0o700)
      const inside = path.join(dataDir, 'clone', '.jobpilot')
      const first = await start({ dataDir: inside })
      leftovers.push(path.dirname(path.dirname(first.dataFolder)))
      expect(first.dataFolder.startsWith(dataDir)).toBe(false)
      await query(first.connectionString, 'create table kept as select 7 as n')
      await first.stop()
      const second = await startInAnotherProcess(inside)
      expect(second.dataFolder).toBe(first.dataFolder)
      expect(await query(second.connectionString, 'select n from kept')).toEqual([{ n: 7 }])
      await second.stop()
      expect((await readFile(path.join(inside, 'postgres-location'), 'utf8')).trim()).toBe(
        path.dirname(path.dirname(first.dataFolder)),
      )
    })

    test('two starters at once below such a folder agree on the place', async () => {
      await chmod(dataDir, 0o700)
      const [one, two] = await Promise.all([startInAnotherProcess(), startInAnotherProcess()])
      leftovers.push(path.dirname(path.dirname(one.dataFolder)))
      expect(two.connectionString).toBe(one.connectionString)
      await one.stop()
      await two.stop()
      expect(findPostmaster(one.dataFolder)).toBeNull()
    })

    test('what a deleted temporary clone left elsewhere is cleared away, what a living one has stays', async () => {
      await chmod(dataDir, 0o700)
      const deleted = path.join(dataDir, 'deleted')
      const gone = await startInAnotherProcess(deleted)
      await gone.kill()
      const pid = serverPid(gone)
      const living = await start({ dataDir: path.join(dataDir, 'living') })
      expect(isAlive(pid)).toBe(true)
      await rm(deleted, { recursive: true })
      const next = await start({ dataDir: path.join(dataDir, 'next') })
      for (const postgres of [gone, living, next])
        leftovers.push(path.dirname(path.dirname(postgres.dataFolder)))
      await vanished(pid)
      await expect(stat(gone.dataFolder)).rejects.toThrow(/ENOENT/)
      expect(await query(living.connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
    })

    test('the server runs as somebody else', async () => {
      useExisting()
      const postgres = await start()
      expect((await stat(postgres.dataFolder)).uid).not.toBe(0)
      const owner = spawnSync('ps', ['-o', 'uid=', '-p', String(serverPid(postgres))], { encoding: 'utf8' })
      expect(Number(owner.stdout)).toBeGreaterThan(0)
    })
  })
