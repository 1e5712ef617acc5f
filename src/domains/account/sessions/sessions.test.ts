import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clientWithCookie, createTestApp, type Person, type TestApp } from '../../../testing/app.ts'
import { createSettableClock, setUpSecondStep } from '../../../testing/authenticator.ts'
import { reasonOf } from '../../../testing/reason-of.ts'

const clock = createSettableClock()
let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ clock, config: { role: 'web' } })
})
afterAll(() => app.close())
// All of them sign in from one place.
beforeEach(async () => void (await app.database.pool.query('delete from rate_limit')))

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  app.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

/** The answer of a sign-in route: `ok` or the code of its refusal. */
async function answerOf(response: Response): Promise<string> {
  if (response.ok) return 'ok'
  const { error } = (await response.json()) as { error: { code: string } }
  return error.code
}

async function mailCode(email: string): Promise<string> {
  expect((await post('/api/auth/email-otp/send-verification-otp', { email })).status).toBe(200)
  const subject = app.mails.findLast((mail) => mail.to === email)?.subject ?? ''
  return /\d{6}/.exec(subject)?.[0] ?? ''
}

const historyOf = async ({ client }: Person) => (await client.sessions.security.query({ limit: 100 })).items
const actionsOf = async (person: Person) => (await historyOf(person)).map(({ action }) => action)

/** A quarter of an hour after everybody signed in. */
async function later(work: () => Promise<void>): Promise<void> {
  clock.forward(16 * 60)
  await work().finally(() => clock.forward(-16 * 60))
}

describe('the list of sessions', () => {
  test('says where, with what and when', async () => {
    const email = 'list@example.org'
    const otp = await mailCode(email)
    const answer = await post('/api/auth/sign-in/email-otp', { email, otp }, { 'user-agent': FIREFOX })
    const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
    const [session] = await clientWithCookie(app.url, cookie).sessions.list.query()
    expect(session).toMatchObject({ current: true, device: 'Firefox on Linux', network: '127.0.0.0/24' })
    expect(Date.parse(session?.lastUsedAt ?? '')).toBeGreaterThan(Date.now() - 60_000)
  })

  test('ends all others, and this one goes on', async () => {
    const email = 'others@example.org'
    const [here, second, third] = [
      await app.signIn(email),
      await app.signIn(email),
      await app.signIn(email),
    ] as const
    const stranger = await app.signIn('stranger@example.org')
    expect(await here.client.sessions.revokeOthers.mutate()).toEqual({ ended: 2 })
    for (const { client } of [second, third])
      expect(await reasonOf(client.users.me.query())).toBe('sign_in_required')
    expect(await reasonOf(here.client.users.me.query())).toBe('ok')
    expect(await reasonOf(stranger.client.users.me.query())).toBe('ok')
    expect(await here.client.sessions.revokeOthers.mutate()).toEqual({ ended: 0 })
    expect((await actionsOf(here)).filter((action) => action === 'sessions.revokeOthers')).toHaveLength(1)
  })
})

describe('the history of security', () => {
  test('tells one’s own events in words, newest first, page by page', async () => {
    const ada = await app.signIn('history@example.org')
    const other = await app.signIn('history@example.org')
    const { id } = await ada.client.tokens.create.mutate({ name: 'scripts' })
    await ada.client.tokens.revoke.mutate({ id })
    const sessions = await ada.client.sessions.list.query()
    await ada.client.sessions.revoke.mutate({ id: sessions.find((one) => !one.current)?.id ?? '' })
    expect(await reasonOf(other.client.users.me.query())).toBe('sign_in_required')
    await (await app.signIn('neighbour@example.org')).client.tokens.create.mutate({ name: 'not hers' })

    const all = await historyOf(ada)
    expect(all.map(({ action }) => action)).toEqual([
      'sessions.revoke',
      'tokens.revoke',
      'tokens.create',
      'sessions.signIn',
      'sessions.signIn',
    ])
    expect(all.at(-1)).toMatchObject({ words: 'Signed in', address: '127.0.0.0/24' })
    for (const { words } of all) expect(words).toMatch(/^[A-Z][^_]+$/)

    const paged = []
    let cursor: number | undefined
    for (;;) {
      const page = await ada.client.sessions.security.query({ limit: 2, ...(cursor ? { cursor } : {}) })
      paged.push(...page.items)
      if (page.nextCursor === null) break
      cursor = page.nextCursor
    }
    expect(paged).toEqual(all)
  })

  test('has no secret in it', async () => {
    const ada = await app.signIn('quiet@example.org')
    const { token } = await ada.client.tokens.create.mutate({ name: 'scripts' })
    const { rows } = await app.database.pool.query('select * from audit_event where subject_id = $1', [
      ada.userId,
    ])
    expect(rows.length).toBeGreaterThan(1)
    const text = JSON.stringify(rows)
    expect(text).not.toContain(token.slice(3))
    expect(text).not.toContain(decodeURIComponent(ada.cookie.split('=')[1] ?? '').split('.')[0])
    expect(text).not.toContain('127.0.0.1')
  })

  test('has signing out, also as the last thing of a session', async () => {
    const ada = await app.signIn('bye@example.org')
    expect((await post('/api/auth/sign-out', {}, { cookie: ada.cookie })).status).toBe(200)
    expect((await actionsOf(await app.signIn('bye@example.org'))).slice(0, 2)).toEqual([
      'sessions.signIn',
      'sessions.signOut',
    ])
  })

  test('a token that can’t be made leaves no entry', async () => {
    const ada = await app.signIn('full@example.org')
    await app.database.pool.query(
      `insert into personal_access_token (user_id, name, token_hash)
       select $1, 'x', gen_random_uuid()::text from generate_series(1, 50)`,
      [ada.userId],
    )
    expect(await reasonOf(ada.client.tokens.create.mutate({ name: 'one more' }))).toBe('too_many_tokens')
    expect(await actionsOf(ada)).not.toContain('tokens.create')
  })
})

describe('confirming that it is you', () => {
  const confirm = async (person: Pick<Person, 'cookie'>, body: unknown): Promise<string> =>
    answerOf(await post('/api/auth/reauthenticate', body, { cookie: person.cookie }))
  const makeToken = ({ client }: Person) => reasonOf(client.tokens.create.mutate({ name: 'x' }))

  test('makes an old sign-in a fresh one, and is no new sign-in', async () => {
    const email = 'stale@example.org'
    const ada = await app.signIn(email)
    await later(async () => {
      expect(await makeToken(ada)).toBe('recent_sign_in_required')
      const otp = await mailCode(email)
      const answer = await post('/api/auth/reauthenticate', { otp }, { cookie: ada.cookie })
      expect([answer.status, await answer.json(), answer.headers.getSetCookie()]).toEqual([
        200,
        { ok: true },
        [],
      ])
      expect(await makeToken(ada)).toBe('ok')
      expect(await confirm(ada, { otp })).toBe('code_wrong')
    })
    expect(await ada.client.sessions.list.query()).toHaveLength(1)
    const actions = await actionsOf(ada)
    expect(actions.filter((action) => action === 'sessions.signIn')).toHaveLength(1)
    expect(actions).toContain('sessions.confirm')
  })

  test('takes nothing but a code of one’s own address', async () => {
    const ada = await app.signIn('own@example.org')
    await app.signIn('foreign@example.org')
    const foreign = await mailCode('foreign@example.org')
    const own = await mailCode('own@example.org')
    await later(async () => {
      expect(await confirm(ada, { otp: own === foreign ? '000000' : foreign })).toBe('code_wrong')
      expect(await confirm(ada, { otp: '' })).toBe('code_missing')
      expect(await confirm(ada, { otp: { $gt: '' } })).toBe('code_missing')
      expect(await confirm(ada, [])).toBe('code_missing')
      expect(await makeToken(ada)).toBe('recent_sign_in_required')
      expect(await confirm({ cookie: '' }, { otp: own })).toBe('sign_in_required')
    })
  })

  test('is not for tokens', async () => {
    const { token } = await app.tokenFor({ email: 'program@example.org' })
    const otp = await mailCode('program@example.org')
    const headers = { authorization: `Bearer ${token}` }
    expect(await answerOf(await post('/api/auth/reauthenticate', { otp }, headers))).toBe('token_not_enough')
  })

  test('takes five tries, shared with signing in', async () => {
    const email = 'tries@example.org'
    const ada = await app.signIn(email)
    const otp = await mailCode(email)
    const wrong = otp === '000000' ? '111111' : '000000'
    for (let count = 0; count < 5; count++) expect(await confirm(ada, { otp: wrong })).toBe('code_wrong')
    expect(await confirm(ada, { otp })).toBe('code_attempts_used_up')
    expect(await answerOf(await post('/api/auth/sign-in/email-otp', { email, otp }))).toBe('code_wrong')
  })

  test('asks for the second step as well where it is on; a wrong one costs no other code', async () => {
    const email = 'both@example.org'
    const ada = await app.signIn(email)
    const phone = await setUpSecondStep(ada, clock)
    await later(async () => {
      const otp = await mailCode(email)
      expect(await confirm(ada, { otp })).toBe('second_step_required')
      expect(await confirm(ada, { otp, code: phone.wrong() })).toBe('second_step_code_wrong')
      const code = phone.code()
      expect(await confirm(ada, { otp: otp === '000000' ? '111111' : '000000', code })).toBe('code_wrong')
      expect(await makeToken(ada)).toBe('recent_sign_in_required')
      expect(await confirm(ada, { otp, code })).toBe('ok')
      expect(await makeToken(ada)).toBe('ok')
      expect(await confirm(ada, { otp: await mailCode(email), code })).toBe('second_step_code_used')
      expect(await confirm(ada, { otp: await mailCode(email), code: phone.backupCodes[0] })).toBe('ok')
    })
  })

  test('ends the session after five wrong codes of the second step, at once', async () => {
    const email = 'guessing@example.org'
    const ada = await app.signIn(email)
    const phone = await setUpSecondStep(ada, clock)
    const otp = await mailCode(email)
    for (let count = 0; count < 4; count++)
      expect(await confirm(ada, { otp, code: phone.wrong() })).toBe('second_step_code_wrong')
    expect(await confirm(ada, { otp, code: phone.wrong() })).toBe('second_step_session_ended')
    expect(await reasonOf(ada.client.users.me.query())).toBe('sign_in_required')
  })

  test('does not get anybody past a second step that is still due', async () => {
    const email = 'due@example.org'
    const phone = await setUpSecondStep(await app.signIn(email), clock)
    const half = await app.signIn(email)
    const otp = await mailCode(email)
    expect(await confirm(half, { otp, code: phone.code() })).toBe('second_step_required')
    expect((await half.client.users.me.query()).secondStep).toBe('due')
  })
})
