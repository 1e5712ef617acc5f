import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from '../../log.ts'
import { explainFileError } from '../../startup-error.ts'
import { provideBinaries } from './binaries.ts'
import { ensureCluster, SUPERUSER, type Cluster } from './cluster.ts'
import { locate, type Location } from './location.ts'
import { announcePresence, type Presence } from './presence.ts'
import { ensureServer, stopServer, superuser, type RunningServer, type ServerOptions } from './server.ts'

export const DATABASE = 'jobpilot'
/** An ordinary login: row-level security holds for it. */
const LOGIN = 'jobpilot'

export interface EmbeddedPostgres {
  connectionString: string
  /** For tests, which make databases of their own. */
  superuserConnectionString: string
  /** The server ran already: another process uses it, or the last one was killed. */
  adopted: boolean
  /** Where the data lies; outside DATA_DIR when the Postgres account can't reach that. */
  dataFolder: string
  /** Close your pools first. The server stops when no other process uses it. */
  stop(): Promise<void>
}

export interface EmbeddedOptions extends Pick<ServerOptions, 'port' | 'settings'> {
  dataDir: string
  log: Pick<Logger, 'info' | 'warn' | 'error'>
}

/**
 * The Postgres of a DATA_DIR, made, started or adopted as need be. It outlives this process when that is
 * killed, and the next start adopts it.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { location, cluster } = await prepare(path.resolve(options.dataDir))
  if (location.elsewhere) {
    options.log.info(
      { folder: cluster.data },
      'the database lies outside DATA_DIR, which the Postgres account cannot reach',
    )
  }
  const { server, presence } = await enter(cluster, options)
  const watch = keepRunning(cluster, options, server.port, presence)
  return {
    connectionString: addressOf(LOGIN, cluster.password, server.port, DATABASE),
    superuserConnectionString: addressOf(SUPERUSER, cluster.superuserPassword, server.port, 'postgres'),
    adopted: server.adopted,
    dataFolder: cluster.data,
    stop: async () => {
      if (await (await watch.end()).release()) await stopServer(cluster)
    },
  }
}

async function prepare(dataDir: string): Promise<{ location: Location; cluster: Cluster }> {
  try {
    const location = locate(dataDir)
    return { location, cluster: await ensureCluster(location, provideBinaries(location.account)) }
  } catch (error) {
    throw explainFileError(error, dataDir)
  }
}

function addressOf(user: string, password: string, port: number, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`
}

/** Starts or adopts the server and announces us; again when it was just being stopped. */
async function enter(
  cluster: Cluster,
  options: ServerOptions,
): Promise<{ server: RunningServer; presence: Presence }> {
  for (let attempt = 1; ; attempt++) {
    const server = await ensureServer(cluster, options)
    try {
      await ensureLogin(cluster, server.port)
      const presence = await announcePresence(addressOf(LOGIN, cluster.password, server.port, DATABASE))
      return { server, presence }
    } catch (error) {
      if (attempt >= 5 || !isGoingDown(error)) throw error
      await delay(50)
    }
  }
}

/** The server was stopping (57P01, 57P03) or is gone already. */
function isGoingDown(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === '57P01' || code === '57P03' || code === 'ECONNREFUSED' || code === 'ECONNRESET') return true
  return error instanceof Error && error.message.includes('Connection terminated')
}

async function ensureLogin(cluster: Cluster, port: number): Promise<void> {
  const done = path.join(cluster.folder, 'ready')
  if (existsSync(done)) return
  const client = new pg.Client(superuser(cluster, port))
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(7203)')
    const login = await client.query('select from pg_roles where rolname = $1', [LOGIN])
    const password = client.escapeLiteral(cluster.password)
    if (!login.rowCount) await client.query(`create role ${LOGIN} login createrole password ${password}`)
    const database = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (!database.rowCount) await client.query(`create database ${DATABASE} owner ${LOGIN}`)
    writeFileSync(done, '')
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Brings a crashed server back on the same port, where the pools look for it. */
function keepRunning(
  cluster: Cluster,
  options: EmbeddedOptions,
  port: number,
  first: Presence,
): { end(): Promise<Presence> } {
  const state = { presence: first, ending: false }
  const comeBack = async (wait: number): Promise<void> => {
    try {
      state.presence = (await enter(cluster, { ...options, port, fixedPort: true })).presence
    } catch (error) {
      options.log.error({ err: error }, 'the embedded Postgres did not come back; trying again')
      await delay(wait)
    }
  }
  const watch = async (): Promise<void> => {
    for (let wait = 100; ; wait = Math.min(wait * 2, 2_000)) {
      const { presence } = state
      await presence.lost
      if (state.ending) return
      options.log.warn('the embedded Postgres is gone; starting it again')
      await comeBack(wait)
      if (state.ending) return
      if (state.presence !== presence) wait = 50
    }
  }
  const watching = watch()
  return {
    end: async () => {
      state.ending = true
      const { presence } = state
      if (presence.isLost()) await watching
      return state.presence
    },
  }
}
