import { z } from 'zod'
import { lanes } from '../jobs/lanes.ts'

/** What the error report needs to know about a setting besides its schema; a secret is never shown. */
export type SettingInfo = { example: string; secret?: true }

const info = (example: string): SettingInfo => ({ example })
const secretInfo = (example: string): SettingInfo => ({ example, secret: true })

const isOrigin = (value: string): boolean => {
  const url = URL.canParse(value) ? new URL(value) : null
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === ''
  )
}

const isDatabaseUrl = (value: string): boolean =>
  URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol) && new URL(value).hostname !== ''

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)

const list = (fits: (item: string) => boolean, words: string) =>
  z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean),
    )
    .refine((items) => items.every(fits), { error: words })

const isHostName = (host: string): boolean =>
  /^[\w.-]+(:\d{1,5})?$/.test(host) || /^\[[\da-f:]+\](:\d{1,5})?$/i.test(host)

/** `jobs@example.org`, or with a name before it. */
const isSender = (text: string): boolean => {
  const [, named] = /^[^<>\r\n]*<([^<>\s]+)>$/.exec(text) ?? []
  return z.email().safeParse(named ?? text).success
}

const port = z
  .string()
  .default('3000')
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, {
    error: 'is not a whole number from 0 to 65535',
  })
  .transform(Number)

const origin = z
  .string()
  .transform((value) => value.replace(/\/+$/, ''))
  .refine(isOrigin, {
    error: 'is not an address with http:// or https:// and no path',
  })

/** `lane=number,…`; 0: this process doesn't serve the lane. */
const laneConcurrency = z
  .string()
  .default('')
  .refine(
    (text) =>
      text.trim() === '' ||
      text.split(',').every((part) => new RegExp(`^ *(${lanes.join('|')}) *= *\\d{1,3} *$`).test(part)),
    { error: `is not a list of lane=number (lanes: ${lanes.join(', ')}; numbers 0 to 999)` },
  )
  .transform((text) =>
    Object.fromEntries(
      text
        .split(',')
        .filter((part) => part.trim() !== '')
        .map((part) => part.split('=').map((word) => word.trim()))
        .map(([lane = '', places]) => [lane, Number(places)]),
    ),
  )

const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}` })

/** The variables one by one; what they demand of each other is in `settings`. */
export const settingShape = {
  APP_ENV: choice(['local', 'test', 'staging', 'production']).default('local').meta(info('local')),
  HOST: z
    .string()
    .refine((host) => /^[\w.:-]+$/.test(host), { error: 'is not a host name or address' })
    .optional()
    .meta(info('127.0.0.1')),
  PORT: port.meta(info('3000')),
  APP_URL: origin.optional().meta(info('https://jobs.example.org')),
  DATA_DIR: z.string().default('.jobpilot').meta(info('.jobpilot')),
  DATABASE_URL: z
    .string()
    .refine(isDatabaseUrl, { error: 'is not a Postgres address' })
    .optional()
    .meta(secretInfo('postgres://user:password@host:5432/database')),
  ROLE: choice(['web', 'worker', 'all']).default('all').meta(info('all')),
  JOB_CONCURRENCY: laneConcurrency.meta(info('agents=8,default=16')),
  LOG_LEVEL: choice(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .optional()
    .meta(info('info')),
  AUTH_SECRET: z
    .string()
    .min(32, 'is shorter than 32 characters')
    .optional()
    .meta(secretInfo('the output of: openssl rand -base64 32')),
  CLERK_SECRET_KEY: z
    .string()
    .startsWith('sk_', 'does not start with sk_')
    .optional()
    .meta(secretInfo('sk_live_…, from the Clerk dashboard under API keys')),
  CLERK_PUBLISHABLE_KEY: z
    .string()
    .startsWith('pk_', 'does not start with pk_')
    .optional()
    .meta(info('pk_live_…, from the Clerk dashboard under API keys')),
  CLERK_JWT_KEY: z
    .string()
    .transform((text) => text.replaceAll('\\n', '\n'))
    .refine((text) => /^-----BEGIN PUBLIC KEY-----[\s\S]+-----END PUBLIC KEY-----\s*$/.test(text), {
      error: 'is not a PEM public key',
    })
    .optional()
    .meta(secretInfo('"-----BEGIN PUBLIC KEY-----\\n…\\n-----END PUBLIC KEY-----"')),
  CLERK_ISSUER: origin.optional().meta(info('https://clerk.example.org')),
  CLERK_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{16,}={0,2}$/, 'is not a signing secret: whsec_ and base64')
    .optional()
    .meta(secretInfo('whsec_…, from the Clerk dashboard under Webhooks')),
  LINKEDIN_CLIENT_ID: z
    .string()
    .regex(/^\w{6,100}$/, 'is not a client id: letters and digits')
    .optional()
    .meta(info('86abcdefghijkl, from the LinkedIn developer portal under Auth')),
  LINKEDIN_CLIENT_SECRET: z
    .string()
    .min(8, 'is too short for a client secret')
    .optional()
    .meta(secretInfo('the primary client secret beside LINKEDIN_CLIENT_ID')),
  CLERK_AUTHORIZED_PARTIES: list(isOrigin, 'is not a comma-separated list of origins').meta(
    info('https://jobs.example.org'),
  ),
  FILES: choice(['disk']).optional().meta(info('disk')),
  SUPABASE_URL: origin.optional().meta(info('https://abcdefgh.supabase.co')),
  SUPABASE_SERVICE_ROLE_KEY: z
    .string()
    .min(20, 'is too short for a key')
    .optional()
    .meta(secretInfo('sb_secret_…, from the Supabase dashboard under API keys')),
  SUPABASE_BUCKET: z
    .string()
    .refine((name) => /^[a-z0-9][\w.-]{0,99}$/.test(name), { error: 'is not the name of a bucket' })
    .optional()
    .meta(info('jobpilot')),
  FETCH_ALLOW_HOSTS: list(isHostName, 'is not a comma-separated list of host or host:port').meta(
    info('boards.internal:8080'),
  ),
  TRUSTED_PROXIES: z
    .string()
    .default('0')
    .refine((text) => /^\d$/.test(text), { error: 'is not a whole number from 0 to 9' })
    .transform(Number)
    .meta(info('1')),
  CORS_ORIGINS: list(isOrigin, 'is not a comma-separated list of origins').meta(
    info('https://www.example.org'),
  ),
  STREAMS_PER_PERSON: z
    .string()
    .default('20')
    .refine((text) => /^[1-9]\d{0,4}$/.test(text), { error: 'is not a whole number from 1 to 99999' })
    .transform(Number)
    .meta(info('20')),
  SECURITY_CONTACT: z
    .string()
    .refine((text) => z.email().safeParse(text).success || /^https:\/\/\S+$/.test(text), {
      error: 'is neither an e-mail address nor an address that starts with https://',
    })
    .optional()
    .meta(info('security@example.org')),
  RATE_LIMIT_FACTOR: z
    .string()
    .default('1')
    .refine((text) => /^\d{1,7}(\.\d{1,3})?$/.test(text) && Number(text) > 0, {
      error: 'is not a number above 0 and below 10000000',
    })
    .transform(Number)
    .meta(info('1')),
  TRACE_URL: z
    .string()
    .refine((text) => /^https?:\/\//.test(text) && text.includes('{traceId}'), {
      error: 'is not an address with http:// or https:// and {traceId} in it',
    })
    .optional()
    .meta(info('https://traces.example.org/trace/{traceId}')),
  FAILPOINT: z.string().optional().meta(info('before-commit:intake.store')),
  RESEND_API_KEY: z
    .string()
    .startsWith('re_', 'does not start with re_')
    .optional()
    .meta(secretInfo('re_…, from the Resend dashboard under API keys')),
  EMAIL_FROM: z
    .string()
    .refine(isSender, { error: 'is not an address like JobPilot <jobs@example.org>' })
    .optional()
    .meta(info('JobPilot <jobs@example.org>')),
  RESEND_WEBHOOK_SECRET: z
    .string()
    .startsWith('whsec_', 'does not start with whsec_')
    .optional()
    .meta(secretInfo('whsec_…, from the Resend dashboard under Webhooks')),
  RESEND_BASE_URL: origin.default('https://api.resend.com').meta(info('https://api.resend.com')),
  METRICS_PORT: z
    .string()
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, {
      error: 'is not a whole number from 0 to 65535',
    })
    .transform(Number)
    .optional()
    .meta(info('9464')),
  METRICS_TOKEN: z
    .string()
    .min(16, 'is shorter than 16 characters')
    .optional()
    .meta(secretInfo('the output of: openssl rand -base64 32')),
  JOBPILOT_URL: origin.optional().meta(info('https://jobs.example.org')),
  JOBPILOT_TOKEN: z
    .string()
    .min(8, 'is too short for a token')
    .optional()
    .meta(secretInfo('jp_…, from: npm run jobpilot -- token create')),
}

const shape = z.object(settingShape)
export type Settings = z.output<typeof shape>
type Complain = (variable: keyof Settings, message: string) => void

const clerkNames = ['CLERK_SECRET_KEY', 'CLERK_PUBLISHABLE_KEY', 'CLERK_JWT_KEY', 'CLERK_ISSUER'] as const

function checkClerk(values: Settings, complain: Complain): void {
  const missing = clerkNames.filter((name) => values[name] === undefined)
  if (missing.length === 0 || missing.length === clerkNames.length) return
  for (const name of missing) complain(name, 'is missing: Clerk needs all four CLERK_ keys, or none')
}

function checkSignInExtras(values: Settings, complain: Complain): void {
  if (values.CLERK_WEBHOOK_SECRET !== undefined && clerkNames.every((name) => values[name] === undefined))
    complain('CLERK_WEBHOOK_SECRET', 'is of no use without the four CLERK_ keys')
  // A second step that people set up at Clerk would not be asked for on this way in.
  if (values.LINKEDIN_CLIENT_ID !== undefined && clerkNames.some((name) => values[name] !== undefined))
    complain(
      'LINKEDIN_CLIENT_ID',
      'is of no use beside Clerk: switch LinkedIn on in Clerk, and leave it out here',
    )
  if ((values.LINKEDIN_CLIENT_ID === undefined) === (values.LINKEDIN_CLIENT_SECRET === undefined)) return
  const missing = values.LINKEDIN_CLIENT_ID === undefined ? 'LINKEDIN_CLIENT_ID' : 'LINKEDIN_CLIENT_SECRET'
  complain(missing, 'is missing: signing in with LinkedIn needs both LINKEDIN_ settings, or none')
}

/** Where files of people lie must have been decided: on a disk that a deployment throws away they would be lost. */
function checkFiles(values: Settings, complain: Complain): void {
  const { APP_ENV: env, FILES, SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY, SUPABASE_BUCKET } = values
  const isGiven = [SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY, SUPABASE_BUCKET].some(
    (value) => value !== undefined,
  )
  if (FILES === 'disk' && isGiven) {
    complain('FILES', 'says disk, but SUPABASE_ keys are set. Leave out the one or the others')
  } else if (isGiven) {
    const words = 'is missing: Supabase Storage needs SUPABASE_URL and SUPABASE_SERVICE_ROLE_KEY'
    if (!SUPABASE_URL) complain('SUPABASE_URL', words)
    if (!SUPABASE_SERVICE_ROLE_KEY) complain('SUPABASE_SERVICE_ROLE_KEY', words)
  } else if (FILES === undefined && (env === 'staging' || env === 'production')) {
    complain(
      'FILES',
      `is missing: ${env} must know where people’s files are kept. Set SUPABASE_URL and SUPABASE_SERVICE_ROLE_KEY, or FILES=disk when DATA_DIR is a disk that lasts`,
    )
  }
}

function checkLocal(values: Settings, complain: Complain): void {
  if (values.HOST !== undefined && !isLoopback(values.HOST)) {
    complain(
      'HOST',
      'is not a loopback address: APP_ENV=local prints sign-in codes and trusts this machine, so it must not be reachable from others. Set APP_ENV=production to serve them',
    )
  }
}

function checkDeployed(values: Settings, complain: Complain): void {
  const env = values.APP_ENV
  const clerk = clerkNames.every((name) => values[name] !== undefined)
  if (!values.DATABASE_URL) complain('DATABASE_URL', `is missing: ${env} needs a database of its own`)
  if (!values.APP_URL) complain('APP_URL', `is missing: ${env} needs the address that people open`)
  if (clerk) return
  if (!values.AUTH_SECRET)
    complain('AUTH_SECRET', `is missing: ${env} signs sessions with it (or set the four CLERK_ keys)`)
  if (clerkNames.some((name) => values[name] !== undefined) || values.RESEND_API_KEY) return
  complain(
    'RESEND_API_KEY',
    `is missing: no e-mail provider is connected, so in ${env} built-in sign-in could send its codes to nobody. Set RESEND_API_KEY and EMAIL_FROM, or the four CLERK_ keys`,
  )
}

function checkMail(values: Settings, complain: Complain): void {
  if (values.RESEND_API_KEY && !values.EMAIL_FROM)
    complain('EMAIL_FROM', 'is missing: with RESEND_API_KEY mail needs an address that it comes from')
  if (!values.RESEND_API_KEY && values.RESEND_WEBHOOK_SECRET)
    complain('RESEND_API_KEY', 'is missing: RESEND_WEBHOOK_SECRET alone sends no mail')
}

/** The one schema of all settings. */
export const settings = shape.superRefine((values, ctx) => {
  const complain: Complain = (variable, message) =>
    ctx.addIssue({ code: 'custom', path: [variable], message })
  checkClerk(values, complain)
  checkMail(values, complain)
  checkSignInExtras(values, complain)
  checkFiles(values, complain)
  if (values.APP_ENV === 'local') checkLocal(values, complain)
  if (values.APP_ENV === 'staging' || values.APP_ENV === 'production') checkDeployed(values, complain)
  if (values.FAILPOINT !== undefined && values.APP_ENV !== 'test') {
    complain('FAILPOINT', 'kills the process on purpose, so it is allowed with APP_ENV=test only')
  }
  if ((values.JOBPILOT_URL === undefined) !== (values.JOBPILOT_TOKEN === undefined)) {
    const missing = values.JOBPILOT_URL === undefined ? 'JOBPILOT_URL' : 'JOBPILOT_TOKEN'
    complain(
      missing,
      'is missing: the command line reaches a server with JOBPILOT_URL and JOBPILOT_TOKEN together',
    )
  }
})
