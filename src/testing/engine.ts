import path from 'node:path'
import { pino } from 'pino'
import type { AppContext } from '../context.ts'
import { systemClock, type Clock } from '../platform/clock.ts'
import { createDb, createPool } from '../platform/db/connect.ts'
import { asWorker } from '../platform/db/transaction.ts'
import { createEvents } from '../platform/events/create-events.ts'
import { createJobs } from '../platform/jobs/create-jobs.ts'
import type { TaskDefinition } from '../platform/jobs/define-task.ts'
import { createLocalStorage } from '../platform/storage/local-storage.ts'
import { noMetrics } from '../platform/telemetry/metrics.ts'
import { testConfig } from './config.ts'

export interface TestEngine {
  ctx: AppContext
  /** Adds a person; their id. */
  addPerson(): Promise<string>
  stop(): Promise<void>
}

export interface TestEngineOptions {
  /** Of a test database. */
  url: string
  tasks: readonly TaskDefinition[]
  failpoint?: string
  /** Where files are kept; without it there is no storage. */
  dataDir?: string
  clock?: Clock
  /** Default `silent`. */
  logLevel?: string
}

function noEdge(name: string): () => never {
  return () => {
    throw new Error(`this test engine has no ${name}`)
  }
}

const noStorage = {
  put: noEdge('storage'),
  get: noEdge('storage'),
  getStream: noEdge('storage'),
  delete: noEdge('storage'),
  list: noEdge('storage'),
  signedUrl: noEdge('storage'),
  openLink: noEdge('storage'),
}

/** A context with real database, jobs and events, and nothing at the edges. */
export function createTestEngine(options: TestEngineOptions): TestEngine {
  const log = pino({ level: options.logLevel ?? 'silent' }, pino.destination(2))
  const pool = createPool({ connectionString: options.url })
  const db = createDb(pool)
  const clock = options.clock ?? systemClock
  const config = testConfig({
    databaseUrl: options.url,
    dataDir: options.dataDir ?? '.jobpilot',
    failpoint: options.failpoint ?? null,
  })
  const events = createEvents({ connectionString: options.url, db, clock, log })
  const ctx: AppContext = {
    config,
    db,
    pool,
    events,
    jobs: createJobs({ tasks: options.tasks, ctx: () => ctx }),
    email: { send: noEdge('mail') },
    storage: options.dataDir
      ? createLocalStorage({
          folder: path.join(options.dataDir, 'files'),
          secret: config.authSecret,
          linkBase: 'http://localhost/files',
          clock,
        })
      : noStorage,
    fetch: noEdge('network'),
    metrics: noMetrics,
    clock,
    log,
  }
  return {
    ctx,
    async addPerson() {
      const id = clock.uuid()
      await asWorker(db, (tx) =>
        tx
          .insertInto('users')
          .values({ id, email: `${id}@example.test` })
          .execute(),
      )
      return id
    },
    async stop() {
      await ctx.jobs.idle()
      await events.stop()
      await db.destroy()
    },
  }
}
