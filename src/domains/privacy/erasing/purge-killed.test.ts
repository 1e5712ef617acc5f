import { afterAll, beforeAll, expect, test } from 'vitest'
import { asWorker } from '../../../platform/db/transaction.ts'
import { createTestApp, type TestApp } from '../../../testing/app.ts'
import { until } from '../../../testing/until.ts'
import { startWorkerProcess, type WorkerProcess } from '../../../testing/worker-process.ts'
import { privacySchedules } from '../tasks.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ config: { role: 'web' } })
})
afterAll(() => app.close())

const query = (text: string, values: unknown[] = []) => app.database.pool.query(text, values)

function startWorker(failpoint?: string): WorkerProcess {
  const { authSecret, dataDir } = app.ctx.config
  return startWorkerProcess({
    url: app.database.url,
    env: { AUTH_SECRET: authSecret, DATA_DIR: dataDir },
    ...(failpoint ? { failpoint } : {}),
  })
}

test('a purge whose process is killed after the rows are gone is finished by another', async () => {
  const { userId, client } = await app.signIn('gone@example.org')
  await client.privacy.deletion.request.mutate()
  await query(`update users set purge_after = now() - interval '1 minute' where id = $1`, [userId])
  await app.ctx.storage.put(`${userId}/file`, Buffer.from('x'), 'text/plain')
  const hourly = privacySchedules.find(({ name }) => name === 'privacy.purgeDue')
  if (!hourly) throw new Error('no schedule')
  await asWorker(app.ctx.db, (tx) => app.ctx.jobs.enqueue(tx, hourly.task, {}, { userId: null }))

  const doomed = startWorker('after:purge.rows')
  expect((await doomed.ended).signal).toBe('SIGKILL')
  expect((await query('select 1 from users where id = $1', [userId])).rows).toEqual([])
  const waiting = await query('select findings, verified_at from erasure')
  expect(waiting.rows).toEqual([{ findings: 0, verified_at: null }])

  const heir = startWorker()
  try {
    await until(async () => {
      const { rows } = await query(`select state from job where task = 'privacy.purge'`)
      return rows[0]?.state === 'succeeded'
    }, 30_000)
  } finally {
    await heir.stop()
  }
  const verified = await query('select findings, verified_at from erasure')
  expect(verified.rows).toEqual([{ findings: 0, verified_at: expect.any(Date) }])
  expect(await app.ctx.storage.get(`${userId}/file`)).toBeNull()
  const left = await query('select id from job where job::text like $1', [`%${userId}%`])
  expect(left.rows).toEqual([])
}, 60_000)
