import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { freePort } from './testing/free-port.ts'
import { createTestApp, type TestApp, type TestAppOptions } from './testing/app.ts'
import { until } from './testing/until.ts'
import { asWorker } from './platform/db/transaction.ts'
import { defineTask } from './platform/jobs/define-task.ts'

let app: TestApp
afterEach(() => app.close())

const task = defineTask({
  name: 'test.count',
  lane: 'scraping',
  payload: z.object({ fails: z.boolean() }),
  maxAttempts: 1,
  handle: async (_ctx, job) => {
    if (job.payload.fails) throw new Error('no')
  },
})

async function appWith(config: TestAppOptions['config']): Promise<TestApp> {
  app = await createTestApp({ tasks: [task], config: { role: 'all', ...config } })
  return app
}

const enqueue = (fails: boolean, runAt?: Date) =>
  asWorker(app.ctx.db, (tx) =>
    app.ctx.jobs.enqueue(tx, task, { fails }, { userId: null, ...(runAt ? { runAt } : {}) }),
  )

test('Prometheus reads what waits, runs and ended, by lane and task, with the token alone', async () => {
  await appWith({ metrics: { port: null, token: 'a token of sixteen and more' } })
  await enqueue(false)
  await enqueue(true)
  await enqueue(false, new Date(Date.now() + 3_600_000))
  const read = (token: string) => app.fetch('/metrics', { headers: { authorization: `Bearer ${token}` } })
  expect((await app.fetch('/metrics')).status).toBe(401)
  expect((await read('a token of sixteen and mor')).status).toBe(401)
  const place = 'lane="scraping",task="test.count"'
  const text = await until(async () => {
    const answer = await read('a token of sixteen and more')
    expect(answer.status).toBe(200)
    const shown = await answer.text()
    return shown.includes(`jobpilot_job_wait_seconds_count{${place}} 2`) ? shown : null
  })
  expect(text).toContain(`jobpilot_job_attempts_total{${place},outcome="succeeded"} 1`)
  expect(text).toContain(`jobpilot_job_attempts_total{${place},outcome="failed"} 1`)
  expect(text).toContain(`jobpilot_job_duration_seconds_bucket{${place},le="+Inf"} 2`)
  expect(text).toContain(`jobpilot_jobs_queued{${place}} 0`)
  expect(text).toContain(`jobpilot_jobs_scheduled{${place}} 1`)
  expect(text).toMatch(new RegExp(`jobpilot_jobs_oldest_seconds\\{${place}\\} 0\\b`))
})

test('on a port of their own they are read there without a token, and not on the public one', async () => {
  const port = await freePort()
  await appWith({ metrics: { port, token: null } })
  await enqueue(false, new Date(Date.now() + 3_600_000))
  const own = await fetch(`http://127.0.0.1:${port}/metrics`)
  expect(own.headers.get('content-type')).toMatch(/^text\/plain; version=0.0.4/)
  expect(await own.text()).toContain('# TYPE jobpilot_jobs_queued gauge')
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404)
  expect((await app.fetch('/metrics')).headers.get('content-type')).toMatch(/html/)
})
