export type AppEnv = 'local' | 'test' | 'staging' | 'production'

/** Every setting of the application, parsed and checked once. */
export interface Config {
  appEnv: AppEnv
  version: string
  host: string
  port: number
  appUrl: string
  dataDir: string
  /** null: embedded Postgres in dataDir. */
  databaseUrl: string | null
  role: 'web' | 'worker' | 'all'
  logLevel: string
  /** Signs sessions and hashes codes. */
  authSecret: string
  clerk: { secretKey: string; publishableKey: string; jwtKey: string; issuer: string; authorizedParties: string[] } | null
  /** Hosts (host or host:port) that outbound fetching may reach although they are private. */
  fetchAllowHosts: string[]
  /** Origins besides appUrl that may call with cookies. */
  corsOrigins: string[]
  /** `test` only: kills the process at a named point, to prove recovery. */
  failpoint: string | null
}
