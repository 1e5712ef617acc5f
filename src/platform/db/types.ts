import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../database.ts'

/** The application's database: a pool, or a transaction on one connection. */
export type Db = Kysely<Database>
/** Functions that lock, or write more than one row, demand a transaction. */
export type Tx = Transaction<Database>
