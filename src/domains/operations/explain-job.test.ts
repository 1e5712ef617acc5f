import { expect, test } from 'vitest'
import { explainJob, type JobFacts } from './explain-job.ts'

const now = new Date('2026-11-20T12:00:00Z')
const ada = '00000000-0000-4000-8000-0000000000aa'
const minutes = (count: number): Date => new Date(now.getTime() + count * 60_000)

const job: JobFacts['job'] = {
  task: 'agents.match',
  lane: 'agents',
  state: 'queued',
  held: null,
  user_id: ada,
  run_at: minutes(-1),
  attempt: 0,
  handed_back: 0,
  max_attempts: 4,
  attempt_started_at: null,
  deadline_at: null,
  error_code: null,
  error_message: null,
  cancel_requested_at: null,
  cancel_reason: null,
}
const facts: JobFacts = {
  now,
  job,
  holds: [],
  pause: undefined,
  running: { lane: 0, task: 0, person: 0 },
  limits: { perPerson: 3, maxRunning: null, ofTask: null },
  places: 4,
  workers: 1,
  taskKnown: true,
  line: { ahead: 0, place: 0, more: false },
  worker: null,
}

const codes = (given: Partial<JobFacts>, ofJob: Partial<JobFacts['job']> = {}): string[] =>
  explainJob({ ...facts, ...given, job: { ...job, ...ofJob } }).map(({ code }) => code)
const words = (given: Partial<JobFacts>, ofJob: Partial<JobFacts['job']> = {}): string =>
  explainJob({ ...facts, ...given, job: { ...job, ...ofJob } })
    .map((reason) => reason.words)
    .join(' ')

test('says when one that is not due starts, and what failed before', () => {
  expect(words({}, { run_at: minutes(5) })).toBe('It starts at 2026-11-20T12:05:00.000Z.')
  const retried = { run_at: minutes(1), attempt: 3, handed_back: 1, error_code: 'internal' }
  expect(words({}, retried)).toBe(
    'Attempt 2 of 4 failed (internal); the next one starts at 2026-11-20T12:01:00.000Z.',
  )
})

test('names the pauses that concern it and no others', () => {
  const hold = { lane: null, task: null, user_id: null, reason: 'deploying' }
  const holds = [
    { ...hold, lane: 'agents' },
    { ...hold, task: 'agents.match' },
    { ...hold, user_id: ada },
    { ...hold, lane: 'default' },
    { ...hold, lane: 'agents', user_id: '00000000-0000-4000-8000-0000000000ee' },
  ]
  expect(codes({ holds })).toEqual(['operator_hold', 'operator_hold', 'operator_hold'])
  expect(words({ holds: holds.slice(0, 1) })).toBe('An operator paused the lane agents: “deploying”.')
  expect(words({ pause: { reason: null } })).toBe('The person paused their agents.')
  expect(codes({ holds, pause: { reason: 'x' } }, { run_at: minutes(5) })[0]).toBe('scheduled')
})

test('counts against the limit that it waits for', () => {
  const running = { lane: 3, task: 3, person: 3 }
  expect(words({ running }, { held: 'person' })).toBe(
    'This person already has 3 running jobs in the lane agents; the limit is 3.',
  )
  expect(codes({ running }, { user_id: null })).toEqual(['next'])
  expect(codes({ running, limits: { perPerson: null, maxRunning: 2, ofTask: 1 } })).toEqual([
    'task_limit',
    'lane_limit',
  ])
  expect(codes({}, { held: 'lane' })).toEqual(['place_free'])
})

test('says who is before it, or that nobody works', () => {
  expect(words({ line: { ahead: 1, place: 0, more: false } })).toBe(
    '1 job of the lane agents starts before it.',
  )
  expect(
    words({ line: { ahead: 1_200, place: 4, more: false }, running: { lane: 4, task: 0, person: 0 } }),
  ).toBe('1,200 jobs of the lane agents start before it. All 4 places of its workers are taken.')
  expect(words({ line: { ahead: 0, place: 7, more: true } })).toContain('number 8 of its person')
  expect(codes({ workers: 0 })).toEqual(['no_worker'])
})

test('says what is wrong with one that runs, and nothing about one that runs well', () => {
  const running = { state: 'running', attempt_started_at: minutes(-2), deadline_at: minutes(3) } as const
  const worker = { alive: true, host: 'one' }
  expect(codes({ worker }, running)).toEqual([])
  expect(words({ worker: { ...worker, alive: false } }, running)).toBe(
    'It has run since 2026-11-20T11:58:00.000Z on a worker on one that is not alive: it is taken over within seconds.',
  )
  const stopping = {
    ...running,
    cancel_requested_at: now,
    cancel_reason: 'too dear',
    deadline_at: minutes(-1),
  }
  expect(codes({ worker }, stopping)).toEqual(['cancel_requested', 'over_deadline'])
})

test('says what became of it and what to do', () => {
  const failed = {
    state: 'failed',
    attempt: 4,
    error_code: 'internal',
    error_message: 'no space left',
  } as const
  expect(words({}, failed)).toMatch(/^It failed after 4 attempts \(internal\): “no space left”\. Look at /)
  expect(words({}, { ...failed, error_code: 'job_timeout' })).toContain('hard limit')
  expect(words({ taskKnown: false }, failed)).toContain('no such task')
  expect(words({}, { state: 'cancelled', cancel_reason: 'not needed' })).toBe(
    'It was cancelled: “not needed”.',
  )
  expect(codes({}, { state: 'succeeded' })).toEqual([])
})
