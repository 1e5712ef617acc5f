import { afterAll, beforeAll, expect, test } from 'vitest'
import { asWorker } from './platform/db/transaction.ts'
import { queueEmail } from './platform/email/outbox.ts'
import { createResendEmail } from './platform/email/resend-email.ts'
import { sendEmailTask } from './platform/email/tasks.ts'
import { startWorker } from './platform/jobs/run-worker.ts'
import { createTestApp, type TestApp } from './testing/app.ts'
import { emailSamples } from './testing/email-samples.ts'
import { startFakeResend, type FakeResend } from './testing/fake-resend.ts'
import { until } from './testing/until.ts'
import { startWorkerProcess, type WorkerProcess } from './testing/worker-process.ts'

let app: TestApp
let provider: FakeResend
let victim: WorkerProcess | null = null
const from = 'jobs@example.org'

beforeAll(async () => {
  provider = await startFakeResend()
  const { apiKey, url: baseUrl } = provider
  const email = createResendEmail({ apiKey, from, baseUrl, now: () => new Date() })
  app = await createTestApp({ config: { role: 'web' }, email })
})
afterAll(async () => {
  await victim?.kill()
  await app.close()
  await provider.close()
})

const queueNotice = () =>
  asWorker(app.ctx.db, (tx) =>
    queueEmail(tx, app.ctx, { ...emailSamples.security_notice, userId: null, to: 'ada@example.org' }),
  )

const stateOf = (id: string) =>
  asWorker(app.ctx.db, (tx) =>
    tx.selectFrom('email_message').select(['state', 'tries']).where('id', '=', id).executeTakeFirstOrThrow(),
  )

/** The whole program as a worker of its own, with a provider of its own. */
async function startVictim(failpoint?: string): Promise<WorkerProcess> {
  victim = startWorkerProcess({
    url: app.database.url,
    ...(failpoint ? { failpoint } : {}),
    env: { RESEND_API_KEY: provider.apiKey, RESEND_BASE_URL: provider.url, EMAIL_FROM: from },
  })
  await victim.ready
  return victim
}

/** Another worker finds what the dead one left; the provider's list then has the mail once. */
async function expectSentOnce(id: string): Promise<void> {
  const worker = await startWorker({ ctx: app.ctx, tasks: [sendEmailTask], sweepMs: 50 })
  await until(async () => (await stateOf(id)).state === 'sent')
  await worker.stop()
  expect(await stateOf(id)).toEqual({ state: 'sent', tries: 2 })
  expect(provider.asked.filter((key) => key === id).length).toBe(2)
  expect(provider.mails.filter(({ key }) => key === id).length).toBe(1)
}

test('killed while the provider has the mail and owes the answer, it goes out once', async () => {
  provider.answer('hold')
  const worker = await startVictim()
  const id = await queueNotice()
  await until(async () => provider.asked.includes(id))
  await worker.kill()
  provider.answer('accept')
  await expectSentOnce(id)
}, 30_000)

test('killed between the provider’s answer and our record of it, it goes out once', async () => {
  const worker = await startVictim('before-commit:email.send')
  const id = await queueNotice()
  expect((await worker.ended).signal).toBe('SIGKILL')
  expect(provider.mails.filter(({ key }) => key === id).length).toBe(1)
  await expectSentOnce(id)
}, 30_000)
