import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { StartupError } from '../../startup-error.ts'
import { postgresEnvironment, SUPERUSER, type Cluster } from './cluster.ts'
import { findPostmaster, isAlive } from './postmaster.ts'

const START_TIMEOUT_MS = 60_000
const LOG_LIMIT_BYTES = 5_000_000

export interface RunningServer {
  port: number
  /** It ran already. */
  adopted: boolean
}

export interface ServerOptions {
  /** Wanted port; another is taken when it isn't free, unless `fixedPort`. */
  port?: number | undefined
  /** After a crash the address must stay, because pools hold it. */
  fixedPort?: boolean
  /** Tests give up durability for speed. */
  settings?: string[]
}

/**
 * Adopts the server that runs on this cluster, or starts one. Needs no lock: postmaster.pid lets only one of
 * several starters win, and the others find it here on their next turn.
 */
export async function ensureServer(cluster: Cluster, options: ServerOptions): Promise<RunningServer> {
  const deadline = Date.now() + START_TIMEOUT_MS
  let child: StartedChild | null = null
  let failures = 0
  while (Date.now() < deadline) {
    const postmaster = findPostmaster(cluster.data)
    if (postmaster && postmaster.port > 0 && (await accepts(cluster, postmaster.port))) {
      rememberPort(cluster, postmaster.port)
      return { port: postmaster.port, adopted: child?.process.pid !== postmaster.pid }
    }
    if (!postmaster && (!child || child.ended())) {
      if (child && !mayPass(child.log()) && ++failures > 2)
        throw new StartupError(startFailure(cluster, child.log()))
      if (child) await delay(50)
      child = await spawnServer(cluster, options)
    }
    await delay(15)
  }
  throw new StartupError(startFailure(cluster, child?.log() ?? 'It runs, but accepts no connection.'))
}

function startFailure(cluster: Cluster, log: string): string {
  const last = log.trim().split('\n').slice(-8).join('\n  ')
  return `The embedded Postgres in ${cluster.data} did not start:\n  ${last}\nIts log is ${logFile(cluster)}.`
}

/** Reasons that pass by themselves: another starter was faster, a killed server's children still end. */
function mayPass(log: string): boolean {
  return /postmaster\.pid" already exists|pre-existing shared memory block|could not bind|Address already in use/.test(
    log,
  )
}

/** Whether the server lets the administrator in; false while it starts, recovers or stops. */
async function accepts(cluster: Cluster, port: number): Promise<boolean> {
  const client = new pg.Client({ ...superuser(cluster, port), connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '28P01') {
      throw new StartupError(
        `The Postgres on port ${port} refuses the password in ${path.join(cluster.folder, 'secrets.json')}. Was that file changed, or the data folder replaced?`,
      )
    }
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

export function superuser(cluster: Cluster, port: number, database = 'postgres'): pg.ClientConfig {
  return {
    host: '127.0.0.1',
    port,
    user: SUPERUSER,
    password: cluster.superuserPassword,
    database,
    application_name: 'jobpilot_start',
  }
}

const logFile = (cluster: Cluster): string => path.join(cluster.folder, 'postgres.log')
const portFile = (cluster: Cluster): string => path.join(cluster.folder, 'port')

interface StartedChild {
  process: ChildProcess
  ended(): boolean
  /** What it has written so far. */
  log(): string
}

async function spawnServer(cluster: Cluster, options: ServerOptions): Promise<StartedChild> {
  const file = logFile(cluster)
  if (existsSync(file) && statSync(file).size > LOG_LIMIT_BYTES) truncateSync(file)
  const log = openSync(file, 'a', 0o600)
  const logStart = statSync(file).size
  const port = await choosePort(cluster, options)
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'log_checkpoints=off',
    'timezone=UTC',
    'log_timezone=UTC',
    ...(options.settings ?? []),
  ]
  // Detached, so that neither Ctrl-C in the terminal nor the death of this process takes the database along.
  const child = spawn(
    cluster.binaries.postgres,
    ['-D', cluster.data, '-p', String(port), ...settings.flatMap((s) => ['-c', s])],
    {
      ...cluster.account,
      cwd: '/',
      detached: true,
      env: postgresEnvironment(),
      stdio: ['ignore', log, log],
    },
  )
  closeSync(log)
  child.unref()
  let failure: Error | null = null
  child.on('error', (error) => (failure = error))
  return {
    process: child,
    ended: () => failure !== null || child.exitCode !== null || child.signalCode !== null,
    log: () => failure?.message ?? readFileSync(file).subarray(logStart).toString(),
  }
}

async function choosePort(cluster: Cluster, options: ServerOptions): Promise<number> {
  const known = existsSync(portFile(cluster)) ? Number(readFileSync(portFile(cluster), 'utf8')) : 0
  const wanted = options.port ?? known
  if (options.fixedPort) return wanted
  return wanted > 0 && (await isFree(wanted)) ? wanted : freePort()
}

function rememberPort(cluster: Cluster, port: number): void {
  const known = existsSync(portFile(cluster)) ? readFileSync(portFile(cluster), 'utf8') : ''
  if (known !== String(port)) writeFileSync(portFile(cluster), String(port))
}

async function isFree(port: number): Promise<boolean> {
  return (await listenOn(port)) !== null
}

async function freePort(): Promise<number> {
  const port = await listenOn(0)
  if (port === null) throw new Error('No free port on 127.0.0.1')
  return port
}

/** Listens for a moment; null when the port is taken. */
function listenOn(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null))
    })
  })
}

/** Fast shutdown: connections end, everything is written, then it exits. */
export async function stopServer(cluster: Cluster): Promise<void> {
  const postmaster = findPostmaster(cluster.data)
  if (!postmaster) return
  if (process.platform === 'win32')
    spawnSync(cluster.binaries.pgCtl, ['stop', '-D', cluster.data, '-m', 'fast'])
  else process.kill(postmaster.pid, 'SIGINT')
  const deadline = Date.now() + 30_000
  while (Date.now() < deadline && isAlive(postmaster.pid)) await delay(10)
}
