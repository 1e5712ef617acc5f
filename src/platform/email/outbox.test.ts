import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { emailSamples } from '../../testing/email-samples.ts'
import { startFakeResend, type FakeResend } from '../../testing/fake-resend.ts'
import { createJobBench, type JobBench } from '../../testing/job-bench.ts'
import { until } from '../../testing/until.ts'
import { asUser, asWorker } from '../db/transaction.ts'
import { sendAgain } from '../jobs/queries.ts'
import { dropStaleCodes } from './drop-stale-codes.ts'
import { noEmail } from './no-email.ts'
import { queueEmail, writeMessage, type OutboxMessage } from './outbox.ts'
import { createResendEmail } from './resend-email.ts'
import { sendNow } from './send-now.ts'
import { addOptOut, suppressAddress } from './suppression-queries.ts'
import { sendEmailTask } from './tasks.ts'
import { hashAddress } from './unsubscribe.ts'

let provider: FakeResend
let bench: JobBench
let ada: string
let count = 0

beforeAll(async () => {
  bench = await createJobBench([sendEmailTask])
  await bench.work({ graceMs: 100 })
  ada = await bench.addPerson()
})
beforeEach(async () => {
  provider = await startFakeResend()
  const { apiKey, url: baseUrl } = provider
  bench.ctx.email = createResendEmail({
    apiKey,
    from: 'jobs@example.org',
    baseUrl,
    now: () => bench.ctx.clock.now(),
  })
})
afterEach(() => provider.close())
afterAll(() => bench.stop())

const address = () => `reader${count++}@example.org`
const notice = (to: string): OutboxMessage => ({ ...emailSamples.security_notice, userId: ada, to })
const codeTo = (to: string): OutboxMessage => ({ ...emailSamples.sign_in_code, userId: null, to })

const queue = (message: OutboxMessage) => asWorker(bench.ctx.db, (tx) => queueEmail(tx, bench.ctx, message))

function readMessage(id: string) {
  return asWorker(bench.ctx.db, (tx) =>
    tx.selectFrom('email_message').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )
}

async function jobOf(messageId: string): Promise<string> {
  const row = await asWorker(bench.ctx.db, (tx) =>
    tx
      .selectFrom('job')
      .select('id')
      .where(sql`payload->>'messageId'`, '=', messageId)
      .executeTakeFirstOrThrow(),
  )
  return row.id
}

function inState(id: string, state: string) {
  return until(async () => {
    const row = await readMessage(id)
    return row.state === state ? row : null
  })
}

describe('a mail in the outbox', () => {
  test('goes out after the commit, and what it said doesn’t stay', async () => {
    const to = address()
    const id = await queue(notice(to.toUpperCase()))
    const row = await inState(id, 'sent')
    expect(row).toMatchObject({ recipient: to, html: null, text_body: null, tries: 1, error: null })
    expect(row.provider_id).toBe(provider.mails[0]?.id)
    expect(row.sent_at).toBeInstanceOf(Date)
    expect(provider.mails).toMatchObject([{ to, key: id, subject: row.subject, from: 'jobs@example.org' }])
    expect(provider.mails[0]?.html).toContain('Firefox on Linux')
    expect(provider.mails[0]?.text).toContain('Firefox on Linux')
  })

  test('does not exist where the transaction fails', async () => {
    const to = address()
    const failing = asWorker(bench.ctx.db, async (tx) => {
      await queueEmail(tx, bench.ctx, notice(to))
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    await inState(await queue(notice(address())), 'sent')
    expect(provider.mails.map((mail) => mail.to)).not.toContain(to)
  })

  test('can be written in the person’s own transaction, to themselves only, and not read there', async () => {
    const to = address()
    const id = await asUser(bench.ctx.db, ada, (tx) => queueEmail(tx, bench.ctx, notice(to)))
    await inState(id, 'sent')
    const eve = await bench.addPerson()
    const foreign = asUser(bench.ctx.db, eve, (tx) => queueEmail(tx, bench.ctx, notice(to)))
    await expect(foreign).rejects.toThrow(/row-level security/)
    const reading = asUser(bench.ctx.db, ada, (tx) => tx.selectFrom('email_message').selectAll().execute())
    await expect(reading).rejects.toThrow(/permission denied/)
  })

  test('goes once although its job runs twice', async () => {
    const id = await queue(notice(address()))
    await inState(id, 'sent')
    const again = await bench.enqueue(sendEmailTask, { messageId: id })
    expect((await bench.inState(again, 'succeeded')).result).toEqual({ outcome: 'over' })
    expect(provider.asked).toEqual([id])
  })

  test('of which the provider has heard, though nobody noted it, goes with the same key', async () => {
    const id = await queue(notice(address()))
    await inState(id, 'sent')
    const { html = '', text: text_body = '' } = provider.mails[0] ?? {}
    await asWorker(bench.ctx.db, (tx) =>
      tx
        .updateTable('email_message')
        .set({ state: 'queued', html, text_body })
        .where('id', '=', id)
        .execute(),
    )
    await bench.inState(await bench.enqueue(sendEmailTask, { messageId: id }), 'succeeded')
    expect((await readMessage(id)).state).toBe('sent')
    expect(provider.asked).toEqual([id, id])
    expect(provider.mails.length).toBe(1)
  })
})

/** Once a further attempt has failed: which, and for how long the job now waits, in ms. */
async function nextWait(jobId: string, after: number): Promise<{ waits: number; attempt: number }> {
  const job = await until(async () => {
    const row = await bench.job(jobId)
    return row.state === 'queued' && row.attempt > after ? row : null
  })
  return { waits: job.run_at.getTime() - Date.now(), attempt: job.attempt }
}

function beginNow(jobId: string): Promise<void> {
  return asWorker(bench.ctx.db, async (tx) => {
    // Long enough ago for the sweep, should the last attempt's transport still be on its way out.
    await tx
      .updateTable('job')
      .set({ run_at: new Date(Date.now() - 5_000) })
      .where('id', '=', jobId)
      .execute()
    await sendAgain(tx, [jobId])
  })
}

describe('a provider that is down', () => {
  test('for ten minutes and more gets each mail once when it is back', async () => {
    provider.answer({ status: 503, name: 'application_error', message: 'we are down' })
    const ids = [await queue(notice(address())), await queue(notice(address()))]
    for (const id of ids) {
      const jobId = await jobOf(id)
      let failed = await nextWait(jobId, 0)
      for (let passed = failed.waits; passed < 600_000; passed += failed.waits) {
        await beginNow(jobId)
        failed = await nextWait(jobId, failed.attempt)
      }
      expect(failed.attempt).toBeLessThan(11)
    }
    provider.answer('accept')
    for (const id of ids) {
      await beginNow(await jobOf(id))
      const row = await inState(id, 'sent')
      expect(row.tries).toBeGreaterThan(5)
      expect(row.error).toBeNull()
      expect(provider.mails.filter(({ key }) => key === id).length).toBe(1)
      expect(provider.asked.filter((key) => key === id).length).toBe(row.tries)
    }
    expect(provider.mails.length).toBe(2)
  })

  test('just as it answers has taken the mail, and gets no second one of it', async () => {
    provider.answer('lose_answer')
    const ids = await Promise.all(Array.from({ length: 12 }, () => queue(notice(address()))))
    const jobIds = await Promise.all(ids.map(jobOf))
    for (const jobId of jobIds) await nextWait(jobId, 0)
    provider.answer('accept')
    for (const jobId of jobIds) await beginNow(jobId)
    for (const id of ids) expect((await inState(id, 'sent')).tries).toBeGreaterThanOrEqual(2)
    expect(provider.mails.map(({ key }) => key).toSorted()).toEqual(ids.toSorted())
    expect(provider.asked.length).toBeGreaterThanOrEqual(24)
  })

  test('that says when to come back is not asked before', async () => {
    provider.answer({ status: 429, name: 'rate_limit_exceeded', retryAfter: '900' })
    const jobId = await jobOf(await queue(notice(address())))
    const { waits } = await nextWait(jobId, 0)
    expect(waits).toBeGreaterThan(890_000)
    expect(waits).toBeLessThan(901_000)
  })

  test('for good leaves a dead letter that says which mail to whom, and can be sent again', async () => {
    provider.answer({ status: 500, name: 'internal_server_error', message: 'no luck' })
    const to = address()
    const id = await queue(notice(to))
    const jobId = await jobOf(id)
    await nextWait(jobId, 0)
    await asWorker(bench.ctx.db, (tx) =>
      tx.updateTable('job').set({ max_attempts: 2 }).where('id', '=', jobId).execute(),
    )
    await beginNow(jobId)
    const row = await inState(id, 'failed')
    const job = await bench.inState(jobId, 'failed')
    expect(job.error_message).toMatch(/security_notice to “r•••@example\.org”: .*500.*no luck/)
    expect(job.error_message).not.toContain(to)
    expect(row).toMatchObject({ error: expect.stringMatching(/500.*no luck/), text_body: expect.any(String) })
  })

  test('refuses an address for ever, without a second try', async () => {
    provider.answer({ status: 422, name: 'validation_error', message: 'Invalid `to` field' })
    const id = await queue(notice(address()))
    const row = await inState(id, 'failed')
    expect(row.error).toMatch(/422 \(validation_error\): Invalid `to` field/)
    const job = await bench.inState(await jobOf(id), 'failed')
    expect(job).toMatchObject({ attempt: 1, error_code: 'email_refused', fingerprint: expect.any(String) })
    const other = await queue(notice('somebody.else@example.net'))
    const alike = await bench.inState(await jobOf(other), 'failed')
    expect(alike.fingerprint).toBe(job.fingerprint)
  })

  test('is said to be missing where there is none', async () => {
    bench.ctx.email = noEmail
    const id = await queue(notice(address()))
    expect((await inState(id, 'failed')).error).toBe('no e-mail provider is configured')
    expect(await bench.inState(await jobOf(id), 'failed')).toMatchObject({ error_code: 'email_unavailable' })
  })
})

const suppress = (to: string, reason: 'bounced' | 'complained') =>
  asWorker(bench.ctx.db, (tx) => suppressAddress(tx, hashAddress(bench.ctx.config, to), reason))

describe('who must not be mailed', () => {
  test('an address whose mail came back, or who complained, whatever its case', async () => {
    for (const reason of ['bounced', 'complained'] as const) {
      const to = address()
      await suppress(to.toUpperCase(), reason)
      expect(await inState(await queue(notice(to)), 'suppressed')).toMatchObject({
        tries: 0,
        text_body: null,
      })
    }
    expect(provider.asked).toEqual([])
  })

  test('who complained still gets the code that they ask for; a mailbox that was gone does a day later', async () => {
    const [complained, gone] = [address(), address()]
    await suppress(complained, 'complained')
    await inState(await queue(codeTo(complained)), 'sent')
    await suppress(gone, 'bounced')
    await inState(await queue(codeTo(gone)), 'suppressed')
    await asWorker(bench.ctx.db, (tx) =>
      tx
        .updateTable('email_suppression')
        .set({ created_at: new Date(Date.now() - 86_500_000) })
        .where('reason', '=', 'bounced')
        .execute(),
    )
    await inState(await queue(codeTo(gone)), 'sent')
    await inState(await queue(notice(gone)), 'suppressed')
    expect(provider.mails.map(({ to }) => to)).toEqual([complained, gone])
  })

  test('who unsubscribed gets no more of that kind, and all of the others', async () => {
    await asWorker(bench.ctx.db, (tx) => addOptOut(tx, ada, 'budget'))
    const [budget, briefing] = [emailSamples.budget_80, emailSamples.briefing]
    await inState(await queue({ ...budget, userId: ada, to: address() }), 'suppressed')
    const ids = [await queue({ ...briefing, userId: ada, to: address() }), await queue(notice(address()))]
    for (const id of ids) await inState(id, 'sent')
    expect(provider.asked.toSorted()).toEqual(ids.toSorted())
  })

  test('whoever left: after the last word no address stays', async () => {
    const id = await queue({ kind: 'deletion_done', userId: null, to: address() })
    expect(await inState(id, 'sent')).toMatchObject({ recipient: '', text_body: null })
  })
})

const sendCode = (to: string) => sendNow(bench.ctx, codeTo(to))
const lastTo = (to: string) =>
  asWorker(bench.ctx.db, (tx) =>
    tx.selectFrom('email_message').selectAll().where('recipient', '=', to).executeTakeFirstOrThrow(),
  )

describe('a sign-in code', () => {
  test('is with the provider when the call returns, and is not kept', async () => {
    const to = address()
    await sendCode(to)
    expect(provider.mails).toMatchObject([{ to, subject: '402817 is your JobPilot sign-in code' }])
    expect(await lastTo(to)).toMatchObject({ state: 'sent', subject: 'A sign-in code', text_body: null })
  })

  test('comes by its job when the provider stumbles, once', async () => {
    const to = address()
    provider.answer('hang_up')
    await sendCode(to)
    const { id } = await lastTo(to)
    provider.answer('accept')
    await beginNow(await jobOf(id))
    await inState(id, 'sent')
    expect(provider.mails.map(({ key }) => key)).toEqual([id])
  })

  test('that no longer works isn’t sent any more, nor ever again', async () => {
    const to = address()
    provider.answer({ status: 503, name: 'application_error' })
    await sendCode(to)
    const { id } = await lastTo(to)
    bench.advance(11 * 60_000)
    provider.answer('accept')
    await beginNow(await jobOf(id))
    const row = await inState(id, 'failed')
    bench.advance(-11 * 60_000)
    expect(row).toMatchObject({ error: 'Too late: it no longer works.', text_body: null })
    expect(provider.mails).toEqual([])
  })

  test('whose process died before sending it doesn’t stay', async () => {
    const ids = await asWorker(bench.ctx.db, async (tx) => [
      await writeMessage(tx, bench.ctx, codeTo(address())),
      await writeMessage(tx, bench.ctx, notice(address())),
    ])
    expect(await dropStaleCodes(bench.ctx)).toEqual({ dropped: 0 })
    expect(await dropStaleCodes(bench.later(61))).toEqual({ dropped: 1 })
    const [code, other] = await Promise.all(ids.map(readMessage))
    expect(code).toMatchObject({ state: 'failed', subject: 'A sign-in code', html: null, text_body: null })
    expect(other).toMatchObject({ state: 'queued', text_body: expect.any(String) })
  })

  test('to an address that is none is refused in words', async () => {
    provider.answer({ status: 422, name: 'validation_error', message: 'Invalid `to` field' })
    const sending = sendCode(address())
    await expect(sending).rejects.toMatchObject({
      code: 'email_refused',
      userMessage: expect.stringContaining('Check it for a slip'),
    })
  })
})
