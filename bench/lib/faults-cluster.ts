import { spawnSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client, type QueryResultRow } from 'pg'
import { isRoot } from '../../src/platform/db/embedded/account.ts'
import { provideBinaries } from '../../src/platform/db/embedded/binaries.ts'
import { ensureCluster, type Cluster } from '../../src/platform/db/embedded/cluster.ts'
import { locate } from '../../src/platform/db/embedded/location.ts'
import { findPostmaster, isAlive } from '../../src/platform/db/embedded/postmaster.ts'
import { ensureServer, superuser } from '../../src/platform/db/embedded/server.ts'
import { createDb, createPool } from '../../src/platform/db/connect.ts'
import { migrateToLatest } from '../../src/platform/db/migrate.ts'
import { until } from '../../src/testing/until.ts'

const NAME = 'faults'
const DISK_MB = 512

/** A Postgres of this run alone, to be maltreated. */
export interface FaultCluster {
  /** As the application connects: an ordinary login. */
  url: string
  /** A folder for whatever the run leaves. */
  folder: string
  /** Whether the disk is a small one of its own, which can be filled without harm. */
  ownDisk: boolean
  /** One statement as superuser over a connection of its own. */
  ask<Row extends QueryResultRow>(statement: string, values?: unknown[]): Promise<Row[]>
  /** fast: sessions are ended in order; immediate: as in a crash, with recovery at the next start. */
  stop(mode: 'fast' | 'immediate'): Promise<void>
  start(): Promise<void>
  /** Whether the server itself is there; a full disk may have taken it down. */
  isUp(): boolean
  /** Stops (SIGSTOP) every session of the application; the answer lets them go on and says how many they were. */
  freezeSessions(): Promise<() => number>
  /** Fills the disk to its last byte; the answer frees it. */
  fillDisk(): Promise<() => Promise<void>>
  remove(): Promise<void>
}

export interface FaultClusterOptions {
  /** Tries for a disk of its own, which only root gets. */
  ownDisk: boolean
  settings?: string[]
}

export async function createFaultCluster(options: FaultClusterOptions): Promise<FaultCluster> {
  const folder = await mkdtemp(path.join(tmpdir(), 'jobpilot-faults-'))
  await chmod(folder, 0o711)
  const disk = path.join(folder, 'disk')
  await mkdir(disk)
  const ownDisk = options.ownDisk && isRoot() && mount(disk)
  const removeAll = async (): Promise<void> => {
    if (ownDisk) spawnSync('umount', [disk])
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const location = locate(path.join(disk, 'data'))
    const cluster = await ensureCluster(location, provideBinaries(location.account))
    const { port } = await ensureServer(cluster, { settings: options.settings ?? [] })
    const url = await createDatabase(cluster, port)
    return {
      url,
      folder,
      ownDisk,
      ...controls(cluster, port, options.settings ?? []),
      fillDisk: () => fillDisk(disk),
      async remove() {
        await stop(cluster, 'immediate')
        if (location.elsewhere) await rm(location.home, { recursive: true, force: true })
        await removeAll()
      },
    }
  } catch (error) {
    await removeAll()
    throw error
  }
}

function mount(disk: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', disk]).status === 0
}

async function createDatabase(cluster: Cluster, port: number): Promise<string> {
  await ask(cluster, port, 'postgres', `create role ${NAME} login createrole password '${NAME}'`)
  await ask(cluster, port, 'postgres', `create database ${NAME} owner ${NAME}`)
  const url = `postgres://${NAME}:${NAME}@127.0.0.1:${port}/${NAME}`
  const pool = createPool({ connectionString: url, maxConnections: 2 })
  const db = createDb(pool)
  try {
    await migrateToLatest(db, pool)
  } finally {
    await db.destroy()
  }
  return url
}

async function ask<Row extends QueryResultRow>(
  cluster: Cluster,
  port: number,
  database: string,
  statement: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ ...superuser(cluster, port, database), application_name: 'faults-control' })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<Row>(statement, values)
    return rows
  } finally {
    await client.end().catch(() => undefined)
  }
}

type Controls = Pick<FaultCluster, 'ask' | 'stop' | 'start' | 'isUp' | 'freezeSessions'>

function controls(cluster: Cluster, port: number, settings: string[]): Controls {
  return {
    ask: (statement, values) => ask(cluster, port, NAME, statement, values),
    stop: (mode) => stop(cluster, mode),
    isUp: () => findPostmaster(cluster.data) !== null,
    async start() {
      await ensureServer(cluster, { port, fixedPort: true, settings })
    },
    async freezeSessions() {
      const sessions = await ask<{ pid: number }>(
        cluster,
        port,
        NAME,
        `select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend'
          and application_name <> 'faults-control'`,
      )
      const pids = sessions.map(({ pid }) => pid).filter((pid) => signal(pid, 'SIGSTOP'))
      return () => pids.filter((pid) => signal(pid, 'SIGCONT')).length
    },
  }
}

/** False when it is gone. */
function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}

async function stop(cluster: Cluster, mode: 'fast' | 'immediate'): Promise<void> {
  const postmaster = findPostmaster(cluster.data)
  if (!postmaster) return
  process.kill(postmaster.pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT')
  await until(async () => !isAlive(postmaster.pid), 30_000)
}

async function fillDisk(disk: string): Promise<() => Promise<void>> {
  const filler = path.join(disk, 'filler')
  const chunk = Buffer.alloc(1 << 20)
  // From large to small, until not one more byte fits.
  for (let size = chunk.length; size >= 1; size = Math.floor(size / 4)) {
    await fillWith(filler, chunk.subarray(0, size))
  }
  const { bavail } = await statfs(disk)
  if (bavail > 0) throw new Error(`the disk still has ${bavail} free blocks`)
  return () => rm(filler)
}

async function fillWith(filler: string, chunk: Buffer): Promise<void> {
  for (;;) {
    try {
      await writeFile(filler, chunk, { flag: 'a' })
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return
      throw error
    }
  }
}
