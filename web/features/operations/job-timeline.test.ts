import { expect, test } from 'vitest'
import { timelineOf, type TimelineJob } from './job-timeline.ts'

const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 9, 0, second)).toISOString()

const attempt = (number: number, from: number, to: number | null, part: object = {}) => ({
  attempt: number,
  state: 'failed' as const,
  workerId: '0195f3a0-1111-7abc-8def-0123456789ab',
  workerHost: 'host-1',
  startedAt: at(from),
  finishedAt: to === null ? null : at(to),
  durationMs: to === null ? null : (to - from) * 1_000,
  errorCode: null,
  errorMessage: null,
  errorStack: null,
  logs: [],
  ...part,
})

const job = (part: Partial<TimelineJob>): TimelineJob => ({
  state: 'queued',
  createdAt: at(0),
  runAt: at(0),
  finishedAt: null,
  attempts: [],
  events: [],
  parent: null,
  schedule: null,
  ...part,
})

const told = (part: Partial<TimelineJob>) => timelineOf(job(part)).map(({ words }) => words)

test('tells creation, attempts, events and the end in the order of their times', () => {
  const moments = timelineOf(
    job({
      state: 'succeeded',
      finishedAt: at(30),
      runAt: at(20),
      attempts: [
        attempt(1, 2, 4, { errorCode: 'upstream', errorMessage: 'It answered 503' }),
        attempt(2, 28, 30, { state: 'succeeded', workerHost: null }),
      ],
      events: [{ at: at(10), type: 'rescheduled', words: 'Moved by an operator: later', data: {} }],
      schedule: { id: '0195f3a0-1111-7abc-8def-0123456789ab', name: 'nightly' },
    }),
  )
  expect(moments.map(({ words }) => words)).toEqual([
    'Created by the schedule nightly',
    'Attempt 1 began on host-1',
    'Attempt 1: failed after 2 s',
    'Moved by an operator: later',
    'Due again',
    'Attempt 2 began',
    'Attempt 2: succeeded after 2 s',
    'The job succeeded',
  ])
  expect(moments[2]).toMatchObject({ tone: 'bad', detail: 'upstream: It answered 503' })
})

test('what lies ahead is told too, and being due at once goes without saying', () => {
  expect(told({ runAt: at(50) })).toEqual(['Created', 'Due'])
  expect(told({})).toEqual(['Created'])
})

test('an attempt that runs has no end yet', () => {
  expect(told({ state: 'running', attempts: [attempt(1, 1, null, { state: 'running' })] })).toEqual([
    'Created',
    'Attempt 1 began on host-1',
  ])
})
