import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { readDotenv, unknownKeys } from './platform/config/dotenv.ts'
import { isLoopback, settings, type Settings } from './platform/config/settings.ts'
import { describeIssues, findIssues, settingNames, toleratedNames } from './platform/config/problems.ts'
import { localSecret } from './platform/config/local-secret.ts'
import { StartupError } from './platform/startup-error.ts'

export type AppEnv = 'local' | 'test' | 'staging' | 'production'

/** Every setting of the application, parsed and checked once. */
export interface Config {
  appEnv: AppEnv
  version: string
  host: string
  port: number
  appUrl: string
  /** Absolute; a relative one is taken from the project's folder, wherever the command was called. */
  dataDir: string
  /** null: embedded Postgres in dataDir. */
  databaseUrl: string | null
  role: 'web' | 'worker' | 'all'
  /** Jobs at a time in this process, by lane; what is absent is as the lane itself says. */
  laneConcurrency: Record<string, number>
  logLevel: string
  /** Signs sessions and hashes codes. */
  authSecret: string
  clerk: {
    secretKey: string
    publishableKey: string
    jwtKey: string
    issuer: string
    authorizedParties: string[]
  } | null
  /** Signs what Clerk tells at /api/webhooks/clerk; null: nothing is taken there. */
  clerkWebhookSecret: string | null
  /** Of the app that people sign in with at LinkedIn, beside the built-in codes. */
  linkedin: { clientId: string; clientSecret: string } | null
  /** Where files of people are kept; null: on disk, in dataDir. */
  supabase: { url: string; serviceKey: string; bucket: string } | null
  /** Who sends mail, and from which address; null: the dev mailbox in local, nobody elsewhere. */
  resend: { apiKey: string; from: string; baseUrl: string } | null
  /** Signs what Resend reports at /api/v1/webhooks/resend; null: nothing is taken there. */
  resendWebhookSecret: string | null
  /** Hosts (host or host:port) that outbound fetching may reach although they are private. */
  fetchAllowHosts: string[]
  /** Origins besides appUrl that may call with cookies. */
  corsOrigins: string[]
  /** Proxies in front, each of which appends to X-Forwarded-For; 0: the header is not believed. */
  trustedProxies: number
  /** Most event streams that one person may have open in one process. */
  streamsPerPerson: number
  /** What all rate limits are multiplied by; Infinity: there are none (the command line on this machine). */
  rateLimitFactor: number
  /** Whom to tell about a hole: an e-mail address or a page; null: no security.txt. */
  securityContact: string | null
  /** Where traces are looked at, with `{traceId}` in it; null: nowhere. */
  traceUrl: string | null
  /** `test` only: kills the process at a named point, to prove recovery. */
  failpoint: string | null
  /** The server that the `jobpilot` command talks to; null: the local database. */
  remote: { url: string; token: string } | null
  /** Who may read /metrics: whoever reaches the port, whoever has the token, in local anybody here; null: off. */
  metrics: { port: number | null; token: string | null } | null
  /** Things worth a look that stop nothing; printed under the start table. */
  warnings: string[]
}

/** Lists every problem of the settings; its message is for the person who starts JobPilot. */
export class ConfigError extends StartupError {
  override readonly name = 'ConfigError'
  readonly problems: string[]

  constructor(problems: string[]) {
    const count = problems.length === 1 ? 'One setting needs' : `${problems.length} settings need`
    super(
      `${count} your attention (.env or the environment):\n${problems.map((line) => `  - ${line}`).join('\n')}\nAll settings are explained in .env.example.`,
    )
    this.problems = problems
  }
}

const projectRoot = fileURLToPath(new URL('..', import.meta.url))

export interface LoadOptions {
  /** Default: .env beside package.json. null: none. */
  dotenvPath?: string | null
}

/**
 * Reads the environment and .env (the environment wins), checks everything and names every problem at once.
 * In local it creates DATA_DIR and the secret that signs sessions there.
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env, options: LoadOptions = {}): Config {
  const dotenvPath = options.dotenvPath === undefined ? path.join(projectRoot, '.env') : options.dotenvPath
  const dotenv = dotenvPath === null ? { values: {}, problems: [] } : readDotenv(dotenvPath)
  const given = pickSettings({ ...dotenv.values, ...pickSettings(env) })
  const unknown = unknownKeys(Object.keys(dotenv.values), [...settingNames, ...toleratedNames])
  const parsed = settings.safeParse(given)
  const problems = [
    ...dotenv.problems,
    ...unknown.nearMisses.map(({ key, meant }) => `${key} in .env is no setting. Did you mean ${meant}?`),
    ...(parsed.success ? [] : describeIssues(findIssues(given), given)),
  ]
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems)
  const warnings = unknown.strangers.map(
    (key) => `${key} in .env is none of JobPilot's settings; it is ignored.`,
  )
  return toConfig(parsed.data, warnings)
}

/** Only our keys, and an empty value counts as unset (`PORT=` in .env). */
function pickSettings(env: NodeJS.ProcessEnv): Record<string, string> {
  const given: Record<string, string> = {}
  for (const name of settingNames) {
    const value = env[name]
    if (value !== undefined && value.trim() !== '') given[name] = value.trim()
  }
  return given
}

function toConfig(values: Settings, warnings: string[]): Config {
  const dataDir = path.resolve(projectRoot, values.DATA_DIR)
  const deployed = values.APP_ENV === 'production' || values.APP_ENV === 'staging'
  const host = values.HOST ?? (deployed ? '0.0.0.0' : '127.0.0.1')
  const shownHost = isLoopback(host) || deployed ? 'localhost' : host
  const appUrl = values.APP_URL ?? `http://${shownHost}:${values.PORT}`
  const clerk = clerkKeys(values, appUrl)
  return {
    appEnv: values.APP_ENV,
    version: packageVersion(),
    host,
    port: values.PORT,
    appUrl,
    dataDir,
    databaseUrl: values.DATABASE_URL ?? null,
    role: values.ROLE,
    laneConcurrency: values.JOB_CONCURRENCY,
    // In local the terminal is where the sign-in code appears: only what matters beside it.
    logLevel: values.LOG_LEVEL ?? (values.APP_ENV === 'local' ? 'warn' : 'info'),
    authSecret: values.AUTH_SECRET ?? (clerk ? secretFrom(clerk.secretKey) : localSecret(dataDir)),
    clerk,
    ...providersOf(values),
    fetchAllowHosts: values.FETCH_ALLOW_HOSTS,
    corsOrigins: values.CORS_ORIGINS,
    trustedProxies: values.TRUSTED_PROXIES,
    streamsPerPerson: values.STREAMS_PER_PERSON,
    rateLimitFactor: values.RATE_LIMIT_FACTOR,
    securityContact: values.SECURITY_CONTACT ?? null,
    traceUrl: values.TRACE_URL ?? null,
    failpoint: values.FAILPOINT ?? null,
    metrics: metricsOf(values),
    remote: remoteOf(values),
    warnings,
  }
}

/** Services of others, each null without its keys. */
function providersOf(values: Settings) {
  return {
    clerkWebhookSecret: values.CLERK_WEBHOOK_SECRET ?? null,
    linkedin: linkedinOf(values),
    supabase: supabaseOf(values),
    resend: resendOf(values),
    resendWebhookSecret: values.RESEND_WEBHOOK_SECRET ?? null,
  }
}

function linkedinOf({ LINKEDIN_CLIENT_ID, LINKEDIN_CLIENT_SECRET }: Settings): Config['linkedin'] {
  if (!LINKEDIN_CLIENT_ID || !LINKEDIN_CLIENT_SECRET) return null
  return { clientId: LINKEDIN_CLIENT_ID, clientSecret: LINKEDIN_CLIENT_SECRET }
}

function resendOf({ RESEND_API_KEY, EMAIL_FROM, RESEND_BASE_URL }: Settings): Config['resend'] {
  if (!RESEND_API_KEY || !EMAIL_FROM) return null
  return { apiKey: RESEND_API_KEY, from: EMAIL_FROM, baseUrl: RESEND_BASE_URL }
}

function remoteOf({ JOBPILOT_URL: url, JOBPILOT_TOKEN: token }: Settings): Config['remote'] {
  return url && token ? { url, token } : null
}

function supabaseOf(values: Settings): Config['supabase'] {
  const { SUPABASE_URL: url, SUPABASE_SERVICE_ROLE_KEY: serviceKey, SUPABASE_BUCKET } = values
  return url && serviceKey ? { url, serviceKey, bucket: SUPABASE_BUCKET ?? 'jobpilot' } : null
}

/** In local anybody on this machine may read them; elsewhere a port or a token says who. */
function metricsOf({ APP_ENV, METRICS_PORT, METRICS_TOKEN }: Settings): Config['metrics'] {
  if (APP_ENV !== 'local' && METRICS_PORT === undefined && METRICS_TOKEN === undefined) return null
  return { port: METRICS_PORT ?? null, token: METRICS_TOKEN ?? null }
}

function describeMail({ resend, resendWebhookSecret, appEnv }: Config): string {
  if (resend)
    return `Resend, from ${resend.from}${resendWebhookSecret ? '' : '; set RESEND_WEBHOOK_SECRET to hear of bounces'}`
  return appEnv === 'local' ? 'none: codes are printed in this terminal' : 'no provider connected'
}

function describeMetrics({ metrics, appEnv }: Config): string {
  if (!metrics) return 'off; set METRICS_PORT or METRICS_TOKEN'
  if (metrics.port !== null) return `/metrics on port ${metrics.port}`
  return metrics.token === null && appEnv === 'local'
    ? '/metrics, for this machine'
    : '/metrics, with METRICS_TOKEN'
}

function clerkKeys(values: Settings, appUrl: string): Config['clerk'] {
  const { CLERK_SECRET_KEY, CLERK_PUBLISHABLE_KEY, CLERK_JWT_KEY, CLERK_ISSUER } = values
  if (!CLERK_SECRET_KEY || !CLERK_PUBLISHABLE_KEY || !CLERK_JWT_KEY || !CLERK_ISSUER) return null
  const authorizedParties = values.CLERK_AUTHORIZED_PARTIES
  return {
    secretKey: CLERK_SECRET_KEY,
    publishableKey: CLERK_PUBLISHABLE_KEY,
    jwtKey: CLERK_JWT_KEY,
    issuer: CLERK_ISSUER,
    authorizedParties: authorizedParties.length > 0 ? authorizedParties : [new URL(appUrl).origin],
  }
}

/** All processes of a deployment must agree on it, so it follows from a key that they share. */
function secretFrom(key: string): string {
  return createHash('sha256').update(`jobpilot session secret\n${key}`).digest('base64url')
}

function packageVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  const parsed: unknown = JSON.parse(text)
  return typeof parsed === 'object' && parsed && 'version' in parsed ? String(parsed.version) : '0.0.0'
}

/** The start table: what is on, and what falls back to something smaller. No secrets. */
export function describeConfig(config: Config): string {
  const local = config.appEnv === 'local'
  const rows: [string, string][] = [
    ['version', `${config.version}, Node ${process.versions.node}`],
    ['environment', config.appEnv + (local ? ` (reachable from this machine only)` : '')],
    ['address', `${config.appUrl} (listens on ${config.host}:${config.port})`],
    ['role', { web: 'web only', worker: 'worker only', all: 'web and worker' }[config.role]],
    [
      'database',
      config.databaseUrl
        ? `DATABASE_URL (${databaseHost(config.databaseUrl)})`
        : `embedded Postgres in ${config.dataDir}; set DATABASE_URL to use your own`,
    ],
    ['sign-in', describeSignIn(config)],
    ...describeWebhooks(config),
    ['e-mail', describeMail(config)],
    [
      'files',
      config.supabase
        ? `Supabase Storage (bucket ${config.supabase.bucket} of ${new URL(config.supabase.url).host})`
        : `local disk in ${config.dataDir}${local ? '; set SUPABASE_* to use Supabase Storage' : ''}`,
    ],
    ['metrics', describeMetrics(config)],
    ['drafts', 'built-in composer, no language model connected'],
  ]
  if (config.fetchAllowHosts.length > 0)
    rows.push(['private hosts', `may be fetched: ${config.fetchAllowHosts.join(', ')}`])
  if (config.failpoint) rows.push(['failpoint', config.failpoint])
  const table = rows.map(([name, value]) => `  ${name.padEnd(14)}${value}`)
  return [...table, ...config.warnings.map((warning) => `  warning       ${warning}`)].join('\n')
}

function describeSignIn({ clerk, linkedin }: Config): string {
  const ways = clerk ? `Clerk (${clerk.issuer})` : 'built-in: e-mail and 6-digit code'
  return ways + (linkedin ? ', LinkedIn' : '') + (clerk ? '' : '; set CLERK_* to use Clerk')
}

function describeWebhooks({ clerk, clerkWebhookSecret }: Config): [string, string][] {
  if (!clerk) return []
  const off = 'off; set CLERK_WEBHOOK_SECRET to learn of people whom Clerk has changed or deleted'
  return [['webhooks', clerkWebhookSecret === null ? off : 'Clerk at /api/webhooks/clerk']]
}

function databaseHost(url: string): string {
  const { hostname, port, pathname } = new URL(url)
  return `${hostname}${port ? `:${port}` : ''}${pathname}`
}
