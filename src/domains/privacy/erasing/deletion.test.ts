import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../../platform/clock.ts'
import { asWorker } from '../../../platform/db/transaction.ts'
import { createTestApp, type TestApp } from '../../../testing/app.ts'
import { until } from '../../../testing/until.ts'
import { privacySchedules } from '../tasks.ts'
import { createDeleteSignIn } from './delete-clerk-user.ts'

let app: TestApp
/** How far the application's clock is ahead, ms. */
let later = 0
beforeAll(async () => {
  const clock = { ...systemClock, now: () => new Date(Date.now() + later) }
  app = await createTestApp({ clock })
})
afterAll(() => app.close())

const query = (text: string, values: unknown[] = []) => app.database.pool.query(text, values)
const mailsTo = (email: string) => app.mails.filter(({ to }) => to === email)

/** Runs what the hourly schedule would. */
async function runHourly(): Promise<void> {
  const schedule = privacySchedules.find(({ name }) => name === 'privacy.purgeDue')
  if (!schedule) throw new Error('no schedule')
  const jobId = await asWorker(app.ctx.db, (tx) =>
    app.ctx.jobs.enqueue(tx, schedule.task, {}, { userId: null }),
  )
  await until(async () => {
    const { rows } = await query('select state from job where id = $1', [jobId])
    return rows[0]?.state === 'succeeded'
  })
}

test('who asks to be deleted is out everywhere but here, and can do nothing but come back', async () => {
  const email = 'ada@example.org'
  const elsewhere = await app.signIn(email)
  const here = await app.signIn(email)
  const { token } = await here.client.tokens.create.mutate({ name: 'mine' })
  await query(
    `insert into job (task, lane, payload, user_id, max_attempts, run_at)
     values ('agents.match', 'agents', '{}', $1, 1, now() + interval '1 hour')`,
    [here.userId],
  )
  const leaving = await here.client.privacy.deletion.request.mutate()
  const days = (Date.parse(leaving.purgeAfter ?? '') - Date.now()) / 86_400_000
  expect(leaving.state).toBe('leaving')
  expect(days).toBeGreaterThan(29.9)
  expect(days).toBeLessThan(30.1)

  await expect(elsewhere.client.users.me.query()).rejects.toThrow(/sign in/i)
  const byToken = await app.fetch('/api/v1/users/me', { headers: { authorization: `Bearer ${token}` } })
  expect(byToken.status).toBe(401)
  await expect(here.client.resumes.list.query({})).rejects.toThrow(/going to be deleted/)
  expect(await here.client.privacy.deletion.status.query()).toEqual(leaving)
  const { rows } = await query('select state from job where user_id = $1 and task = $2', [
    here.userId,
    'agents.match',
  ])
  expect(rows).toEqual([{ state: 'cancelled' }])
  await until(async () => mailsTo(email).some(({ subject }) => /delet/i.test(subject)))

  const back = await here.client.privacy.deletion.cancel.mutate()
  expect(back).toEqual({ state: 'active', requestedAt: null, purgeAfter: null })
  expect((await here.client.resumes.list.query({})).items).toEqual([])
  expect(await here.client.tokens.list.query()).toEqual([])
  await expect(here.client.privacy.deletion.cancel.mutate()).rejects.toThrow(/nothing to cancel/)
  const audited = await query('select action from audit_event where subject_id = $1 order by id', [
    here.userId,
  ])
  expect(audited.rows.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['privacy.deletion_requested', 'privacy.deletion_cancelled']),
  )
})

test('signing in again is the way back, and a sign-in of long ago is not enough to leave', async () => {
  const bea = await app.signIn('bea@example.org')
  later = 20 * 60_000
  await expect(bea.client.privacy.deletion.request.mutate()).rejects.toThrow(/confirm that it is you/)
  later = 0
  await bea.client.privacy.deletion.request.mutate()
  const again = await app.signIn('bea@example.org')
  expect(await again.client.privacy.deletion.status.query()).toMatchObject({ state: 'leaving' })
  expect(await again.client.privacy.deletion.cancel.mutate()).toMatchObject({ state: 'active' })
})

test('a week before the end they are told once, and at the end everything goes by itself', async () => {
  const email = 'cem@example.org'
  const cem = await app.signIn(email)
  await cem.client.privacy.deletion.request.mutate()
  const before = await until(async () => mailsTo(email).length > 1 && mailsTo(email).length)
  await runHourly()
  expect(mailsTo(email)).toHaveLength(before)
  await query(`update users set purge_after = now() + interval '6 days' where id = $1`, [cem.userId])
  await runHourly()
  await runHourly()
  await until(async () => mailsTo(email).length === before + 1)
  const reminded = await query(`select recipient from email_message where kind = 'deletion_reminder'`)
  expect(reminded.rows).toEqual([{ recipient: email }])

  await query(`update users set purge_after = now() - interval '1 minute' where id = $1`, [cem.userId])
  await expect(cem.client.privacy.deletion.cancel.mutate()).rejects.toThrow(/can’t be cancelled/)
  await runHourly()
  await until(async () => {
    const { rows } = await query(`select state, result from job where task = 'privacy.purge'`)
    return rows[0]?.state === 'succeeded'
  }, 30_000)
  const left = await query('select 1 from users where id = $1', [cem.userId])
  expect(left.rows).toEqual([])
  const { rows } = await query('select findings, verified_at from erasure')
  expect(rows).toEqual([{ findings: 0, verified_at: expect.any(Date) }])
  await until(async () => mailsTo(email).length === before + 2)
  const jobs = await query('select count(*)::int as n from job t where t::text like $1', [`%${cem.userId}%`])
  expect(jobs.rows).toEqual([{ n: 0 }])
})

test('who isn’t at the sign-in provider any more is deleted there; other trouble is tried again', async () => {
  const answers = [200, 404, 500]
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.writeHead(answers.shift() ?? 500, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ id: 'user_1', object: 'user', deleted: true, errors: [] }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const clerk = {
    secretKey: 'sk_test_example',
    publishableKey: 'pk_test_example',
    jwtKey: '',
    issuer: 'https://clerk.example.org',
    authorizedParties: [],
  }
  try {
    const deleteSignIn = createDeleteSignIn({ ...app.ctx.config.clerk, ...clerk }, `http://127.0.0.1:${port}`)
    await deleteSignIn?.('user_1')
    await deleteSignIn?.('user_1')
    await expect(deleteSignIn?.('user_1')).rejects.toMatchObject({ status: 500 })
    expect(asked[0]).toBe('DELETE /v1/users/user_1')
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})
