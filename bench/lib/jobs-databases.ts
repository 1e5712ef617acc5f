import { readFileSync } from 'node:fs'
import pg from 'pg'
import type { BenchDatabase } from './bench-database.ts'
import { readStat } from './jobs-cpu.ts'
import type { Place } from './jobs-peer.ts'

/** Databases of one cluster, so that every peer begins with an empty one. */
export interface Databases {
  /** The postmaster; 0 where nobody tells. */
  serverPid: number
  create(): Promise<Pick<Place, 'connectionString' | 'superuserConnectionString'>>
  drop(database: Pick<Place, 'connectionString'>): Promise<void>
  close(): Promise<void>
}

function postmasterOf(backend: number): number {
  try {
    return readStat(readFileSync(`/proc/${backend}/stat`, 'utf8'))?.parent ?? 0
  } catch {
    return 0
  }
}

function withDatabase(connectionString: string, name: string): string {
  const url = new URL(connectionString)
  url.pathname = `/${name}`
  return url.href
}

export async function openDatabases(cluster: BenchDatabase): Promise<Databases> {
  const client = new pg.Client({ connectionString: cluster.superuserConnectionString })
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const login = client.escapeIdentifier(new URL(cluster.connectionString).username)
  let count = 0
  return {
    serverPid: postmasterOf(rows[0]?.pid ?? 0),
    async create() {
      const name = `jobs_${count++}`
      await client.query(`create database ${name} owner ${login}`)
      return {
        connectionString: withDatabase(cluster.connectionString, name),
        superuserConnectionString: withDatabase(cluster.superuserConnectionString, name),
      }
    },
    async drop({ connectionString }) {
      await client.query(`drop database ${new URL(connectionString).pathname.slice(1)} with (force)`)
    },
    close: () => client.end(),
  }
}
