import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Config } from './config.ts'
import type { AppContext } from './context.ts'
import type { LinkedinEndpoints } from './domains/account/linkedin/linkedin-provider.ts'
import { readRoles } from './domains/account/people/read-roles.ts'
import { createSignInRoute } from './domains/account/sign-in-route.ts'
import { createSignIn } from './domains/account/sign-in.ts'
import { createVerify } from './domains/account/verify-request.ts'
import { createSessionCache } from './platform/auth/session-cache.ts'
import type { VerifyRequest } from './platform/auth/session.ts'
import { systemClock, type Clock } from './platform/clock.ts'
import { createDb, createPool } from './platform/db/connect.ts'
import { migrateToLatest } from './platform/db/migrate.ts'
import { openDatabase } from './platform/db/open-database.ts'
import { createDevMailbox } from './platform/email/dev-mailbox.ts'
import { noEmail } from './platform/email/no-email.ts'
import type { Email } from './platform/email/email.ts'
import { createResendEmail } from './platform/email/resend-email.ts'
import { createEvents } from './platform/events/create-events.ts'
import { createSafeFetch } from './platform/fetch/create-safe-fetch.ts'
import type { SafeFetch } from './platform/fetch/safe-fetch.ts'
import { databaseCheck } from './platform/http/database-check.ts'
import { createHealth } from './platform/http/health.ts'
import { createOpenStreams } from './platform/http/open-streams.ts'
import { SIGNED_FILES_PATH } from './platform/http/signed-files.ts'
import { serveHttp, type HttpServer, type RequestEnv } from './platform/http/serve.ts'
import { createStaticWeb } from './platform/http/static-web.ts'
import { createJobs } from './platform/jobs/create-jobs.ts'
import type { ScheduleDefinition } from './platform/jobs/define-schedule.ts'
import type { TaskDefinition } from './platform/jobs/define-task.ts'
import { observeJobs } from './platform/jobs/job-metrics.ts'
import { startWorker, type Worker } from './platform/jobs/run-worker.ts'
import { workerCheck } from './platform/jobs/worker-check.ts'
import { createLimits } from './platform/limits/create-limits.ts'
import { createLogger, type Logger } from './platform/log.ts'
import { createLocalStorage } from './platform/storage/local-storage.ts'
import { createSupabaseStorage } from './platform/storage/supabase-storage.ts'
import type { Storage } from './platform/storage/storage.ts'
import { serveMetrics, type MetricsServer } from './platform/telemetry/metrics-server.ts'
import { createMetrics, noMetrics } from './platform/telemetry/metrics.ts'
import { createRoutes } from './routes.ts'
import { schedules as allSchedules, tasks as allTasks } from './tasks.ts'

/** The edges of the application, which tests and tools may replace. */
export interface AppOverrides {
  clock?: Clock
  email?: Email
  fetch?: SafeFetch
  storage?: Storage
  log?: Logger
  verify?: VerifyRequest
  /** How long rate limits wait for the database; default 250 ms. */
  limitPatienceMs?: number
  tasks?: readonly TaskDefinition[]
  /** Default: those of the application, and none beside tasks of one's own. */
  schedules?: readonly ScheduleDefinition[]
  /** Where a line for the person at the terminal goes; default stderr. */
  print?: (line: string) => void
  /** Another LinkedIn than the real one. */
  linkedin?: LinkedinEndpoints
  /** Where the built web lies. */
  webFolder?: string
}

export interface App {
  ctx: AppContext
  /** Serves HTTP and runs jobs, as config.role says. */
  start(): Promise<{ url: string | null }>
  /** Lets requests and jobs finish, ends streams, closes everything. Safe to call twice. */
  stop(options?: { drainMs?: number }): Promise<void>
  /** Answers a request without a server. */
  fetch(request: Request, env?: RequestEnv): Promise<Response>
}

const DRAIN_MS = 10_000
const builtWeb = fileURLToPath(new URL('../dist/web', import.meta.url))

/** Opens and migrates the database and builds the context; start() begins to serve. */
export async function createApp(config: Config, overrides: AppOverrides = {}): Promise<App> {
  const log =
    overrides.log ??
    createLogger({ level: config.logLevel, version: config.version, environment: config.appEnv })
  const database = await openDatabase(config, log)
  const core = await openCore(config, database.connectionString, overrides, log).catch(
    async (error: unknown) => {
      await database.close()
      throw error
    },
  )
  const { ctx } = core
  const web = createWeb(ctx, overrides)
  let server: HttpServer | null = null
  let worker: Worker | null = null
  let metricsServer: MetricsServer | null = null
  let stopped: Promise<void> | null = null

  const stop = async (drainMs: number): Promise<void> => {
    web.streams.endAll()
    await Promise.all([server?.close(drainMs), worker?.stop({ drainMs })])
    await metricsServer?.close()
    await core.close()
    await web.close()
    await database.close()
  }

  return {
    ctx,
    fetch: web.fetch,
    async start() {
      const { host, port, appUrl, role, trustedProxies } = config
      // The port first: when it is taken, no job has been begun.
      if (role !== 'worker')
        server = await serveHttp({
          host,
          port,
          appUrl,
          clerkOrigin: config.clerk?.issuer,
          trustedProxies,
          log,
          fetch: web.fetch,
        })
      if (config.metrics?.port !== undefined && config.metrics?.port !== null)
        metricsServer = await serveMetrics({ host, port: config.metrics.port, metrics: ctx.metrics })
      if (role !== 'web') worker = await startWorker({ ctx, tasks: core.tasks, schedules: core.schedules })
      if (!server) return { url: null }
      return { url: `http://${host.includes(':') ? `[${host}]` : host}:${server.port}` }
    },
    stop: ({ drainMs = DRAIN_MS } = {}) => (stopped ??= stop(drainMs)),
  }
}

function chooseEmail(
  config: Config,
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  print: (line: string) => void,
): Email {
  if (config.resend) return createResendEmail({ ...config.resend, now: () => clock.now() })
  return config.appEnv === 'local' ? createDevMailbox(db, print) : noEmail
}

function chooseStorage({ supabase, dataDir, authSecret, appUrl }: Config, clock: Clock): Storage {
  if (supabase) return createSupabaseStorage(supabase)
  const linkBase = appUrl + SIGNED_FILES_PATH
  return createLocalStorage({ folder: path.join(dataDir, 'files'), secret: authSecret, linkBase, clock })
}

function createFetch({ fetchAllowHosts, version, appUrl }: Config, clock: Clock, log: Logger): SafeFetch {
  const userAgent = `JobPilot/${version} (+${appUrl})`
  return createSafeFetch({ allowHosts: fetchAllowHosts, userAgent, clock, log })
}

/** Database, events, jobs and edges. */
async function openCore(config: Config, connectionString: string, overrides: AppOverrides, log: Logger) {
  const clock = overrides.clock ?? systemClock
  const tasks = overrides.tasks ?? allTasks
  const schedules = overrides.schedules ?? (overrides.tasks ? [] : allSchedules)
  const print = overrides.print ?? ((line: string) => void process.stderr.write(`${line}\n`))
  const pool = createPool({
    connectionString,
    onError: (error) => log.warn({ err: error }, 'an idle database connection was lost'),
  })
  const db = createDb(pool)
  await migrateToLatest(db, pool).catch(async (error: unknown) => {
    await db.destroy()
    throw error
  })
  const metrics = config.metrics ? await createMetrics(config.version) : noMetrics
  const events = createEvents({ connectionString, db, clock, log })
  const ctx: AppContext = {
    config,
    db,
    pool,
    events,
    jobs: createJobs({ tasks, ctx: () => ctx }),
    email: overrides.email ?? chooseEmail(config, { db, clock }, print),
    storage: overrides.storage ?? chooseStorage(config, clock),
    fetch: overrides.fetch ?? createFetch(config, clock, log),
    metrics,
    clock,
    log,
  }
  if (config.metrics) observeJobs(metrics.meter, db)
  const close = async (): Promise<void> => {
    await ctx.jobs.idle()
    await events.stop()
    await db.destroy()
  }
  return { ctx, tasks, schedules, close }
}

/** Everything HTTP needs besides a server. */
function createWeb(ctx: AppContext, overrides: AppOverrides) {
  const { config, db, clock } = ctx
  const cache = createSessionCache(clock)
  const signIn = createSignIn(ctx, overrides.linkedin)
  const verify = overrides.verify ?? createVerify({ config, db, clock, signIn, cache })
  const streams = createOpenStreams(verify, {
    perPerson: config.streamsPerPerson,
    // Whoever brings their own way to verify knows people that the database doesn't.
    rolesOf: overrides.verify ? undefined : (userIds) => readRoles(db, userIds),
  })
  const database = databaseCheck(ctx.pool.options.connectionString ?? '')
  const { version, appEnv: environment } = config
  const health = createHealth({
    version,
    environment,
    checks: { database: database.check, worker: workerCheck(db) },
  })
  const forgetSession = (sessionId: string): void => {
    cache.forget(sessionId)
    streams.endSession(sessionId)
  }
  const forgetPerson = (userId: string): void => {
    cache.forgetPerson(userId)
    streams.endPerson(userId)
  }
  const fetch = createRoutes({
    ctx,
    limits: createLimits({ ...ctx, patienceMs: overrides.limitPatienceMs }),
    verify,
    streams,
    health,
    forgetSession,
    forgetPerson,
    signIn: createSignInRoute({ ...ctx, signIn, verify, forgetSession }),
    staticWeb: createStaticWeb(overrides.webFolder ?? builtWeb),
  })
  return { fetch, streams, close: database.close }
}
