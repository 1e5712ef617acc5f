import type { Config } from '../config.ts'

/** Settings of a test's application: its own database, any free port, quiet. */
export function testConfig(overrides: Partial<Config> & Pick<Config, 'databaseUrl' | 'dataDir'>): Config {
  return {
    appEnv: 'test',
    version: '0.0.0-test',
    host: '127.0.0.1',
    port: 0,
    appUrl: 'http://localhost:3000',
    laneConcurrency: {},
    role: 'all',
    logLevel: 'silent',
    authSecret: 'a secret of tests, as long as the real one',
    clerk: null,
    clerkWebhookSecret: null,
    linkedin: null,
    supabase: null,
    resend: null,
    resendWebhookSecret: null,
    fetchAllowHosts: [],
    corsOrigins: [],
    trustedProxies: 0,
    streamsPerPerson: 20,
    // What is tested elsewhere must not meet the limits.
    rateLimitFactor: 1_000,
    securityContact: null,
    traceUrl: null,
    metrics: null,
    failpoint: null,
    remote: null,
    warnings: [],
    ...overrides,
  }
}
