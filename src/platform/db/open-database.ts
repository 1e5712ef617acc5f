import pg from 'pg'
import type { Config } from '../../config.ts'
import type { Logger } from '../log.ts'
import { StartupError } from '../startup-error.ts'
import { startEmbedded } from './embedded/start-embedded.ts'

const OLDEST_MAJOR = 15

export interface OpenDatabase {
  connectionString: string
  kind: 'embedded' | 'external'
  /** One line for the start table. */
  words: string
  /** After the pools are closed. */
  close(): Promise<void>
}

/** The database of DATABASE_URL, checked, or the embedded one. */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  log: Pick<Logger, 'info' | 'warn' | 'error'>,
): Promise<OpenDatabase> {
  if (config.databaseUrl !== null) return openExternal(config.databaseUrl)
  const embedded = await startEmbedded({ dataDir: config.dataDir, log })
  return {
    connectionString: embedded.connectionString,
    kind: 'embedded',
    words: `embedded Postgres ${embedded.adopted ? '(already running) ' : ''}in ${embedded.dataFolder}`,
    close: () => embedded.stop(),
  }
}

/** What the server says about itself and our login. */
export interface DatabaseFacts {
  major: number
  version: string
  login: string
  database: string
  can_create_roles: boolean
  has_roles: boolean
  can_create: boolean
}

const factsQuery = `
  select current_setting('server_version_num')::int / 10000 as major, current_setting('server_version') as version,
    current_user as login, current_database() as database, rolcreaterole or rolsuper as can_create_roles,
    (select count(*) = 2 from pg_roles member
      where member.rolname in ('jobpilot_request', 'jobpilot_worker') and pg_has_role(me.oid, member.oid, 'member')) as has_roles,
    has_database_privilege(current_database(), 'create') as can_create
  from pg_roles me where rolname = current_user`

async function openExternal(databaseUrl: string): Promise<OpenDatabase> {
  const facts = await readFacts(databaseUrl)
  const problem = databaseProblem(facts)
  if (problem) throw new StartupError(`DATABASE_URL: ${problem}`)
  return {
    connectionString: databaseUrl,
    kind: 'external',
    words: `Postgres ${facts.version}, database ${facts.database}`,
    close: async () => undefined,
  }
}

/** Why JobPilot can't work there, and what to do about it; null when it can. */
export function databaseProblem(facts: DatabaseFacts): string | null {
  if (facts.major < OLDEST_MAJOR) {
    return `this is Postgres ${facts.version}; JobPilot needs ${OLDEST_MAJOR} or newer.`
  }
  if (!facts.can_create_roles && !facts.has_roles) {
    return `the login ${facts.login} may not create the roles jobpilot_request and jobpilot_worker. As an administrator run: alter role "${facts.login}" createrole;`
  }
  if (!facts.can_create) {
    return `the login ${facts.login} may not create schemas. As an administrator run: grant create on database "${facts.database}" to "${facts.login}";`
  }
  return null
}

async function readFacts(databaseUrl: string): Promise<DatabaseFacts> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'jobpilot_start',
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<DatabaseFacts>(factsQuery)
    if (!rows[0]) throw new Error('the server did not say who is connected')
    return rows[0]
  } catch (error) {
    const { hostname, port, pathname } = new URL(databaseUrl)
    const reason =
      error instanceof Error
        ? error.message || ('code' in error ? String(error.code) : error.name)
        : String(error)
    throw new StartupError(
      `DATABASE_URL: no connection to ${hostname}:${port || '5432'}${pathname} (${reason}). Does the server run, and are the name, the password and the network right?`,
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}
