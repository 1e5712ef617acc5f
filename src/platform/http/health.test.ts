import { expect, test } from 'vitest'
import { createHealth } from './health.ts'

const base = { version: '1.2.3', environment: 'test' }

test('names what is down, and is healthy again when it is back', async () => {
  let broken = true
  const health = createHealth({
    ...base,
    checks: {
      database: async () => {},
      worker: async () => (broken ? Promise.reject(new Error('gone')) : undefined),
    },
  })
  expect(await health()).toEqual({ ...base, status: 'degraded', checks: { database: 'ok', worker: 'down' } })
  broken = false
  expect(await health()).toEqual({ ...base, status: 'healthy', checks: { database: 'ok', worker: 'ok' } })
})

test('a check that hangs is down in time', async () => {
  const health = createHealth({ ...base, limitMs: 50, checks: { database: () => new Promise(() => {}) } })
  const started = performance.now()
  expect((await health()).checks).toEqual({ database: 'down' })
  expect(performance.now() - started).toBeLessThan(1_000)
})
