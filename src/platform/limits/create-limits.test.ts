import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testConfig } from '../../testing/config.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { createFlakyProxy, type FlakyProxy } from '../../testing/flaky-proxy.ts'
import { until } from '../../testing/until.ts'
import type { Plan, Session } from '../auth/session.ts'
import { systemClock, type Clock } from '../clock.ts'
import { createDb, createPool } from '../db/connect.ts'
import type { Db } from '../db/types.ts'
import { noMetrics } from '../telemetry/metrics.ts'
import { createLimits, type Limits } from './create-limits.ts'
import type { Cost } from './limits.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

/** A clock that stands still until it is moved. */
function handClock(): Clock & { pass(seconds: number): void } {
  let now = Date.parse('2026-01-01T00:00:00Z')
  return { ...systemClock, now: () => new Date(now), pass: (seconds) => (now += seconds * 1_000) }
}

/** The limits of one process. Patient, since the machine may be busy with other tests. */
function newProcess(
  clock: Clock = systemClock,
  { db = database.db, patienceMs = 20_000, factor = 1 } = {},
): Limits {
  const config = testConfig({ databaseUrl: null, dataDir: '', rateLimitFactor: factor })
  return createLimits({ config, db, clock, log: pino({ level: 'silent' }), metrics: noMetrics, patienceMs })
}

function session(via: Session['via'] = 'token', plan: Plan = 'free', userId = systemClock.uuid()): Session {
  return { userId, plan, role: 'user', sessionId: userId, via, mfa: false, authTime: null }
}

interface Answer {
  passed: boolean
  retryAfter: number
  scope: string
  headers: Record<string, string>
}

/** Somebody who is known, or only where they are. */
type Caller = Session | { address: string; refused: boolean }

async function call(limits: Limits, caller: Caller, cost?: Cost): Promise<Answer> {
  const known = 'userId' in caller ? { session: caller, refused: false, address: '203.0.113.1' } : null
  const tally = limits.of(known ?? { session: null, address: '', refused: false, ...caller })
  try {
    await tally.count(cost)
    return { passed: true, retryAfter: 0, scope: '', headers: tally.headers() }
  } catch (error) {
    const { data } = error as { data: { retryAfterSeconds: number; scope: string } }
    return { passed: false, retryAfter: data.retryAfterSeconds, scope: data.scope, headers: tally.headers() }
  }
}

/** The processes take turns. */
async function callAtOnce(many: readonly Limits[], caller: Caller, count: number, cost?: Cost) {
  const turns = Array.from({ length: count }, (_, at) => many[at % many.length]).filter((limits) => !!limits)
  const answers = await Promise.all(turns.map((limits) => call(limits, caller, cost)))
  return { answers, passed: answers.filter((answer) => answer.passed).length }
}

describe('calls with a token', () => {
  test('are limited exactly, over two processes and 400 at once, and each is told how it stands', async () => {
    const ada = session()
    const { answers, passed } = await callAtOnce([newProcess(), newProcess()], ada, 400)
    expect(passed).toBe(100)
    const left = answers
      .filter((answer) => answer.passed)
      .map(({ headers }) => headers['RateLimit-Remaining'])
    expect(left.map(Number).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, at) => at))
    for (const { passed: in_, retryAfter, headers } of answers) {
      expect(headers['RateLimit-Limit']).toBe('100')
      expect(headers['RateLimit-Reset']).toMatch(/^\d{1,4}$/)
      if (in_) continue
      expect(retryAfter).toBeGreaterThan(30)
      expect(retryAfter).toBeLessThanOrEqual(36)
      expect(headers['RateLimit-Remaining']).toBe('0')
    }
  })

  test('may be a thousand with the larger plan, from the next call on', async () => {
    const free = session('token', 'free')
    const limits = newProcess()
    expect((await callAtOnce([limits], free, 120)).passed).toBe(100)
    expect((await callAtOnce([limits], { ...free, plan: 'pro' }, 1_000)).passed).toBe(900)
    expect(await call(limits, free)).toMatchObject({ passed: false })
  })

  test('may go on when the time that was told is over, and not before', async () => {
    const clock = handClock()
    const limits = newProcess(clock)
    const ada = session()
    await callAtOnce([limits], ada, 100)
    const { retryAfter } = await call(limits, ada)
    expect(retryAfter).toBeGreaterThan(34)
    // The database has its own clock, which is moved by moving what it has noted.
    const pass = async (seconds: number) => {
      clock.pass(seconds)
      await database.pool.query(
        "update rate_limit set refilled_at = refilled_at - $1 * interval '1 second'",
        [seconds],
      )
    }
    await pass(retryAfter - 2)
    expect(await call(limits, ada)).toMatchObject({ passed: false })
    await pass(2)
    const { passed } = await callAtOnce([limits], ada, 3)
    expect(passed).toBe(1)
  })
})

describe('actions', () => {
  test('of a signed-in person count like calls with a token, their reading does not', async () => {
    const ada = session('session')
    const limits = newProcess()
    expect((await callAtOnce([limits], ada, 200)).passed).toBe(200)
    expect((await callAtOnce([limits], ada, 110, 'action')).passed).toBe(100)
    expect(await call(limits, ada)).toMatchObject({ passed: true })
  })

  test.each([
    ['capture', 'captures', 60],
    ['upload', 'uploads', 30],
    ['model', 'models', 60],
  ] as const)('of the kind %s have a limit of their own on every plan', async (cost, scope, most) => {
    const ada = session('session', 'pro')
    const limits = [newProcess(), newProcess()]
    const { answers, passed } = await callAtOnce(limits, ada, most + 10, cost)
    expect(passed).toBe(most)
    expect(answers.find((answer) => !answer.passed)).toMatchObject({ scope })
    expect((await callAtOnce(limits, ada, 5, 'action')).passed).toBe(5)
  })
})

describe('the burst limit', () => {
  test('of 600 a minute holds back without asking the database', async () => {
    const clock = handClock()
    const limits = newProcess(clock, { db: unreachable() })
    const ada = session('session')
    const { answers, passed } = await callAtOnce([limits], ada, 650)
    expect(passed).toBe(600)
    expect(answers.at(-1)).toMatchObject({
      scope: 'burst',
      retryAfter: 1,
      headers: { 'RateLimit-Limit': '600' },
    })
    clock.pass(3)
    expect((await callAtOnce([limits], ada, 50)).passed).toBe(30)
  })

  test('is shared between processes as soon as they have told each other', async () => {
    const clock = handClock()
    const [one, other] = [newProcess(clock, { factor: 0.1 }), newProcess(clock, { factor: 0.1 })]
    const ada = session('session')
    expect((await callAtOnce([one], ada, 60)).passed).toBe(60)
    // The other one learns of it with what it tells itself: after a twentieth of the limit.
    await until(async () => !(await call(other, ada)).passed)
    const { passed } = await callAtOnce([one, other], ada, 60)
    expect(passed).toBe(0)
  })

  test('is one for all who come without a credential from a network', async () => {
    const limits = newProcess(handClock(), { factor: 0.1 })
    const from = (address: string) => call(limits, { address, refused: false })
    const hosts = Array.from({ length: 70 }, (_, at) => `2001:db8:1:1::${(at + 1).toString(16)}`)
    const answers = await Promise.all(hosts.map(from))
    expect(answers.filter(({ passed }) => passed)).toHaveLength(60)
    expect(await from('2001:db8:1:2::1')).toMatchObject({ passed: true })
  })
})

test('a refused credential counts for its network', async () => {
  const limits = [newProcess(), newProcess()]
  expect((await callAtOnce(limits, { address: '198.51.100.7', refused: true }, 120)).passed).toBe(100)
  expect((await callAtOnce(limits, { address: '198.51.100.8', refused: true }, 1)).passed).toBe(1)
  expect((await callAtOnce(limits, session(), 1)).passed).toBe(1)
})

test('the machine’s own operator is limited by nothing, nor is anybody where limits are off', async () => {
  expect((await callAtOnce([newProcess()], session('machine'), 300)).passed).toBe(300)
  const off = newProcess(systemClock, { factor: Number.POSITIVE_INFINITY })
  expect(await call(off, session())).toMatchObject({ passed: true, headers: {} })
  expect((await callAtOnce([off], session(), 300)).passed).toBe(300)
})

function unreachable(): Db {
  return createDb(createPool({ connectionString: 'postgres://nobody@127.0.0.1:1/nothing' }))
}

describe('without the database', () => {
  let proxy: FlakyProxy
  let pools: { db: Db }[] = []
  beforeAll(async () => {
    proxy = await createFlakyProxy(database.url)
  })
  afterAll(async () => {
    proxy.heal()
    await Promise.all(pools.map(({ db }) => db.destroy()))
    await proxy.close()
  })

  function throughProxy(clock: Clock): Limits {
    const db = createDb(createPool({ connectionString: proxy.url }))
    pools = [...pools, { db }]
    return newProcess(clock, { db, patienceMs: 250 })
  }

  /** The database's limit is the whole one, a stand-in's is a share. */
  const limitOf = async (limits: Limits) => (await call(limits, session())).headers['RateLimit-Limit']

  test('each process lets through its share for a minute, then a tenth; afterwards they share again', async () => {
    // The processes of the other tests have ended.
    await database.pool.query(`delete from rate_limit where key like 'process:%'`)
    const clock = handClock()
    const both = [throughProxy(clock), throughProxy(clock)] as const
    for (const limits of both) await until(async () => (await limitOf(limits)) === '100')
    // They count each other now and then.
    clock.pass(21)
    await Promise.all(both.map(limitOf))
    const ada = session()
    await callAtOnce([both[0]], ada, 40)

    proxy.hang()
    const started = performance.now()
    const frozen = await callAtOnce(both, session(), 400)
    expect(performance.now() - started).toBeLessThan(5_000)
    expect(frozen.passed).toBe(100)
    expect(frozen.answers.map(({ headers }) => headers['RateLimit-Limit'])).toEqual(Array(400).fill('50'))
    // Of those she had left, one half.
    expect((await callAtOnce([both[0]], ada, 100)).passed).toBe(30)

    clock.pass(61)
    const later = await callAtOnce(both, session(), 100)
    expect(later.passed).toBe(10)

    proxy.heal()
    for (const limits of both) {
      await until(async () => {
        clock.pass(1)
        return (await limitOf(limits)) === '100'
      })
    }
  })

  test('nobody is locked out when it refuses, and not everything passes', async () => {
    const clock = handClock()
    const limits = throughProxy(clock)
    proxy.cut()
    expect((await callAtOnce([limits], session(), 300)).passed).toBe(100)
    proxy.heal()
    await until(async () => {
      clock.pass(1)
      return call(limits, session()).then(({ headers }) => headers['RateLimit-Remaining'] === '99')
    })
  })
})
