import { expect, test } from 'vitest'
import { createSessionCache } from './session-cache.ts'
import type { Session } from './session.ts'

const session: Session = {
  userId: '0190a000-0000-7000-8000-000000000001',
  role: 'user',
  plan: 'free',
  sessionId: 'one',
  via: 'session',
  mfa: false,
  authTime: null,
}

function setUp() {
  let now = 0
  let loads = 0
  const cache = createSessionCache({ now: () => new Date(now) }, 5_000)
  const load = async (): Promise<Session | null> => {
    loads++
    return session
  }
  return { cache, load, loads: () => loads, pass: (ms: number) => (now += ms) }
}

test('asks once within the time, also when asked twice at once', async () => {
  const { cache, load, loads, pass } = setUp()
  await Promise.all([cache.resolve('a', load), cache.resolve('a', load)])
  pass(4_999)
  expect(await cache.resolve('a', load)).toEqual(session)
  expect(loads()).toBe(1)
  pass(1)
  await cache.resolve('a', load)
  expect(loads()).toBe(2)
})

test('credentials do not share', async () => {
  const { cache, load, loads } = setUp()
  await cache.resolve('a', load)
  await cache.resolve('b', load)
  expect(loads()).toBe(2)
})

test('forgets a session at once', async () => {
  const { cache, load, loads } = setUp()
  await cache.resolve('a', load)
  cache.forget('other')
  await cache.resolve('a', load)
  expect(loads()).toBe(1)
  cache.forget('one')
  await cache.resolve('a', load)
  expect(loads()).toBe(2)
})

test('a session that is revoked while it is being read is read again', async () => {
  const { cache, load, loads } = setUp()
  const reading = cache.resolve('a', load)
  cache.forget('one')
  await reading
  await cache.resolve('a', load)
  expect(loads()).toBe(2)
})

test('remembers neither refusals nor failures', async () => {
  const { cache, load, loads } = setUp()
  expect(await cache.resolve('a', async () => null)).toBeNull()
  await expect(cache.resolve('a', async () => Promise.reject(new Error('down')))).rejects.toThrow('down')
  expect(await cache.resolve('a', load)).toEqual(session)
  expect(loads()).toBe(1)
})
