import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ConfigError, describeConfig, loadConfig, type Config } from './config.ts'
import { settingNames } from './platform/config/problems.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jobpilot-config-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const pem = '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----'
const clerk = {
  CLERK_SECRET_KEY: 'sk_live_hush',
  CLERK_PUBLISHABLE_KEY: 'pk_live_x',
  CLERK_JWT_KEY: pem,
  CLERK_ISSUER: 'https://clerk.example.org',
}
const deployed = {
  DATABASE_URL: 'postgres://u:hidden@db.example.org/jobpilot',
  APP_URL: 'https://jobs.example.org',
  FILES: 'disk',
}

function load(env: Record<string, string>, dotenv?: string): Config {
  const dotenvPath = path.join(folder, '.env')
  if (dotenv !== undefined) writeFileSync(dotenvPath, dotenv)
  return loadConfig({ DATA_DIR: path.join(folder, 'data'), ...env }, { dotenvPath })
}

function problemsOf(env: Record<string, string>, dotenv?: string): string[] {
  try {
    load(env, dotenv)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe('local', () => {
  test('needs nothing and listens on this machine only', () => {
    const config = load({})
    expect(config).toMatchObject({
      appEnv: 'local',
      host: '127.0.0.1',
      port: 3000,
      appUrl: 'http://localhost:3000',
      databaseUrl: null,
      role: 'all',
      clerk: null,
      remote: null,
    })
  })

  test('keeps its data beside package.json, wherever the command was called', () => {
    const config = loadConfig({ APP_ENV: 'test', AUTH_SECRET: 'x'.repeat(32) }, { dotenvPath: null })
    expect(config.dataDir).toBe(path.resolve(import.meta.dirname, '..', '.jobpilot'))
  })

  test('makes its secret once, readable by its owner only', () => {
    const first = load({})
    expect(first.authSecret.length).toBeGreaterThanOrEqual(32)
    expect(load({}).authSecret).toBe(first.authSecret)
    expect(statSync(path.join(folder, 'data', 'auth-secret')).mode & 0o777).toBe(0o600)
  })

  test('refuses an address that others could reach, and says why', () => {
    expect(problemsOf({ HOST: '0.0.0.0' })).toEqual([
      expect.stringMatching(/^HOST \("0\.0\.0\.0"\).*sign-in codes.*Example: HOST=127\.0\.0\.1$/),
    ])
    expect(problemsOf({ HOST: '::1' })).toEqual([])
  })
})

describe('problems', () => {
  test('are all named at once, with what is wrong and an example', () => {
    const problems = problemsOf({
      PORT: '80a',
      ROLE: 'webb',
      DATABASE_URL: 'mysql://u:hidden@h/d',
      APP_ENV: 'production',
    })
    const named = problems.map((line) => line.replace(/ .*/, ''))
    expect(named.toSorted()).toEqual([
      'APP_URL',
      'AUTH_SECRET',
      'DATABASE_URL',
      'FILES',
      'PORT',
      'RESEND_API_KEY',
      'ROLE',
    ])
    expect(problems.every((line) => line.includes('Example: '))).toBe(true)
    expect(problems).toContain('PORT ("80a") is not a whole number from 0 to 65535. Example: PORT=3000')
  })

  test('never show the value of a secret', () => {
    const problems = problemsOf({
      DATABASE_URL: 'mysql://u:hidden@h/d',
      AUTH_SECRET: 'hidden',
      CLERK_SECRET_KEY: 'hidden',
    })
    expect(problems.length).toBeGreaterThanOrEqual(3)
    expect(problems.join()).not.toContain('hidden')
  })

  test.each(['65536', '-1', '1e3', ' ', '3000.5'])('PORT=%s', (value) => {
    expect(problemsOf({ PORT: value })).toHaveLength(value.trim() === '' ? 0 : 1)
  })

  test('some Clerk keys without the others', () => {
    const { CLERK_JWT_KEY: _left, ...rest } = clerk
    expect(problemsOf(rest)).toEqual([expect.stringMatching(/^CLERK_JWT_KEY is missing/)])
  })

  test('some Supabase keys without the others, or beside FILES=disk', () => {
    const [url, key] = ['https://x.supabase.co', 'sb_secret_hidden_hidden']
    expect(problemsOf({ SUPABASE_URL: url })).toEqual([
      expect.stringMatching(/^SUPABASE_SERVICE_ROLE_KEY is missing/),
    ])
    expect(problemsOf({ SUPABASE_BUCKET: 'files' })).toHaveLength(2)
    const both = problemsOf({ SUPABASE_URL: url, SUPABASE_SERVICE_ROLE_KEY: key, FILES: 'disk' })
    expect(both).toEqual([expect.stringMatching(/^FILES .*Leave out/)])
    expect(both.join()).not.toContain('hidden')
  })

  test('a failpoint outside of test', () => {
    expect(problemsOf({ FAILPOINT: 'before-commit:intake.store' })).toEqual([
      expect.stringMatching(/APP_ENV=test only/),
    ])
    expect(load({ FAILPOINT: 'x', APP_ENV: 'test' }).failpoint).toBe('x')
  })
})

describe('deployed', () => {
  test('built-in sign-in is refused while no provider could deliver its codes', () => {
    const problems = problemsOf({ ...deployed, APP_ENV: 'staging', AUTH_SECRET: 'x'.repeat(32) })
    expect(problems).toEqual([expect.stringMatching(/^RESEND_API_KEY is missing: no e-mail provider/)])
  })

  test('with a mail provider built-in sign-in starts, and says where mail comes from', () => {
    const given = {
      ...deployed,
      APP_ENV: 'production',
      AUTH_SECRET: 'x'.repeat(32),
      RESEND_API_KEY: 're_hidden',
    }
    expect(problemsOf(given)).toEqual([expect.stringMatching(/^EMAIL_FROM is missing/)])
    const config = load({ ...given, EMAIL_FROM: 'JobPilot <jobs@example.org>' })
    expect(config.resend).toEqual({
      apiKey: 're_hidden',
      from: 'JobPilot <jobs@example.org>',
      baseUrl: 'https://api.resend.com',
    })
    expect(describeConfig(config)).toContain('Resend, from JobPilot <jobs@example.org>')
    expect(describeConfig(config)).not.toContain('hidden')
  })

  test.each(['jobs', 'JobPilot jobs@example.org', 'A <a@example.org>, B <b@example.org>', '<@>'])(
    'EMAIL_FROM=%s',
    (from) => {
      const problems = problemsOf({ EMAIL_FROM: from, RESEND_API_KEY: 're_x' })
      expect(problems).toEqual([expect.stringMatching(/EMAIL_FROM .*is not an address/)])
    },
  )

  test('where files are kept must have been said: not configured is no place', () => {
    const { FILES: _left, ...undecided } = { ...deployed, ...clerk, APP_ENV: 'production' }
    expect(problemsOf(undecided)).toEqual([
      expect.stringMatching(/^FILES is missing.*SUPABASE_URL.*SUPABASE_SERVICE_ROLE_KEY.*FILES=disk/),
    ])
    expect(load({ ...undecided, FILES: 'disk' }).supabase).toBeNull()
    const [SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY] = ['https://x.supabase.co', 'sb_secret_hidden_hidden']
    const config = load({ ...undecided, SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY })
    expect(config.supabase).toEqual({
      url: SUPABASE_URL,
      serviceKey: SUPABASE_SERVICE_ROLE_KEY,
      bucket: 'jobpilot',
    })
    const table = describeConfig(config)
    expect(table).toMatch(/files +Supabase Storage \(bucket jobpilot of x\.supabase\.co\)/)
    expect(table).not.toContain('hidden')
  })

  test('with Clerk it starts, and all processes share one secret', () => {
    const config = load({ ...deployed, ...clerk, APP_ENV: 'production' })
    expect(config.host).toBe('0.0.0.0')
    expect(config.clerk?.authorizedParties).toEqual(['https://jobs.example.org'])
    expect(load({ ...deployed, ...clerk, APP_ENV: 'production' }).authSecret).toBe(config.authSecret)
    expect(config.authSecret).not.toContain('hush')
  })
})

describe('.env', () => {
  test('fills in what the environment leaves open; the environment wins; empty means unset', () => {
    const config = load(
      { PORT: '4001', ROLE: '' },
      'PORT=4000\nROLE=worker\nLOG_LEVEL=\nexport CORS_ORIGINS=https://a.example, https://b.example\n',
    )
    expect(config).toMatchObject({
      port: 4001,
      role: 'worker',
      logLevel: 'warn',
      corsOrigins: ['https://a.example', 'https://b.example'],
    })
  })

  test('keys may span lines or be escaped', () => {
    const lines = (key: string) =>
      Object.entries({ ...clerk, CLERK_JWT_KEY: key }).map(([name, value]) => `${name}="${value}"`)
    expect(load({}, lines(pem).join('\n')).clerk?.jwtKey).toBe(pem)
    expect(load({ ...clerk, CLERK_JWT_KEY: pem.replaceAll('\n', '\\n') }).clerk?.jwtKey).toBe(pem)
  })

  test('names a slip with what was probably meant', () => {
    const problems = problemsOf({}, 'DATABSE_URL=postgres://u:hidden@h/d\nPROT=4000\n')
    expect(problems.map((line) => line.replace(/^(\S+).*mean (\S+)\?$/, '$1 → $2'))).toEqual([
      'DATABSE_URL → DATABASE_URL',
      'PROT → PORT',
    ])
  })

  test("lets another program's keys stand, with a warning", () => {
    const config = load({}, 'COMPOSE_PROJECT_NAME=x\nFIXTURES_DIR=/somewhere\n')
    expect(config.warnings).toEqual([expect.stringContaining('COMPOSE_PROJECT_NAME')])
  })

  test('names a line that sets nothing', () => {
    expect(problemsOf({}, '# fine\n\nPORT 4000\n')).toEqual([expect.stringMatching(/line 3 sets nothing/)])
  })
})

test('the start table says what is on and shows no secret', () => {
  const config = load({
    ...deployed,
    ...clerk,
    APP_ENV: 'production',
    FETCH_ALLOW_HOSTS: 'boards.internal:8080',
  })
  const table = describeConfig(config)
  expect(table).toMatch(/database +DATABASE_URL \(db\.example\.org\/jobpilot\)/)
  expect(table).toMatch(/sign-in +Clerk/)
  expect(table).toContain('boards.internal:8080')
  expect(table).not.toMatch(/hidden|hush/)
  expect(table).not.toContain(config.authSecret)
  expect(describeConfig(load({}))).toMatch(/embedded Postgres/)
})

test('.env.example names every setting and is itself valid', () => {
  const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
  const named = [...text.matchAll(/^#? ?([A-Z_]+)=/gm)].flatMap((match) => match.slice(1))
  expect(named.toSorted()).toEqual(settingNames.toSorted())
  expect(problemsOf({}, text)).toEqual([])
})

test('a secret that cannot be read is no silent new secret', () => {
  load({})
  const file = path.join(folder, 'data', 'auth-secret')
  rmSync(file)
  writeFileSync(file, '')
  chmodSync(file, 0o600)
  expect(() => load({})).toThrow(/auth-secret/)
})

describe('sign-in by others', () => {
  const linkedin = { LINKEDIN_CLIENT_ID: '86abcdefghijkl', LINKEDIN_CLIENT_SECRET: 'hidden-secret' }
  const webhooks = { CLERK_WEBHOOK_SECRET: 'whsec_aGlkZGVuIGhpZGRlbiBoaWRkZW4=' }

  test('LinkedIn needs both its settings', () => {
    expect(load(linkedin).linkedin).toEqual({ clientId: '86abcdefghijkl', clientSecret: 'hidden-secret' })
    expect(load({}).linkedin).toBeNull()
    for (const [name, value] of Object.entries(linkedin)) {
      const missing = Object.keys(linkedin).find((other) => other !== name)
      expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(`^${missing} is missing`)])
    }
  })

  test('LinkedIn and the secret of Clerk’s messages each belong to one way of signing in', () => {
    expect(problemsOf(webhooks)).toEqual([expect.stringContaining('CLERK_WEBHOOK_SECRET is of no use')])
    expect(problemsOf({ ...clerk, ...linkedin })).toEqual([
      expect.stringMatching(/^LINKEDIN_CLIENT_ID .*is of no use beside Clerk/),
    ])
    expect(load({ ...clerk, ...webhooks }).clerkWebhookSecret).toBe(webhooks.CLERK_WEBHOOK_SECRET)
    expect(problemsOf({ ...clerk, CLERK_WEBHOOK_SECRET: 'secret' })).toHaveLength(1)
  })

  test('the start table says what is on, and no secret', () => {
    expect(describeConfig(load({}))).not.toMatch(/webhooks|LinkedIn/)
    expect(describeConfig(load(linkedin))).toMatch(/sign-in .*6-digit code, LinkedIn/)
    expect(describeConfig(load(clerk))).toMatch(/webhooks .*off; set CLERK_WEBHOOK_SECRET/)
    const table = describeConfig(load({ ...clerk, ...webhooks }))
    expect(table).toContain('Clerk at /api/webhooks/clerk')
    expect(table + describeConfig(load(linkedin))).not.toMatch(/hidden|whsec/)
  })
})
