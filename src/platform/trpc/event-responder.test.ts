import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../testing/app.ts'
import { openRawStream, type RawStream } from '../../testing/raw-stream.ts'
import { stockAddress } from '../../testing/stock-stream.ts'
import { asUser, asWorker } from '../db/transaction.ts'
import { appendEvent } from '../events/append-event.ts'

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
    const { client } = await app.tokenFor({ email: 'joan@example.org' })
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
