import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createSignIn } from '../../domains/account/sign-in.ts'
import { createVerify } from '../../domains/account/verify-request.ts'
import { createTestApp, type TestApp } from '../../testing/app.ts'
import { openRawStream, type RawStream } from '../../testing/raw-stream.ts'
import { stockAddress } from '../../testing/stock-stream.ts'
import { until } from '../../testing/until.ts'
import { requireSession } from '../auth/require-session.ts'
import { createSessionCache } from '../auth/session-cache.ts'
import type { Session } from '../auth/session.ts'
import { asUser, asWorker } from '../db/transaction.ts'
import { appendEvent } from '../events/append-event.ts'
import { createOpenStreams } from '../http/open-streams.ts'
import { serveHttp } from '../http/serve.ts'
import { createEventResponder } from './event-responder.ts'

let app: TestApp
const open: RawStream[] = []
beforeAll(async () => {
  app = await createTestApp({ config: { streamsPerPerson: 2 } })
})
afterEach(async () => {
  for (const stream of open) stream.close()
  await Promise.all(open.splice(0).map(({ ended }) => ended))
})
afterAll(() => app.close())

const EVENTS = '/api/v1/trpc/agents.events'
const withInput = (input: unknown, more = '') =>
  `${EVENTS}?input=${encodeURIComponent(JSON.stringify(input))}${more}`
const paths = [
  ['the responder', (address: string) => address],
  ['the stock adapter', stockAddress],
] as const

/** A person with a run to which events can be added. */
async function person(email: string) {
  const { userId, token } = await app.tokenFor({ email })
  const runId = app.ctx.clock.uuid()
  await asWorker(app.ctx.db, (tx) =>
    tx.insertInto('agent_run').values({ id: runId, user_id: userId, agent: 'test', input: '{}' }).execute(),
  )
  const append = (...words: string[]) =>
    asUser(app.ctx.db, userId, async (tx) => {
      for (const text of words)
        await appendEvent(tx, app.ctx, { userId, runId, agent: 'test', type: 'progress', words: text })
    })
  const follow = async (address: string, headers: Record<string, string> = {}) => {
    const stream = await openRawStream(app.url + address, { authorization: `Bearer ${token}`, ...headers })
    open.push(stream)
    return stream
  }
  return { userId, token, append, follow }
}

const perRequest = new Set(['date', 'x-request-id'])
const headersOf = ({ answer }: RawStream) =>
  Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !perRequest.has(name)))

test('it writes byte for byte what the stock adapter writes, with the same headers', async () => {
  const { append, follow } = await person('ada@example.org')
  await append('Reads “Über uns”\nline two \u2028 🚀', '', 'data: id: 7')
  const [ours, stock] = await Promise.all([follow(withInput({})), follow(stockAddress(withInput({})))])
  const text = await ours.untilText('\nid: 3\n\n\n')
  await append('later')
  expect(await ours.untilText('\nid: 4\n\n\n')).toBe(await stock.untilText('\nid: 4\n\n\n'))
  expect(text).toMatch(
    /^event: connected\ndata: \{"reconnectAfterInactivityMs":45000\}\n\n\ndata: \{"seq":1,/,
  )
  expect(headersOf(ours)).toEqual(headersOf(stock))
  expect([ours.answer.statusCode, stock.answer.statusCode]).toEqual([200, 200])
})

describe.each(paths)('%s begins where it is asked to', (whose, address) => {
  test.each([
    ['after a number', withInput({ after: 2 }), {}],
    ['after the number of a reconnect', withInput({ after: 1, lastEventId: '2' }), {}],
    ['after the header that EventSource sends', withInput({ after: 1 }), { 'last-event-id': '2' }],
    ['after the parameter of the same name', withInput({}, '&lastEventId=2'), {}],
    ['after the parameter, without any input', `${EVENTS}?Last-Event-Id=2`, {}],
    ['with the header before the parameter', withInput({}, '&lastEventId=1'), { 'last-event-id': '2' }],
  ])('%s', async (name, path, headers) => {
    const { append, follow } = await person(
      `${whose} ${name}@example.org`.replaceAll(' ', '.').replaceAll(',', ''),
    )
    await append('one', 'two', 'three')
    const text = await (await follow(address(path), headers)).untilText('\nid: 3\n')
    expect(text.match(/^id: .*/gm)).toEqual(['id: 3'])
  })
})

describe.each(paths)('%s refuses', (_name, address) => {
  const refusal = async (stream: RawStream) => {
    const text = await stream.untilText(/event: serialized-error\ndata: .*\n/)
    return JSON.parse(/event: serialized-error\ndata: (.*)\n/.exec(text)?.[1] ?? '') as unknown
  }

  test('nobody, a bad token, and input that is none', async () => {
    const { follow } = await person('mary@example.org')
    for (const [path, headers, reason] of [
      [withInput({}), { authorization: 'Basic x' }, 'session_invalid'],
      [withInput({}), { authorization: 'Bearer jp_nonsense' }, 'token_invalid'],
      [withInput({ after: -1 }), {}, 'invalid_input'],
      [withInput({ after: 'x' }), {}, 'invalid_input'],
      [withInput([1]), {}, 'invalid_input'],
      [EVENTS, {}, 'invalid_input'],
    ] as const) {
      const refused = await refusal(await follow(address(path), headers))
      expect(refused, path).toMatchObject({ data: { reason } })
    }
    const stranger = await openRawStream(app.url + address(withInput({})))
    open.push(stranger)
    expect(await refusal(stranger)).toMatchObject({ data: { reason: 'sign_in_required' } })
  })

  test('more streams than a person may have, whatever they accept', async () => {
    const { follow } = await person('grace@example.org')
    const first = await follow(address(withInput({})), { accept: '*/*' })
    await follow(address(withInput({})), { accept: 'text/event-stream' })
    expect(await refusal(await follow(address(withInput({}))))).toMatchObject({
      data: { reason: 'too_many_requests', details: { retryAfterSeconds: 10 } },
    })
    first.close()
    await first.ended
  })

  test('without counting what it refused', async () => {
    const { append, follow } = await person('ida@example.org')
    for (let count = 0; count < 3; count++) {
      const refused = await follow(address(withInput({ after: -1 })))
      await refused.ended
    }
    await append('heard')
    const stream = await follow(address(withInput({})))
    expect(await stream.untilText('id: 1')).toContain('heard')
  })

  test('nobody their own, but everybody others’', async () => {
    const [ada, eve] = [await person('hedy@example.org'), await person('eve@example.org')]
    const [adas, eves] = [await ada.follow(address(withInput({}))), await eve.follow(address(withInput({})))]
    await Promise.all([ada.append('for hedy'), eve.append('for eve')])
    expect(await adas.untilText('id: ')).not.toContain('for eve')
    expect(await eves.untilText('id: ')).not.toContain('for hedy')
  })

  test('a token from the moment it is revoked, also where its stream is open', async () => {
    const { client } = await app.signIn('joan@example.org')
    const { id, token } = await client.tokens.create.mutate({ name: 'x', scope: 'read', expiresInDays: 1 })
    const headers = { authorization: `Bearer ${token}` }
    const stream = await openRawStream(app.url + address(withInput({})), headers)
    open.push(stream)
    await stream.untilText('connected')
    await client.tokens.revoke.mutate({ id })
    await stream.ended
    // Without a word of farewell the client comes again, and hears why it may not.
    expect(stream.text()).not.toMatch(/event: (return|serialized-error)/)
    const again = await openRawStream(app.url + address(withInput({})), headers)
    open.push(again)
    expect(await refusal(again)).toMatchObject({ data: { reason: 'token_invalid' } })
  })
})

describe('an open stream whose session is asked for again', () => {
  /** The application's own sign-in, asked every few milliseconds instead of every thirty seconds. */
  const openStream = async (token: string) => {
    const { config, db, clock } = app.ctx
    const cache = createSessionCache(clock, 0)
    const verify = createVerify({ config, db, clock, cache, signIn: createSignIn(app.ctx) })
    const streams = createOpenStreams(verify, { perPerson: 1, recheckMs: 10 })
    const headers = new Headers({ authorization: `Bearer ${token}` })
    const session = requireSession(await verify(headers), { toWrite: false })
    const left = new AbortController()
    return { ended: streams.open({ headers, signal: left.signal }, session), streams }
  }

  test.each([
    [
      'its token expires',
      `update personal_access_token set expires_at = now() - interval '1 s' where user_id = `,
    ],
    ['its person is suspended', `update users set state = 'suspended' where id = `],
    ['its person is gone', `delete from users where id = `],
  ])('ends when %s', async (name, change) => {
    const { userId, token } = await app.tokenFor({ email: `${name.replaceAll(' ', '.')}@example.org` })
    const { ended, streams } = await openStream(token)
    expect(ended.aborted).toBe(false)
    await asWorker(app.ctx.db, (tx) => sql`${sql.raw(change)} ${userId}`.execute(tx))
    await until(async () => ended.aborted)
    expect(streams.isFull(userId)).toBe(false)
  })
})

test('a stream with nothing to tell gives a sign of life', async () => {
  const caller: Session = {
    userId: 'ada',
    sessionId: 'one',
    role: 'user',
    plan: 'free',
    via: 'session',
    mfa: false,
    authTime: null,
  }
  const respond = createEventResponder({
    verify: async () => caller,
    streams: createOpenStreams(async () => caller, { perPerson: 1 }),
    hub: { follow: () => () => undefined },
    log: app.ctx.log,
    path: EVENTS,
    readInput: () => 0,
    pingMs: 30,
  })
  const server = await serveHttp({
    host: '127.0.0.1',
    port: 0,
    appUrl: 'http://localhost',
    trustedProxies: 0,
    log: app.ctx.log,
    fetch: async (request, env) =>
      (await respond(request, env)) ? RESPONSE_ALREADY_SENT : new Response(null, { status: 404 }),
  })
  const stream = await openRawStream(`http://127.0.0.1:${server.port}${EVENTS}`)
  const text = await stream.untilText(/(event: ping\ndata: \n\n\n){2}$/)
  expect(text).toMatch(/^event: connected\ndata: .*\n\n\nevent: ping/)
  stream.close()
  await server.close(0)
})
