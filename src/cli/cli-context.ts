import type { Connection, ConnectOptions } from './connection.ts'

/** What the command groups share: opening and always closing the way to the procedures. */
export interface CliContext {
  with<T>(options: ConnectOptions, work: (connection: Connection) => Promise<T>): Promise<T>
}
