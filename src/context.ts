import type pg from 'pg'
import type { Config } from './config.ts'
import type { Clock } from './platform/clock.ts'
import type { Db } from './platform/db/types.ts'
import type { Email } from './platform/email/email.ts'
import type { Events } from './platform/events/events.ts'
import type { SafeFetch } from './platform/fetch/safe-fetch.ts'
import type { Jobs } from './platform/jobs/jobs.ts'
import type { Logger } from './platform/log.ts'
import type { Storage } from './platform/storage/storage.ts'
import type { Metrics } from './platform/telemetry/metrics.ts'

/** Everything the application is made of; use cases take the parts they need (`Pick<AppContext, …>`). */
export interface AppContext {
  config: Config
  /** The pool; row-level security applies inside `asUser` / `asWorker` transactions. */
  db: Db
  pool: pg.Pool
  events: Events
  jobs: Jobs
  email: Email
  storage: Storage
  metrics: Metrics
  fetch: SafeFetch
  clock: Clock
  log: Logger
}
