import { describe, expect, test } from 'vitest'
import type { Overview } from '../../../src/domains/operations/schema.ts'
import { cappedWords, troublesOf } from './overview-troubles.ts'

type Lane = Overview['lanes'][number]

const none = { p50: null, p95: null, p99: null }
const lane = (part: Partial<Lane> = {}): Lane => ({
  lane: 'agents',
  concurrency: 4,
  perPerson: 3,
  maxRunning: null,
  defaults: { perPerson: 3, maxRunning: null },
  overridden: false,
  servedBy: 1,
  pausable: true,
  hold: null,
  queued: { count: 0, more: false },
  scheduled: { count: 0, more: false },
  held: 0,
  running: 0,
  oldestWaitSeconds: null,
  throughputPerMinute: 0,
  failureRate: null,
  wait: none,
  duration: none,
  ...part,
})
const overview = (part: Partial<Overview> = {}, ...lanes: Partial<Lane>[]): Overview => ({
  at: '2026-11-20T12:00:00.000Z',
  lanes: lanes.map((one) => lane(one)),
  workers: { alive: 1, lost: 0 },
  deadLetters: { count: 0, more: false },
  heldTasks: 0,
  heldPeople: 0,
  ...part,
})
const wordsOf = (given: Overview) => troublesOf(given).map(({ tone, words }) => `${tone}: ${words}`)
const waiting = { count: 3, more: false }

describe('troublesOf', () => {
  test('is silent while all is well', () => {
    expect(troublesOf(overview({}, { queued: waiting, oldestWaitSeconds: 59, failureRate: 0.19 }))).toEqual(
      [],
    )
  })

  test('names what is worst first', () => {
    const given = overview(
      {
        workers: { alive: 1, lost: 2 },
        deadLetters: { count: 10_000, more: true },
        heldTasks: 1,
        heldPeople: 2,
      },
      { oldestWaitSeconds: 90 },
    )
    expect(wordsOf(given)).toEqual([
      'bad: 10,000+ failed jobs wait for a decision: retry or remove.',
      'fair: 2 workers were lost in the last hour; others took over the jobs.',
      'fair: The oldest job in agents has waited 1 min 30 s.',
      'fair: Paused by operators: 1 task type and 2 people.',
    ])
  })

  test('a lane that is paused is not blamed for waiting', () => {
    const hold = { id: 'x', reason: 'upstream is down', since: '2026-11-20T11:00:00.000Z', by: null }
    expect(wordsOf(overview({}, { hold, queued: waiting, oldestWaitSeconds: 5_000 }))).toEqual([
      'fair: agents is paused: “upstream is down”. 3 jobs wait.',
    ])
  })

  test('without any worker only that is said', () => {
    const given = overview({ workers: { alive: 0, lost: 0 } }, { servedBy: 0, queued: waiting })
    expect(wordsOf(given)).toEqual(['bad: No worker is alive: nothing runs until one starts.'])
  })

  test('a lane that no worker serves is named', () => {
    expect(wordsOf(overview({}, { servedBy: 0, queued: { count: 1, more: false } }))).toEqual([
      'bad: No worker serves agents: 1 job waits.',
    ])
  })

  test.each([
    [0.2, 1, ['bad: 20 % of the attempts in agents failed in the last five minutes.']],
    [1, 0.8, []],
  ])('a rate of %d at %d a minute', (failureRate, throughputPerMinute, words) => {
    expect(wordsOf(overview({}, { failureRate, throughputPerMinute }))).toEqual(words)
  })

  test('ten minutes are too long', () => {
    expect(wordsOf(overview({}, { oldestWaitSeconds: 600 }))).toEqual([
      'bad: The oldest job in agents has waited 10 min.',
    ])
  })
})

test('cappedWords', () => {
  expect(cappedWords({ count: 12, more: false })).toBe('12')
  expect(cappedWords({ count: 50_000, more: true })).toBe('50,000+')
})
