import type { Duplex } from 'node:stream'
import pg from 'pg'
import {
  CompiledQuery,
  Kysely,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type TransactionSettings,
} from 'kysely'
import type { Database } from '../../database.ts'
import { beginStatement, transactionScope } from './transaction.ts'
import type { Db } from './types.ts'

/** Statements remembered per connection. */
const MAX_PREPARED = 200

/** int8 as number: our counters and sequences stay far below 2^53. */
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8
      ? Number
      : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
}

/**
 * Sends what one turn of the event loop asks for in one write: BEGIN with the first query of a transaction,
 * a reader's COMMIT with the next one's BEGIN. Writes to the socket cost more than the rest of the driver.
 * A statement that comes again is prepared under a name: parsing and planning it with its policies each time
 * costs Postgres more than running it. (Poolers must be in session mode, which the worker's lock needs anyway.)
 */
class CorkedClient extends pg.Client {
  #corked = false
  #prepared = 0
  readonly #seen = new Map<string, string | null>()

  // One override for pg's many overloads: it passes on whatever it got.
  override query = ((...parameters: unknown[]) => {
    this.#cork()
    const [text, values, ...rest] = parameters
    const name =
      typeof text === 'string' && Array.isArray(values) && values.length > 0 ? this.#nameOf(text) : null
    const passed = name === null ? parameters : [{ name, text, values }, ...rest]
    return super.query(...(passed as Parameters<pg.Client['query']>))
  }) as pg.Client['query']

  /** A name for a statement that comes again, under which Postgres keeps it planned; null: not this one. */
  #nameOf(text: string): string | null {
    const known = this.#seen.get(text)
    if (typeof known === 'string') return known
    // With a `*` a later migration would change what the kept plan returns, which Postgres refuses.
    if (known === undefined && (this.#seen.size >= MAX_PREPARED || text.includes('*'))) return null
    const name = known === null ? `s${this.#prepared++}` : null
    this.#seen.set(text, name)
    return name
  }

  #cork(): void {
    if (this.#corked) return
    const { stream } = (this as unknown as { connection: { stream: Duplex } }).connection // not in pg's types
    this.#corked = true
    stream.cork()
    process.nextTick(() => {
      this.#corked = false
      stream.uncork()
    })
  }
}

/**
 * BEGIN, role and person travel in one message that is not awaited: with pg's pipeline the first query
 * follows on the same round trip. If setting the role fails, the transaction is aborted and that query fails
 * too. If BEGIN itself fails, the query ran outside any role; so no transaction ends well before BEGIN has.
 */
class ScopedDriver extends PostgresDriver {
  readonly #failedBegins = new WeakMap<DatabaseConnection, unknown>()

  override async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    const scope = transactionScope.getStore()
    if (!scope) return super.beginTransaction(connection, settings)
    this.#failedBegins.delete(connection)
    const begin = connection.executeQuery(CompiledQuery.raw(beginStatement(scope)))
    void begin.catch((error: unknown) => this.#failedBegins.set(connection, error))
  }

  /** Answers come in the order of their queries: whoever has a result knows how its BEGIN went. */
  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const failed = this.#failedBegins.get(connection)
    if (failed !== undefined) throw failed
    if (!transactionScope.getStore()?.readOnly) return super.commitTransaction(connection)
    void connection.executeQuery(CompiledQuery.raw('commit')).catch(() => undefined)
  }
}

export interface ConnectOptions {
  connectionString: string
  /** Shown in pg_stat_activity; embedded Postgres is stopped when no other `jobpilot` is connected. */
  applicationName?: string
  maxConnections?: number
  /** False: commits don't wait for the disk, for what may be lost in a crash of the database. */
  synchronousCommit?: false
  onError?: (error: Error) => void
}

export function createPool(options: ConnectOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    application_name: options.applicationName ?? 'jobpilot',
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: 10_000,
    // A process that is frozen in the middle of a transaction must not keep its rows locked for ever.
    idle_in_transaction_session_timeout: 60_000,
    ...(options.synchronousCommit === false ? { options: '-c synchronous_commit=off' } : {}),
    pipeline: true,
    Client: CorkedClient,
    types,
  } as pg.PoolConfig)
  // An idle connection that the server drops must not take the process with it.
  pool.on('error', (error) => options.onError?.(error))
  // Nor one that is checked out: its query rejects as well, so nothing is lost here.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

export function createDb(pool: pg.Pool): Db {
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new ScopedDriver({ pool }),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
  return new Kysely<Database>({ dialect })
}
