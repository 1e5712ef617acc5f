import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { describeRequest } from '../../platform/http/request-info.ts'
import { createTestApp, type TestApp } from '../../testing/app.ts'
import { SIGN_IN_PATH } from './sign-in-caller.ts'
import { createSignIn, type SignIn } from './sign-in.ts'

/** What somebody gets who guesses, replays and listens. */

const TRIES = 5
const ROUNDS = 8
const ADDRESSES = 20
const SEND = '/email-otp/send-verification-otp'
const USE = '/sign-in/email-otp'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ config: { role: 'web' } })
})
afterAll(() => app.close())
beforeEach(async () => void (await app.database.pool.query('delete from rate_limit')))

function request(path: string, body: unknown): Request {
  return new Request(`http://localhost${SIGN_IN_PATH}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** Without a socket, from any address: in front of it are the limits by address and by peer. */
const call = (path: string, body: unknown, remoteAddress = '127.0.0.1') =>
  app.app.fetch(request(path, body), { info: describeRequest(undefined, undefined), remoteAddress })

async function codeFor(email: string): Promise<string> {
  expect((await call(SEND, { email })).status).toBe(200)
  const subject = app.mails.findLast((mail) => mail.to === email)?.subject ?? ''
  return /\d{6}/.exec(subject)?.[0] ?? ''
}

/** `count` different codes, the right one last. */
function guesses(right: string, count: number): string[] {
  const wrong = Array.from({ length: count }, (_, index) =>
    String((index * 7_919) % 1_000_000).padStart(6, '0'),
  )
  return [...wrong.filter((code) => code !== right).slice(0, count - 1), right]
}

/**
 * The sign-in without our queue and limits in front, and how many codes it has compared: to compare one, it
 * must have asked for the secret that hashes them.
 */
function countingSignIn(): { signIn: SignIn; compared: () => number } {
  const { config } = app.ctx
  let asked = 0
  const counting = {
    ...config,
    get authSecret() {
      asked++
      return config.authSecret
    },
  }
  const signIn = createSignIn({ ...app.ctx, config: counting })
  const before = asked
  return { signIn, compared: () => asked - before }
}

describe('guessing', () => {
  test('a hundred at once, again and again: five are compared at most', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const email = `round-${round}@example.org`
      const right = await codeFor(email)
      const { signIn, compared } = countingSignIn()
      const answers = await Promise.all(
        guesses(right, 100).map((otp) =>
          signIn.handle(request(USE, { email, otp })).then(
            (response) => response.ok,
            () => false,
          ),
        ),
      )
      expect(compared()).toBeLessThanOrEqual(TRIES)
      expect(answers.filter(Boolean).length).toBeLessThanOrEqual(compared())
    }
  })

  test('behind the limits, the right code after five wrong ones lets nobody in, from wherever it comes', async () => {
    const email = 'spread@example.org'
    const right = await codeFor(email)
    const answers = await Promise.all(
      guesses(right, 100).map((otp, index) => call(USE, { email, otp }, `198.51.100.${index}`)),
    )
    expect(answers.filter((response) => response.ok)).toEqual([])
    expect(answers.filter((response) => response.status === 429).length).toBeGreaterThanOrEqual(80)
  })
})

describe('a code', () => {
  test('that is used twenty times at once lets one in', async () => {
    const email = 'replay@example.org'
    const otp = await codeFor(email)
    const { signIn } = countingSignIn()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        signIn.handle(request(USE, { email, otp })).then(
          (response) => response.ok,
          () => false,
        ),
      ),
    )
    expect(answers.filter(Boolean)).toHaveLength(1)
    const { rows } = await app.database.pool.query(
      'select count(*)::int as count from auth_session join users on users.id = user_id where email = $1',
      [email],
    )
    expect(rows).toEqual([{ count: 1 }])
  })

  test('for one address is none for another', async () => {
    const otp = await codeFor('mine@example.org')
    while ((await codeFor('yours@example.org')) === otp);
    expect((await call(USE, { email: 'yours@example.org', otp })).status).toBe(400)
    expect((await call(USE, { email: 'nobody-asked@example.org', otp })).status).toBe(400)
    expect((await call(USE, { email: 'mine@example.org', otp })).status).toBe(200)
  })

  test('with blanks around it is the same code; anything else is wrong, not an error', async () => {
    const email = 'typed@example.org'
    const otp = await codeFor(email)
    for (const junk of ['１２３４５６', '<b>', '%00', "' or 1=1"])
      expect((await call(USE, { email, otp: junk })).status).toBe(400)
    expect((await call(USE, { email, otp: ` ${otp} ` })).status).toBe(200)
  })
})

describe('whether an address has an account', () => {
  const parts = (response: Response, body: string) => ({
    status: response.status,
    body,
    headers: [...response.headers].filter(([name]) => !/date|request-id/.test(name)),
  })

  const answers = (path: string, bodyOf: (email: string) => unknown, kind: string) =>
    Promise.all(
      Array.from({ length: ADDRESSES }, async (_, index) => {
        const response = await call(path, bodyOf(`${kind}-${index}@example.org`), `198.51.100.${index}`)
        return parts(response, (await response.text()).replace(/"requestId":"[^"]*"/, ''))
      }),
    )

  test('is not told by asking for a code, nor by a wrong one', async () => {
    await app.database.pool.query(
      `insert into users (email, email_verified)
       select format('known-%s@example.org', n), true from generate_series(0, $1::int - 1) n`,
      [ADDRESSES],
    )
    const ask = (email: string) => ({ email })
    expect(await answers(SEND, ask, 'known')).toEqual(await answers(SEND, ask, 'unknown'))
    const guess = (email: string) => ({ email, otp: 'nope' })
    expect(await answers(USE, guess, 'known')).toEqual(await answers(USE, guess, 'unknown'))
  })
})
