import { expect, test } from 'vitest'
import { until } from '../../testing/until.ts'
import type { Session, UserRole } from '../auth/session.ts'
import { createOpenStreams } from './open-streams.ts'

const session = (userId: string, sessionId = 'one'): Session => ({
  userId,
  sessionId,
  role: 'user',
  plan: 'free',
  via: 'session',
  mfa: false,
  authTime: null,
})

const request = (signal?: AbortSignal) => new Request('http://localhost/', signal ? { signal } : {})
const ended = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))

test('a stream ends when its caller leaves', () => {
  const leaving = new AbortController()
  const streams = createOpenStreams(async () => null, { perPerson: 20 })
  const signal = streams.open(request(leaving.signal), session('ada'))
  expect(signal.aborted).toBe(false)
  leaving.abort()
  expect(signal.aborted).toBe(true)
})

test('a stream ends when its session is ended, others go on', () => {
  const streams = createOpenStreams(async () => null, { perPerson: 20 })
  const ending = streams.open(request(), session('ada', 'one'))
  const going = streams.open(request(), session('ada', 'two'))
  streams.endSession('one')
  expect([ending.aborted, going.aborted]).toEqual([true, false])
  streams.endAll()
  expect(going.aborted).toBe(true)
})

test('a stream ends when its session turns out to be over', async () => {
  let answer: Session | null = session('ada')
  const streams = createOpenStreams(async () => answer, { perPerson: 20, recheckMs: 10 })
  const signal = streams.open(request(), session('ada'))
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(signal.aborted).toBe(false)
  answer = null
  await ended(signal)
})

test('a database that is away for a moment ends nothing', async () => {
  let asked = 0
  const verify = async (): Promise<Session | null> => {
    asked++
    throw new Error('connection refused')
  }
  const streams = createOpenStreams(verify, { perPerson: 20, recheckMs: 10 })
  const signal = streams.open(request(), session('ada'))
  await new Promise((resolve) => setTimeout(resolve, 60))
  expect(asked).toBeGreaterThan(1)
  expect(signal.aborted).toBe(false)
  streams.endAll()
})

test('streams of those who were suspended or became something else end, all others go on', async () => {
  const roles = new Map<string, UserRole>([
    ['ada', 'user'],
    ['bob', 'user'],
    ['eve', 'user'],
  ])
  let asked = 0
  const rolesOf = async () => {
    asked++
    if (asked === 2) throw new Error('connection refused')
    return roles
  }
  const streams = createOpenStreams(async () => null, { perPerson: 20, rolesOf, rolesMs: 5 })
  const [ada, bob, eve] = ['ada', 'bob', 'eve'].map((name) => streams.open(request(), session(name)))
  await until(async () => asked > 3)
  expect([ada?.aborted, bob?.aborted, eve?.aborted]).toEqual([false, false, false])
  roles.delete('ada')
  roles.set('bob', 'operator')
  await until(async () => ada?.aborted && bob?.aborted)
  expect(eve?.aborted).toBe(false)
  streams.endAll()
})

test('a person has at most twenty; one that ended makes room', () => {
  const streams = createOpenStreams(async () => null, { perPerson: 20 })
  const leaving = new AbortController()
  streams.open(request(leaving.signal), session('ada'))
  for (let count = 1; count < 20; count++) streams.open(request(), session('ada'))
  expect(() => streams.open(request(), session('ada'))).toThrow(
    expect.objectContaining({ code: 'too_many_requests' }),
  )
  streams.open(request(), session('bob'))
  leaving.abort()
  expect(streams.open(request(), session('ada')).aborted).toBe(false)
  streams.endAll()
})
