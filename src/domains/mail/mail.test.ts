import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asWorker } from '../../platform/db/transaction.ts'
import { queueEmail, type OutboxMessage } from '../../platform/email/outbox.ts'
import { createResendEmail } from '../../platform/email/resend-email.ts'
import { findSuppression } from '../../platform/email/suppression-queries.ts'
import { hashAddress, unsubscribeUrl } from '../../platform/email/unsubscribe.ts'
import { createTestApp, type Caller, type TestApp } from '../../testing/app.ts'
import { emailSamples } from '../../testing/email-samples.ts'
import { startFakeResend, type FakeResend } from '../../testing/fake-resend.ts'
import { until } from '../../testing/until.ts'

let app: TestApp
let provider: FakeResend
let ada: Caller
let operator: Caller
let people = 0

beforeAll(async () => {
  provider = await startFakeResend()
  const { apiKey, url: baseUrl, webhookSecret } = provider
  const from = 'jobs@example.org'
  app = await createTestApp({
    config: { resend: { apiKey, from, baseUrl }, resendWebhookSecret: webhookSecret },
    email: createResendEmail({ apiKey, from, baseUrl, now: () => new Date() }),
  })
  ada = await app.tokenFor({ email: 'ada@example.org' })
  operator = await app.tokenFor({ email: 'op@example.org', role: 'operator' })
})
afterAll(async () => {
  await app.close()
  await provider.close()
})

const queue = (message: OutboxMessage) => asWorker(app.ctx.db, (tx) => queueEmail(tx, app.ctx, message))
const notice = (to: string): OutboxMessage => ({ ...emailSamples.security_notice, userId: ada.userId, to })

const read = (id: string) =>
  asWorker(app.ctx.db, (tx) =>
    tx.selectFrom('email_message').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )

const inState = (id: string, state: string) =>
  until(async () => {
    const row = await read(id)
    return row.state === state ? row : null
  })

async function sendOne(): Promise<{ id: string; to: string; providerId: string }> {
  const to = `reader${people++}@example.org`
  const id = await queue(notice(to))
  const row = await inState(id, 'sent')
  return { id, to, providerId: row.provider_id ?? '' }
}

type Sent = Awaited<ReturnType<typeof sendOne>>

const suppressionOf = async (to: string) =>
  (await asWorker(app.ctx.db, (tx) => findSuppression(tx, hashAddress(app.ctx.config, to))))?.reason ?? null

const data = ({ id, to, providerId }: Sent, more: object = {}) => ({
  email_id: providerId,
  created_at: new Date().toISOString(),
  from: 'jobs@example.org',
  to: [to],
  subject: 'x',
  tags: { message_id: id },
  ...more,
})
const bounce = (type: string) => ({
  bounce: { type, subType: 'General', message: 'The mailbox is not there.' },
})

const post = ({ headers, body }: { headers: Record<string, string>; body: string }, base = '/api') =>
  app.fetch(`${base}/webhooks/resend`, { method: 'POST', headers, body })

async function report(type: string, sent: Sent, more: object = {}): Promise<void> {
  const answer = await post(provider.report(type, data(sent, more)))
  expect(answer.status).toBe(200)
}

describe('reports of the provider', () => {
  test('tell that a mail arrived, at both addresses of the hook', async () => {
    const sent = await sendOne()
    await report('email.delivered', sent)
    expect(await read(sent.id)).toMatchObject({ state: 'delivered', error: null })
    const second = await sendOne()
    expect((await post(provider.report('email.delivered', data(second)), '/api/v1')).status).toBe(200)
    expect((await read(second.id)).state).toBe('delivered')
  })

  test('find their mail by the provider’s id too', async () => {
    const sent = await sendOne()
    await report('email.delivered', sent, { tags: undefined })
    expect((await read(sent.id)).state).toBe('delivered')
  })

  test.each([
    [['email.delivered', 'email.bounced'], 'bounced'],
    [['email.bounced', 'email.delivered'], 'bounced'],
    [['email.delivered', 'email.complained'], 'complained'],
    [['email.complained', 'email.delivered'], 'complained'],
    [['email.complained', 'email.bounced', 'email.delivered'], 'complained'],
    [['email.bounced', 'email.complained'], 'complained'],
    [['email.delivered', 'email.failed'], 'delivered'],
    [['email.delivered', 'email.sent', 'email.opened', 'email.delivery_delayed'], 'delivered'],
  ])('come in any order: %j is %s', async (types, state) => {
    const sent = await sendOne()
    for (const type of types) await report(type, sent, type === 'email.bounced' ? bounce('Permanent') : {})
    expect((await read(sent.id)).state).toBe(state)
    const expected = { bounced: 'bounced', complained: 'complained' }[state] ?? null
    expect(await suppressionOf(sent.to)).toBe(expected)
  })

  test('come twice, and count once', async () => {
    const sent = await sendOne()
    const hook = provider.report('email.bounced', data(sent, bounce('Permanent')))
    const answers = await Promise.all([post(hook), post(hook), post(hook)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const { rows } = await app.database.pool.query(
      'select count(*)::int as n from webhook_event where event_id = $1',
      [hook.headers['svix-id']],
    )
    expect(rows).toEqual([{ n: 1 }])
    expect(await read(sent.id)).toMatchObject({ state: 'bounced', error: 'The mailbox is not there.' })
    const next = await queue(notice(sent.to))
    expect((await inState(next, 'suppressed')).error).toMatch(/came back/)
  })

  test('of a full mailbox don’t silence it; mail that arrives lifts what an earlier bounce did', async () => {
    const full = await sendOne()
    await report('email.bounced', full, bounce('Transient'))
    expect((await read(full.id)).state).toBe('bounced')
    expect(await suppressionOf(full.to)).toBeNull()
    const gone = await sendOne()
    await report('email.bounced', gone, bounce('Permanent'))
    expect(await suppressionOf(gone.to)).toBe('bounced')
    const { id } = await sendOne()
    await asWorker(app.ctx.db, (tx) =>
      tx.updateTable('email_message').set({ recipient: gone.to }).where('id', '=', id).execute(),
    )
    await report('email.delivered', { ...gone, id, providerId: 'other' })
    expect(await suppressionOf(gone.to)).toBeNull()
  })

  test('that come before the provider’s own answer end the mail too', async () => {
    const to = `early${people++}@example.org`
    provider.answer('hang_up')
    const id = await queue(notice(to))
    await until(async () => (await read(id)).error !== null)
    await report('email.delivered', { id, to, providerId: 'early' })
    expect(await read(id)).toMatchObject({ state: 'delivered', text_body: null, provider_id: 'early' })
    provider.answer('accept')
  })

  test('that nobody signed, or signed for something else, or too long ago, change nothing', async () => {
    const sent = await sendOne()
    const hook = provider.report('email.complained', data(sent))
    const with_ = (changed: Record<string, string>) => ({ ...hook, headers: { ...hook.headers, ...changed } })
    const old = String(Math.floor(Date.now() / 1_000) - 3_600)
    const bad = [
      { ...hook, body: hook.body.replace('complained', 'delivered') },
      { headers: { 'content-type': 'application/json' }, body: hook.body },
      with_({ 'svix-signature': 'v1,AAAA' }),
      with_({ 'svix-signature': 'v1' }),
      with_({ 'svix-signature': '' }),
      with_({ 'svix-id': 'msg_other' }),
      with_({ 'svix-timestamp': old }),
      with_({ 'svix-timestamp': 'soon' }),
    ]
    for (const one of bad) expect((await post(one)).status).toBe(400)
    expect((await read(sent.id)).state).toBe('sent')
  })

  test('about other mail, and ones that we can’t read, do no harm', async () => {
    const strange = { email_id: 'x', to: ['somebody@example.org'], tags: { message_id: 'no id of ours' } }
    expect((await post(provider.report('email.bounced', strange))).status).toBe(200)
    expect(await suppressionOf('somebody@example.org')).toBeNull()
    expect((await post(provider.report('email.bounced', {}))).status).toBe(422)
    expect((await post(provider.report('domain.updated', {}))).status).toBe(200)
  })
})

const link = (userId: string, kind: 'briefing' | 'budget' = 'briefing') =>
  unsubscribeUrl({ ...app.ctx.config, appUrl: '' }, { userId, kind })
const briefingTo = (userId: string): OutboxMessage => ({
  ...emailSamples.briefing,
  userId,
  to: `briefed${people++}@example.org`,
})
const optedOut = async ({ client }: Caller) =>
  (await client.email.preferences.query()).kinds.filter((one) => one.optedOut).map(({ kind }) => kind)

describe('unsubscribing', () => {
  test('the headers name the address of one click, and it is the link in the mail', async () => {
    const id = await queue(briefingTo(ada.userId))
    await inState(id, 'sent')
    const mail = provider.mails.find(({ key }) => key === id)
    const url = app.ctx.config.appUrl + link(ada.userId)
    expect(mail?.headers).toEqual({
      'List-Unsubscribe': `<${url}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    })
    expect(mail?.html).toContain(`href="${url}"`)
    expect(mail?.text).toContain(url)
  })

  test('looking at the page changes nothing, one click does, without a sign-in', async () => {
    const eve = await app.tokenFor({ email: 'eve@example.org' })
    const page = await app.fetch(link(eve.userId))
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8'])
    expect(await page.text()).toMatch(/<form method="post"><button type="submit">Unsubscribe<\/button>/)
    expect(await optedOut(eve)).toEqual([])
    for (let round = 0; round < 2; round++) {
      const answer = await app.fetch(link(eve.userId), {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      })
      expect([answer.status, await answer.text()]).toEqual([
        200,
        expect.stringContaining('You are unsubscribed'),
      ])
    }
    expect(await optedOut(eve)).toEqual(['briefing'])
    expect(await optedOut(ada)).toEqual([])
    await inState(await queue(briefingTo(eve.userId)), 'suppressed')
    await eve.client.email.setPreference.mutate({ kind: 'briefing', optedOut: false })
    await inState(await queue(briefingTo(eve.userId)), 'sent')
  })

  test('an altered link is no link', async () => {
    const good = link(ada.userId)
    const bad = [
      good.replace('.briefing.', '.budget.'),
      good.replace(ada.userId, operator.userId),
      good.slice(0, -1),
      `${good}.more`,
      good.replace('.briefing.', '.sign_in_code.'),
      good.replace(/token=.*/, 'token='),
      good.replace(/\?.*/, ''),
      good.replace(/token=.*/, 'token=%00.briefing.x'),
    ]
    for (const url of bad) {
      const answer = await app.fetch(url, { method: 'POST' })
      expect([url, answer.status]).toEqual([url, 404])
    }
    expect(await optedOut(ada)).toEqual([])
  })

  test('the link of an account that is gone does nothing', async () => {
    const nobody = '6d1f0e4a-52a1-4c39-9c1d-7d6a1c7a9e51'
    expect((await app.fetch(link(nobody), { method: 'POST' })).status).toBe(200)
  })

  test('the person chooses in the settings', async () => {
    const { client } = await app.tokenFor({ email: 'chooser@example.org' })
    const before = await client.email.preferences.query()
    expect(before.kinds.map(({ kind, optedOut: out }) => [kind, out])).toEqual([
      ['briefing', false],
      ['budget', false],
      ['welcome', false],
    ])
    const after = await client.email.setPreference.mutate({ kind: 'budget', optedOut: true })
    expect(after.kinds.filter((one) => one.optedOut).map(({ kind }) => kind)).toEqual(['budget'])
    expect(await client.email.preferences.query()).toEqual(after)
  })
})

describe('operators', () => {
  test('see mail with masked addresses, page by page, and nothing of what it said', async () => {
    const to = `listed${people++}@example.org`
    const ids = []
    for (let round = 0; round < 5; round++)
      ids.push(await queue({ ...emailSamples.welcome, userId: ada.userId, to }))
    for (const id of ids) await inState(id, 'sent')
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await operator.client.messages.list.query({ kind: 'welcome', limit: 2, cursor })
      seen.push(...page.items.map(({ id }) => id))
      expect(JSON.stringify(page)).not.toContain(to)
      expect(page.items[0]).toMatchObject({ recipient: 'l•••@example.org', state: 'sent', canResend: false })
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(seen.toSorted()).toEqual(ids.toSorted())
    await expect(operator.client.messages.list.query({ cursor: '2026-13-90_x' })).rejects.toMatchObject({
      data: { reason: 'cursor_invalid' },
    })
  })

  test('send a failed one again, once, and that stands in the audit log; others can’t', async () => {
    provider.answer({ status: 422, name: 'validation_error', message: 'domain not verified' })
    const id = await queue(notice(`again${people++}@example.org`))
    await inState(id, 'failed')
    provider.answer('accept')
    const { items } = await operator.client.messages.list.query({ state: 'failed' })
    expect(items.find((item) => item.id === id)).toMatchObject({
      canResend: true,
      error: expect.stringContaining('domain not verified'),
    })
    const reason = 'the domain is verified now'
    await expect(ada.client.messages.resend.mutate({ id, reason })).rejects.toMatchObject({
      data: { reason: 'operator_required' },
    })
    await operator.client.messages.resend.mutate({ id, reason })
    await inState(id, 'sent')
    expect(provider.mails.filter(({ key }) => key === id).length).toBe(1)
    await expect(operator.client.messages.resend.mutate({ id, reason })).rejects.toMatchObject({
      data: { reason: 'message_over' },
    })
    const { items: entries } = await operator.client.audit.list.query({ action: 'messages.resend' })
    expect(entries).toMatchObject([{ targetId: id, reason, actor: { id: operator.userId } }])
  })

  test('may as well send its job again', async () => {
    provider.answer({ status: 422, name: 'validation_error', message: 'domain not verified' })
    const id = await queue(notice(`revived${people++}@example.org`))
    await inState(id, 'failed')
    provider.answer('accept')
    const failed = await until(async () => {
      const { rows } = await app.database.pool.query<{ id: string }>(
        `select id from job where payload->>'messageId' = $1 and state = 'failed'`,
        [id],
      )
      return rows[0]
    })
    await operator.client.jobs.retry.mutate({ ids: [failed.id], reason: 'verified now' })
    expect(await inState(id, 'sent')).toMatchObject({ error: null, tries: 2 })
  })
})
