import { afterEach, expect, test } from 'vitest'
import { createApp } from './app.ts'
import type { Health } from './platform/http/health.ts'
import { createTestApp, type TestApp } from './testing/app.ts'
import { testConfig } from './testing/config.ts'
import { createFlakyProxy, type FlakyProxy } from './testing/flaky-proxy.ts'
import { createTestDatabase } from './testing/database.ts'
import { until } from './testing/until.ts'

const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

async function ask(url: string): Promise<Health & { tookMs: number }> {
  const started = performance.now()
  const health = (await (await fetch(`${url}/api/v1/health`)).json()) as Health
  return { ...health, tookMs: performance.now() - started }
}

test('degraded while no worker lives anywhere, healthy as soon as one does', async () => {
  const app: TestApp = await createTestApp({ config: { role: 'web' } })
  cleanUps.push(() => app.close())
  expect(await ask(app.url)).toMatchObject({ status: 'degraded', checks: { database: 'ok', worker: 'down' } })
  expect((await app.fetch('/readyz')).status).toBe(200)

  const { config } = app.ctx
  const worker = await createApp(testConfig({ ...config, role: 'worker' }))
  expect(await worker.start()).toEqual({ url: null })
  await until(async () => (await ask(app.url)).status === 'healthy')
  await worker.stop()
  expect(await ask(app.url)).toMatchObject({ status: 'degraded', checks: { worker: 'down' } })
}, 30_000)

async function appBehindProxy(): Promise<{ url: string; proxy: FlakyProxy }> {
  const database = await createTestDatabase()
  cleanUps.push(() => database.drop())
  const proxy = await createFlakyProxy(database.url)
  cleanUps.push(() => proxy.close())
  const app = await createApp(testConfig({ databaseUrl: proxy.url, dataDir: '/nonexistent' }))
  const { url } = await app.start()
  cleanUps.push(() => app.stop({ drainMs: 500 }))
  return { url: url ?? '', proxy }
}

test.each(['hang', 'cut'] as const)(
  'a database that is away (%s) is told within two seconds, and its return too',
  async (how) => {
    const { url, proxy } = await appBehindProxy()
    await until(async () => (await ask(url)).status === 'healthy')
    proxy[how]()
    const away = await ask(url)
    expect(away).toMatchObject({ status: 'degraded', checks: { database: 'down' } })
    expect(away.tookMs).toBeLessThan(2_000)
    expect((await fetch(`${url}/readyz`)).status).toBe(503)
    expect((await fetch(`${url}/livez`)).status).toBe(200)
    expect((await ask(url)).tookMs).toBeLessThan(2_000)
    proxy.heal()
    await until(async () => (await ask(url)).status === 'healthy', 15_000)
  },
  40_000,
)

test('while the database refuses, calls say so instead of breaking', async () => {
  const { url, proxy } = await appBehindProxy()
  proxy.cut()
  const response = await fetch(`${url}/api/v1/users/me`, {
    headers: { authorization: 'Bearer jp_something' },
  })
  expect([response.status, await response.json()]).toMatchObject([
    503,
    { error: { code: 'database_unavailable' } },
  ])
}, 30_000)
