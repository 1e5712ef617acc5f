import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startFakeResend, type FakeAnswer, type FakeResend } from '../../testing/fake-resend.ts'
import { EmailRefused, EmailTrouble, type Email } from './email.ts'
import { createResendEmail } from './resend-email.ts'

let provider: FakeResend
let email: Email
beforeAll(async () => {
  provider = await startFakeResend()
  email = senderWith(provider.apiKey)
})
beforeEach(() => provider.answer('accept'))
afterAll(() => provider.close())

const now = new Date('2026-12-01T12:00:00Z')
const senderWith = (apiKey: string) =>
  createResendEmail({ apiKey, from: 'JobPilot <jobs@example.org>', baseUrl: provider.url, now: () => now })
const message = {
  to: 'ada@example.org',
  subject: 'Hello',
  text: 'Hello Ada',
  html: '<p>Hello Ada</p>',
  headers: { 'List-Unsubscribe': '<https://jobs.example.org/leave>' },
}

test('says all there is to say, and its key', async () => {
  const { providerId } = await email.send(message, { idempotencyKey: 'key-1' })
  const again = await email.send(message, { idempotencyKey: 'key-1' })
  expect(again).toEqual({ providerId })
  expect(provider.mails).toEqual([
    {
      ...message,
      id: providerId,
      key: 'key-1',
      from: 'JobPilot <jobs@example.org>',
      tags: [{ name: 'message_id', value: 'key-1' }],
    },
  ])
})

const error = (status: number, name = 'application_error', retryAfter?: string): FakeAnswer => ({
  status,
  name,
  message: 'cannot send to ada@example.org',
  ...(retryAfter ? { retryAfter } : {}),
})

test.each<[string, FakeAnswer, number]>([
  ['too many at once', error(429, 'rate_limit_exceeded', '7'), 7_000],
  ['a quota', error(429, 'daily_quota_exceeded', 'Tue, 01 Dec 2026 12:05:00 GMT'), 300_000],
  ['a time in the past', error(429, 'rate_limit_exceeded', 'Tue, 01 Dec 2026 11:00:00 GMT'), 1_000],
  ['a time far away', error(429, 'rate_limit_exceeded', '86400'), 3_600_000],
  ['nonsense', error(429, 'rate_limit_exceeded', 'soon'), 1_000],
  ['an outage', error(503), 1_000],
  ['an error over there', error(500, 'internal_server_error'), 1_000],
  ['the same mail at the same time', error(409, 'concurrent_idempotent_requests'), 1_000],
  ['a key that an operator can put right', error(403, 'invalid_api_key'), 1_000],
  ['a broken connection', 'hang_up', 1_000],
])('later: %s', async (_name, answer, retryAfterMs) => {
  provider.answer(answer)
  const thrown = await email.send(message, { idempotencyKey: 'key-2' }).catch((reason: unknown) => reason)
  expect(thrown).toBeInstanceOf(EmailTrouble)
  expect(thrown).toMatchObject({ retryAfterMs })
  expect(String(thrown)).not.toContain('ada@example.org')
})

test.each<[string, FakeAnswer]>([
  ['an address that is none', error(422, 'validation_error')],
  ['a request that makes no sense', error(400, 'missing_required_field')],
  ['a key that stands for another mail', error(409, 'invalid_idempotent_request')],
])('never: %s', async (_name, answer) => {
  provider.answer(answer)
  const thrown = await email.send(message, { idempotencyKey: 'key-3' }).catch((reason: unknown) => reason)
  expect(thrown).toBeInstanceOf(EmailRefused)
  expect(String(thrown)).not.toContain('ada@example.org')
})

test('a wrong key is trouble that waits for an operator', async () => {
  const stranger = senderWith('re_wrong')
  await expect(stranger.send(message, { idempotencyKey: 'key-4' })).rejects.toBeInstanceOf(EmailTrouble)
})

test('whoever stops waits for no answer', async () => {
  provider.answer('hold')
  const stop = new AbortController()
  const sending = email.send(message, { idempotencyKey: 'key-5', signal: stop.signal })
  stop.abort()
  await expect(sending).rejects.toBeInstanceOf(EmailTrouble)
})
