import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createSessionCache } from '../../../platform/auth/session-cache.ts'
import { createTestApp, type Person, type TestApp } from '../../../testing/app.ts'
import { createSettableClock, setUpSecondStep } from '../../../testing/authenticator.ts'
import { reasonOf } from '../../../testing/reason-of.ts'
import { createSignIn } from '../sign-in.ts'
import { sweepExpired } from '../sweep-expired.ts'
import { createVerify } from '../verify-request.ts'
import { passSecondStep } from './pass-second-step.ts'

const clock = createSettableClock()
let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ clock, config: { role: 'web' } })
})
afterAll(() => app.close())
// All of them sign in from one place.
beforeEach(async () => void (await app.database.pool.query('delete from rate_limit')))

const pass = ({ client }: Person, code: string) => reasonOf(client.secondStep.pass.mutate({ code }))
const stateOf = async ({ client }: Person) => (await client.users.me.query()).secondStep

async function mailsTo(email: string): Promise<string[]> {
  const { rows } = await app.database.pool.query<{ text_body: string }>(
    `select text_body from email_message where recipient = $1 and kind = 'security_notice' order by created_at`,
    [email],
  )
  return rows.map((row) => row.text_body)
}

async function actionsOf({ client }: Person): Promise<string[]> {
  return (await client.sessions.security.query({ limit: 100 })).items.map(({ action }) => action)
}

/** Sessions as any way of signing in would make them. */
async function addSessions(userId: string, count: number): Promise<string[]> {
  const { rows } = await app.database.pool.query<{ id: string }>(
    `insert into auth_session (user_id, token, expires_at)
     select $1, gen_random_uuid()::text, now() + interval '1 hour' from generate_series(1, $2) returning id`,
    [userId, count],
  )
  return rows.map(({ id }) => id)
}

const actor = { actorId: null, actorRole: 'user' }

describe('setting up', () => {
  test('asks for nothing until a code was confirmed; then everywhere else must sign in again', async () => {
    const email = 'setup@example.org'
    const ada = await app.signIn(email)
    const elsewhere = await app.signIn(email)
    expect(await ada.client.secondStep.status.query()).toEqual({
      enabled: false,
      backupCodesLeft: 0,
      lockedUntil: null,
    })
    const { uri } = await ada.client.secondStep.begin.mutate()
    expect(uri).toMatch(/^otpauth:\/\/totp\/JobPilot:setup%40example\.org\?/)
    expect(await stateOf(await app.signIn(email))).toBe('off')
    expect(await reasonOf(ada.client.secondStep.confirm.mutate({ code: '12345' }))).toBe(
      'second_step_code_wrong',
    )
    expect(await stateOf(ada)).toBe('off')

    const { backupCodes } = await setUpSecondStep(ada, clock)
    expect(backupCodes).toHaveLength(10)
    expect(await stateOf(ada)).toBe('passed')
    expect(await reasonOf(elsewhere.client.users.me.query())).toBe('sign_in_required')
    expect(await ada.client.secondStep.status.query()).toMatchObject({ enabled: true, backupCodesLeft: 10 })
    expect(await actionsOf(ada)).toContain('secondStep.enable')
    expect((await mailsTo(email)).join()).toMatch(/second step of your account was turned on/)
    expect(await reasonOf(ada.client.secondStep.begin.mutate())).toBe('second_step_on')
  })

  test('is not begun by confirming, nor by a token', async () => {
    const bob = await app.signIn('unbegun@example.org')
    expect(await reasonOf(bob.client.secondStep.confirm.mutate({ code: '123456' }))).toBe(
      'second_step_not_begun',
    )
    expect(await reasonOf(bob.client.secondStep.disable.mutate())).toBe('second_step_off')
    expect(await pass(bob, '123456')).toBe('second_step_off')
    const { client } = await app.tokenFor({ email: 'unbegun@example.org' })
    expect(await reasonOf(client.secondStep.begin.mutate())).toBe('token_not_enough')
  })

  test('keeps neither secret nor backup codes readable in the database', async () => {
    const carl = await app.signIn('sealed@example.org')
    const { secret } = await carl.client.secondStep.begin.mutate()
    const { backupCodes } = await setUpSecondStep(carl, clock)
    const { rows } = await app.database.pool.query(
      `select f.sealed_secret, b.code_hash from second_factor f join backup_code b using (user_id) where user_id = $1`,
      [carl.userId],
    )
    expect(rows).toHaveLength(10)
    const text = JSON.stringify(rows)
    for (const plain of [secret, ...backupCodes, ...backupCodes.map((code) => code.replace('-', ''))])
      expect(text).not.toContain(plain)
  })
})

describe('signing in', () => {
  test('reaches nothing but the second step before it is passed, and everything at once after', async () => {
    const email = 'gate@example.org'
    const phone = await setUpSecondStep(await app.signIn(email), clock)
    const ada = await app.signIn(email)
    expect(await stateOf(ada)).toBe('due')
    const outcomes = await Promise.all(
      [
        ada.client.users.update.mutate({ name: 'x' }),
        ada.client.tokens.list.query(),
        ada.client.tokens.create.mutate({ name: 'x' }),
        ada.client.sessions.list.query(),
        ada.client.resumes.list.query({}),
        ada.client.secondStep.disable.mutate(),
        ada.client.emailChange.begin.mutate({ newEmail: 'x@example.org' }),
      ].map(reasonOf),
    )
    expect(new Set(outcomes)).toEqual(new Set(['second_step_required']))
    expect((await ada.upload('cv.pdf', new Uint8Array([1]))).status).toBe(403)
    const stream = await app.fetch('/api/v1/trpc/agents.events?input=%7B%7D', {
      headers: { cookie: ada.cookie, accept: 'text/event-stream' },
    })
    expect(await stream.text()).toContain('second_step_required')

    expect(await pass(ada, phone.wrong())).toBe('second_step_code_wrong')
    expect(await pass(ada, phone.code())).toBe('ok')
    expect(await stateOf(ada)).toBe('passed')
    expect(await reasonOf(ada.client.tokens.list.query())).toBe('ok')
    expect(await pass(ada, phone.code())).toBe('second_step_not_due')
    expect(await actionsOf(ada)).toContain('secondStep.pass')
  })

  test('a code that was used is used up, and so are the ones before it', async () => {
    const email = 'replay@example.org'
    const phone = await setUpSecondStep(await app.signIn(email), clock)
    const before = phone.code()
    clock.forward(30)
    const used = phone.code()
    expect(await pass(await app.signIn(email), used)).toBe('ok')
    const again = await app.signIn(email)
    expect(await pass(again, used)).toBe('second_step_code_used')
    expect(await pass(again, before)).toBe('second_step_code_used')
    clock.forward(30)
    expect(await pass(again, phone.code())).toBe('ok')
  })

  test('one code used by a hundred sessions at once lets one in', async () => {
    const email = 'hundred@example.org'
    const ada = await app.signIn(email)
    const phone = await setUpSecondStep(ada, clock)
    const code = phone.code()
    const sessions = await addSessions(ada.userId, 100)
    const outcomes = await Promise.all(
      sessions.map((sessionId) =>
        reasonOf(passSecondStep(app.ctx, { userId: ada.userId, sessionId, code, actor })),
      ),
    )
    expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(1)
    expect(new Set(outcomes)).toEqual(new Set(['ok', 'second_step_code_used']))
  })

  test('one code sent a hundred times by one session is no wrong code', async () => {
    const ada = await app.signIn('doubled@example.org')
    const phone = await setUpSecondStep(ada, clock)
    const code = phone.code()
    const [sessionId = ''] = await addSessions(ada.userId, 1)
    const attempt = { userId: ada.userId, sessionId, code, actor }
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, () => reasonOf(passSecondStep(app.ctx, attempt))),
    )
    expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(1)
    expect(new Set(outcomes)).toEqual(new Set(['ok', 'second_step_not_due']))
  })

  test('takes effect at once where it was passed, and within seconds in other processes', async () => {
    const email = 'processes@example.org'
    const phone = await setUpSecondStep(await app.signIn(email), clock)
    const ada = await app.signIn(email)
    const elsewhere = createVerify({
      ...app.ctx,
      signIn: createSignIn(app.ctx),
      cache: createSessionCache(clock),
    })
    const cookie = new Headers({ cookie: ada.cookie })
    expect(await elsewhere(cookie)).toMatchObject({ secondStepDue: true, mfa: false })
    expect(await pass(ada, phone.code())).toBe('ok')
    expect(await stateOf(ada)).toBe('passed')
    clock.forward(5)
    const session = await elsewhere(cookie)
    expect(session).toMatchObject({ mfa: true })
    expect(session).not.toHaveProperty('secondStepDue')
  })

  test('a token made by somebody who had passed goes on working', async () => {
    const ada = await app.signIn('tokens@example.org')
    await setUpSecondStep(ada, clock)
    const { token } = await ada.client.tokens.create.mutate({ name: 'scripts' })
    const response = await app.fetch('/api/v1/users/me', { headers: { authorization: `Bearer ${token}` } })
    expect(response.status).toBe(200)
  })
})

describe('wrong codes', () => {
  test('end the session they were tried in, not the others, and the owner is told', async () => {
    const email = 'guessed@example.org'
    const owner = await app.signIn(email)
    const phone = await setUpSecondStep(owner, clock)
    const thief = await app.signIn(email)
    const outcomes: string[] = []
    for (let count = 0; count < 6; count++) outcomes.push(await pass(thief, phone.wrong()))
    expect(outcomes).toEqual([
      ...Array.from({ length: 4 }, () => 'second_step_code_wrong'),
      'second_step_session_ended',
      'sign_in_required',
    ])
    expect(await stateOf(owner)).toBe('passed')
    expect((await mailsTo(email)).join()).toMatch(/five wrong codes/)
    expect(await actionsOf(owner)).toContain('secondStep.refuse')
  })

  test('are counted exactly when they come at once', async () => {
    const ada = await app.signIn('flood@example.org')
    const phone = await setUpSecondStep(ada, clock)
    const sessions = await addSessions(ada.userId, 20)
    const outcomes = await Promise.all(
      sessions.flatMap((sessionId) =>
        Array.from({ length: 5 }, () =>
          reasonOf(passSecondStep(app.ctx, { userId: ada.userId, sessionId, code: phone.wrong(), actor })),
        ),
      ),
    )
    // Five are looked at over all sessions together, then they have to wait.
    expect(outcomes.filter((outcome) => outcome !== 'second_step_locked')).toHaveLength(5)
  })

  test('delay the next sign-in, which a backup code does not wait for', async () => {
    const email = 'delayed@example.org'
    const owner = await app.signIn(email)
    const phone = await setUpSecondStep(owner, clock)
    const thief = await app.signIn(email)
    for (let count = 0; count < 5; count++) await pass(thief, phone.wrong())

    const waiting = await app.signIn(email)
    const refusal = await waiting.client.secondStep.pass
      .mutate({ code: phone.code() })
      .catch((error) => error)
    expect(refusal).toMatchObject({
      data: { reason: 'second_step_locked', details: { retryAfterSeconds: expect.any(Number) } },
    })
    const wait: number = refusal.data.details.retryAfterSeconds
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(30)
    expect((await owner.client.secondStep.status.query()).lockedUntil).not.toBeNull()
    expect(await stateOf(owner)).toBe('passed')

    const hasBackup = await app.signIn(email)
    expect(await pass(hasBackup, phone.backupCodes[0] ?? '')).toBe('ok')
    expect((await owner.client.secondStep.status.query()).lockedUntil).toBeNull()
    expect(await pass(waiting, phone.code())).toBe('ok')
  })

  test('are forgotten when the wait is over and a right one comes', async () => {
    const email = 'waited@example.org'
    const phone = await setUpSecondStep(await app.signIn(email), clock)
    const thief = await app.signIn(email)
    for (let count = 0; count < 5; count++) await pass(thief, phone.wrong())
    const waiting = await app.signIn(email)
    expect(await pass(waiting, phone.code())).toBe('second_step_locked')
    clock.forward(31)
    expect(await pass(waiting, phone.code())).toBe('ok')
  })
})

describe('backup codes', () => {
  test('let in once each, however they are typed', async () => {
    const email = 'backup@example.org'
    const owner = await app.signIn(email)
    const { backupCodes } = await setUpSecondStep(owner, clock)
    const [first = '', second = ''] = backupCodes
    expect(await pass(await app.signIn(email), ` ${first.toLowerCase().replace('-', ' ')}`)).toBe('ok')
    expect(await pass(await app.signIn(email), first)).toBe('second_step_code_wrong')
    const sessions = await addSessions(owner.userId, 20)
    const outcomes = await Promise.all(
      sessions.map((sessionId) =>
        reasonOf(passSecondStep(app.ctx, { userId: owner.userId, sessionId, code: second, actor })),
      ),
    )
    expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(1)
    expect(await owner.client.secondStep.status.query()).toMatchObject({ backupCodesLeft: 8 })
    expect((await mailsTo(email)).filter((text) => text.includes('backup code was used'))).toHaveLength(2)
    expect(await actionsOf(owner)).toContain('secondStep.useBackupCode')
  })

  test('of others let nobody in', async () => {
    const mine = await setUpSecondStep(await app.signIn('mine@example.org'), clock)
    await setUpSecondStep(await app.signIn('theirs@example.org'), clock)
    expect(await pass(await app.signIn('theirs@example.org'), mine.backupCodes[0] ?? '')).toBe(
      'second_step_code_wrong',
    )
  })

  test('are renewed all together', async () => {
    const email = 'renewed@example.org'
    const owner = await app.signIn(email)
    const { backupCodes: old } = await setUpSecondStep(owner, clock)
    const { backupCodes } = await owner.client.secondStep.renewBackupCodes.mutate()
    expect(new Set([...old, ...backupCodes]).size).toBe(20)
    const next = await app.signIn(email)
    expect(await pass(next, old[0] ?? '')).toBe('second_step_code_wrong')
    expect(await pass(next, backupCodes[0] ?? '')).toBe('ok')
    expect((await mailsTo(email)).join()).toMatch(/New backup codes were made/)
  })
})

test('what was begun and never confirmed is forgotten after a day, what is on is not', async () => {
  const begun = await app.signIn('begun@example.org')
  await begun.client.secondStep.begin.mutate()
  const done = await app.signIn('done@example.org')
  await setUpSecondStep(done, clock)
  await app.database.pool.query(
    `update second_factor set created_at = created_at - interval '25 hours' where user_id in ($1, $2)`,
    [begun.userId, done.userId],
  )
  await sweepExpired(app.ctx)
  const { rows } = await app.database.pool.query(
    'select user_id from second_factor where user_id in ($1, $2)',
    [begun.userId, done.userId],
  )
  expect(rows).toEqual([{ user_id: done.userId }])
})

test('turning it off ends all other sessions and leaves one step', async () => {
  const email = 'off@example.org'
  const ada = await app.signIn(email)
  const phone = await setUpSecondStep(ada, clock)
  const other = await app.signIn(email)
  expect(await pass(other, phone.code())).toBe('ok')
  await ada.client.secondStep.disable.mutate()
  expect(await stateOf(ada)).toBe('off')
  expect(await reasonOf(other.client.users.me.query())).toBe('sign_in_required')
  expect(await stateOf(await app.signIn(email))).toBe('off')
  expect((await mailsTo(email)).join()).toMatch(/turned off/)
  const { rows } = await app.database.pool.query(
    `select 1 from second_factor where user_id = $1 union all select 1 from backup_code where user_id = $1`,
    [ada.userId],
  )
  expect(rows).toEqual([])
})

test('a secret that no longer opens is said to be so, and lets nobody in', async () => {
  const email = 'unreadable@example.org'
  const ada = await app.signIn(email)
  const phone = await setUpSecondStep(ada, clock)
  const eve = await app.signIn('eve@example.org')
  await setUpSecondStep(eve, clock)
  await app.database.pool.query(
    `update second_factor set sealed_secret = (select sealed_secret from second_factor where user_id = $1)
     where user_id = $2`,
    [eve.userId, ada.userId],
  )
  expect(await pass(await app.signIn(email), phone.code())).toBe('second_step_unreadable')
})
