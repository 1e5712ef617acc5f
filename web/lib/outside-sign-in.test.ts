import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createOutsideSignIn, type SignInService } from './outside-sign-in.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp(remembered: string | null = null) {
  const stored = new Map(remembered === null ? [] : [['jobpilot-sign-in-service', remembered]])
  const storage = {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => void stored.set(name, value),
    removeItem: (name: string) => void stored.delete(name),
  }
  const reload = vi.fn<() => void>()
  return { outside: createOutsideSignIn({ storage, reload, patienceMs: 1_000 }), stored, reload }
}

/** What Clerk is, seen from here. */
function fakeClerk(tokens: (string | null)[]): SignInService & { signedOut: boolean } {
  const clerk = {
    signedOut: false,
    getToken: () => Promise.resolve(tokens.length > 1 ? (tokens.shift() ?? null) : (tokens[0] ?? null)),
    signOut: () => {
      clerk.signedOut = true
      return Promise.resolve()
    },
    proveAgain: () => Promise.resolve(true),
  }
  return clerk
}

test('where people sign in here, no call waits and none carries a token', async () => {
  const { outside, stored } = setUp()
  expect(outside.key()).toBeNull()
  expect(await outside.headers()).toEqual({})
  await outside.signOut()
  expect(stored.size).toBe(0)
})

test('each call carries the token of its moment', async () => {
  const { outside } = setUp('pk_test_x')
  outside.provide(fakeClerk(['one', 'two']))
  expect(await outside.headers()).toEqual({ authorization: 'Bearer one' })
  expect(await outside.headers()).toEqual({ authorization: 'Bearer two' })
})

test('calls wait for the service to load, and go without a token when nobody is signed in there', async () => {
  const { outside } = setUp('pk_test_x')
  const asked = outside.headers()
  let answered = false
  void asked.then(() => (answered = true))
  await vi.advanceTimersByTimeAsync(900)
  expect(answered).toBe(false)
  outside.provide(fakeClerk([null]))
  expect(await asked).toEqual({})
})

test('a service that never comes holds up the first calls only, and is used once it is there', async () => {
  const { outside } = setUp('pk_test_x')
  const first = outside.headers()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await first).toEqual({})
  expect(await outside.headers()).toEqual({})
  outside.provide(fakeClerk(['late']))
  expect(await outside.headers()).toEqual({ authorization: 'Bearer late' })
})

test('a service that fails to give a token leaves the call without one', async () => {
  const { outside } = setUp('pk_test_x')
  outside.provide({ ...fakeClerk([]), getToken: () => Promise.reject(new Error('offline')) })
  expect(await outside.headers()).toEqual({})
})

test('the key is told once and known at the next start', () => {
  const { outside, stored, reload } = setUp()
  const told = vi.fn<() => void>()
  outside.subscribe(told)
  outside.use('pk_test_x')
  outside.use('pk_test_x')
  expect(told).toHaveBeenCalledTimes(1)
  expect([outside.key(), [...stored.values()]]).toEqual(['pk_test_x', ['pk_test_x']])
  expect(reload).not.toHaveBeenCalled()
})

test('another key, or none any more, begins anew', () => {
  const other = setUp('pk_test_old')
  other.outside.use('pk_test_new')
  expect([[...other.stored.values()], other.reload.mock.calls.length]).toEqual([['pk_test_new'], 1])
  const none = setUp('pk_test_old')
  none.outside.use(null)
  expect([none.stored.size, none.reload.mock.calls.length]).toEqual([0, 1])
})

test('who has to prove again who they are is asked there, once at a time', async () => {
  const here = setUp().outside
  expect(here.proveAgain()).toBeNull()
  const { outside } = setUp('pk_test_x')
  const answers: ((proved: boolean) => void)[] = []
  const proveAgain = () => new Promise<boolean>((resolve) => void answers.push(resolve))
  outside.provide({ ...fakeClerk(['one']), proveAgain })
  const asked = [outside.proveAgain(), outside.proveAgain()]
  await vi.advanceTimersByTimeAsync(0)
  expect(answers).toHaveLength(1)
  answers[0]?.(true)
  expect([await asked[0], await asked[1]]).toEqual([true, true])
  const again = outside.proveAgain()
  await vi.advanceTimersByTimeAsync(0)
  answers[1]?.(false)
  expect(await again).toBe(false)
  outside.provide({ ...fakeClerk([]), proveAgain: () => Promise.reject(new Error('closed')) })
  expect(await outside.proveAgain()).toBe(false)
})

test('signing out ends the session there', async () => {
  const { outside } = setUp('pk_test_x')
  const clerk = fakeClerk(['one'])
  outside.provide(clerk)
  await outside.signOut()
  expect(clerk.signedOut).toBe(true)
})
