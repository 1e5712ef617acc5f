import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../../testing/app.ts'
import { createSettableClock } from '../../../testing/authenticator.ts'
import { reasonOf } from '../../../testing/reason-of.ts'

const clock = createSettableClock()
let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ clock, config: { role: 'web' } })
})
afterAll(() => app.close())
// All of them sign in from one place.
beforeEach(async () => void (await app.database.pool.query('delete from rate_limit')))

interface Mail {
  kind: string
  subject: string
  text_body: string
}

async function mailsTo(email: string): Promise<Mail[]> {
  const { rows } = await app.database.pool.query<Mail>(
    `select kind, subject, text_body from email_message
     where recipient = $1 and kind <> 'sign_in_code' order by created_at`,
    [email],
  )
  return rows
}

async function codeAt(email: string): Promise<string> {
  const mail = (await mailsTo(email)).findLast(({ kind }) => kind === 'email_change_code')
  return /\b\d{6}\b/.exec(`${mail?.subject} ${mail?.text_body}`)?.[0] ?? ''
}

const begin = ({ client }: Person, newEmail: string) =>
  reasonOf(client.emailChange.begin.mutate({ newEmail }))
const confirm = ({ client }: Person, code: string) => reasonOf(client.emailChange.confirm.mutate({ code }))
const other = (code: string) => (code === '000000' ? '111111' : '000000')

test('happens with the code from the new address; the old one is told, and other sessions end', async () => {
  const ada = await app.signIn('old@example.org')
  const elsewhere = await app.signIn('old@example.org')
  expect(await ada.client.emailChange.pending.query()).toBeNull()
  const pending = await ada.client.emailChange.begin.mutate({ newEmail: ' New@Example.org ' })
  expect(pending).toEqual({ newEmail: 'new@example.org', expiresAt: expect.any(String) })
  expect(await ada.client.emailChange.pending.query()).toEqual(pending)
  expect((await mailsTo('old@example.org')).at(-1)?.text_body).toMatch(
    /to new@example\.org was begun[\s\S]*If it wasn’t you/,
  )
  expect((await ada.client.users.me.query()).email).toBe('old@example.org')

  expect(await confirm(ada, await codeAt('new@example.org'))).toBe('ok')
  expect(await ada.client.users.me.query()).toMatchObject({ email: 'new@example.org', emailVerified: true })
  expect(await ada.client.emailChange.pending.query()).toBeNull()
  expect(await reasonOf(elsewhere.client.users.me.query())).toBe('sign_in_required')
  expect((await mailsTo('old@example.org')).at(-1)?.text_body).toMatch(/is now new@example\.org/)
  expect((await app.signIn('new@example.org')).userId).toBe(ada.userId)
  const { items } = await ada.client.sessions.security.query({})
  expect(items.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['emailChange.begin', 'emailChange.confirm']),
  )
})

describe('the code', () => {
  test('takes five tries, also when they come at once', async () => {
    const ada = await app.signIn('tries@example.org')
    await begin(ada, 'tries-new@example.org')
    const code = await codeAt('tries-new@example.org')
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => confirm(ada, other(code))))
    expect(outcomes.filter((outcome) => outcome === 'email_change_code_wrong')).toHaveLength(5)
    expect(await confirm(ada, code)).toBe('email_change_used_up')
    expect(await begin(ada, 'tries-new@example.org')).toBe('ok')
    expect(await confirm(ada, await codeAt('tries-new@example.org'))).toBe('ok')
  })

  test('works once of twenty at once', async () => {
    const ada = await app.signIn('once@example.org')
    await begin(ada, 'once-new@example.org')
    const code = await codeAt('once-new@example.org')
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => confirm(ada, code)))
    expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(1)
  })

  test('expires after a quarter of an hour', async () => {
    const ada = await app.signIn('late@example.org')
    await begin(ada, 'late-new@example.org')
    await app.database.pool.query(
      `update email_change set expires_at = expires_at - interval '15 minutes' where user_id = $1`,
      [ada.userId],
    )
    expect(await ada.client.emailChange.pending.query()).toBeNull()
    expect(await confirm(ada, await codeAt('late-new@example.org'))).toBe('email_change_expired')
  })

  test('is replaced by beginning again, and void once it was given up', async () => {
    const ada = await app.signIn('again@example.org')
    await begin(ada, 'first@example.org')
    const first = await codeAt('first@example.org')
    await begin(ada, 'second@example.org')
    expect(await confirm(ada, first)).toBe('email_change_code_wrong')
    const second = await codeAt('second@example.org')
    await ada.client.emailChange.cancel.mutate()
    await ada.client.emailChange.cancel.mutate()
    expect(await confirm(ada, second)).toBe('email_change_off')
    expect((await ada.client.users.me.query()).email).toBe('again@example.org')
  })

  test('is kept as a hash only, and belongs to one person', async () => {
    const ada = await app.signIn('hash@example.org')
    const eve = await app.signIn('eve@example.org')
    await begin(ada, 'hash-new@example.org')
    const code = await codeAt('hash-new@example.org')
    do await begin(eve, 'eve-new@example.org')
    while (code === (await codeAt('eve-new@example.org')))
    const { rows } = await app.database.pool.query('select * from email_change where user_id = $1', [
      ada.userId,
    ])
    expect(rows).toHaveLength(1)
    expect(rows[0].code_hash).not.toContain(code)
    expect(await confirm(eve, code)).toBe('email_change_code_wrong')
  })
})

describe('an address that somebody has', () => {
  test('is answered the same, gets a note without a code, and is never given away', async () => {
    const owner = await app.signIn('taken@example.org')
    const eve = await app.signIn('curious@example.org')
    const taken = await eve.client.emailChange.begin.mutate({ newEmail: 'taken@example.org' })
    expect(taken).toEqual({ newEmail: 'taken@example.org', expiresAt: expect.any(String) })
    expect(await eve.client.emailChange.pending.query()).toEqual(taken)
    const mails = await mailsTo('taken@example.org')
    expect(mails.map(({ kind }) => kind)).toEqual(['security_notice'])
    expect(mails[0]?.text_body).not.toMatch(/\b\d{6}\b/)
    expect(await confirm(eve, '123456')).toBe('email_change_code_wrong')
    expect((await owner.client.users.me.query()).email).toBe('taken@example.org')
  })

  test('since the change began is told once the code is right', async () => {
    const ada = await app.signIn('slow@example.org')
    await begin(ada, 'race@example.org')
    const code = await codeAt('race@example.org')
    await app.signIn('race@example.org')
    expect(await confirm(ada, code)).toBe('email_taken')
    expect((await ada.client.users.me.query()).email).toBe('slow@example.org')
  })
})

test('asks for a fresh sign-in, another address and no more than five beginnings an hour', async () => {
  const ada = await app.signIn('often@example.org')
  expect(await begin(ada, 'OFTEN@example.org')).toBe('email_same')
  for (const newEmail of ['', 'ada', 'a\0b@example.org'])
    expect(await begin(ada, newEmail)).toBe('invalid_input')
  const outcomes: string[] = []
  for (let count = 0; count < 5; count++) outcomes.push(await begin(ada, `often-${count}@example.org`))
  expect(outcomes.slice(0, 4)).toEqual(['ok', 'ok', 'ok', 'ok'])
  expect(outcomes.at(-1)).toBe('email_change_too_often')
  clock.forward(16 * 60)
  expect(await begin(ada, 'stale@example.org')).toBe('recent_sign_in_required')
  clock.forward(-16 * 60)
  const { client } = await app.tokenFor({ email: 'often@example.org' })
  expect(await reasonOf(client.emailChange.begin.mutate({ newEmail: 'x@example.org' }))).toBe(
    'token_not_enough',
  )
})
