import { expect, test } from 'vitest'
import { nextRun, nextRuns, runsBetween } from './schedule-times.ts'

const at = (iso: string): Date => new Date(iso)
const berlin = 'Europe/Berlin'

test('the next runs are in the wall-clock time of the zone', () => {
  expect(nextRuns('0 8 * * 1-5', berlin, 3, at('2026-11-20T12:00:00Z'))).toEqual([
    at('2026-11-23T07:00:00Z'),
    at('2026-11-24T07:00:00Z'),
    at('2026-11-25T07:00:00Z'),
  ])
  expect(nextRun('0 8 * * *', berlin, at('2026-07-01T05:59:59Z'))).toEqual(at('2026-07-01T06:00:00Z'))
})

test('a time that the clocks skip in spring comes at the next instant that exists', () => {
  expect(nextRuns('30 2 * * *', berlin, 3, at('2026-03-27T12:00:00Z'))).toEqual([
    at('2026-03-28T01:30:00Z'),
    at('2026-03-29T01:00:00Z'), // 03:00, when the clocks have jumped
    at('2026-03-30T00:30:00Z'),
  ])
})

test('a time that the clocks repeat in autumn comes once', () => {
  expect(nextRuns('30 2 * * *', berlin, 3, at('2026-10-24T12:00:00Z'))).toEqual([
    at('2026-10-25T00:30:00Z'),
    at('2026-10-26T01:30:00Z'),
    at('2026-10-27T01:30:00Z'),
  ])
  const night = { since: at('2026-10-25T00:00:00Z'), until: at('2026-10-25T03:00:00Z') }
  expect(runsBetween('30 2 * * *', berlin, night, 10)).toEqual([at('2026-10-25T00:30:00Z')])
})

test('every hour stays every hour in both nights', () => {
  const hours = (iso: string) =>
    nextRuns('0 * * * *', berlin, 4, at(iso)).map((run) => run.toISOString().slice(11, 16))
  expect(hours('2026-03-28T23:30:00Z')).toEqual(['00:00', '01:00', '02:00', '03:00'])
  expect(hours('2026-10-24T23:30:00Z')).toEqual(['00:00', '01:00', '02:00', '03:00'])
})

test('both ends of a range count, and the latest runs go before the oldest', () => {
  const range = { since: at('2026-01-01T10:00:00Z'), until: at('2026-01-01T10:03:00Z') }
  expect(runsBetween('* * * * *', 'UTC', range, 10)).toHaveLength(4)
  expect(runsBetween('* * * * *', 'UTC', range, 2)).toEqual([
    at('2026-01-01T10:02:00Z'),
    at('2026-01-01T10:03:00Z'),
  ])
  const short = { since: at('2026-01-01T10:00:00.000Z'), until: at('2026-01-01T10:00:00.400Z') }
  expect(runsBetween('* * * * *', 'UTC', short, 10)).toEqual([short.since])
  const before = { since: at('2026-01-01T09:59:00.001Z'), until: at('2026-01-01T09:59:59.999Z') }
  expect(runsBetween('* * * * *', 'UTC', before, 10)).toEqual([])
})

test.each([
  ['* * * * * *', 'UTC', /exactly 5 parts/],
  ['61 * * * *', 'UTC', /minute: 61/],
  ['whenever', 'UTC', /space separated parts/],
  ['0 8 * * *', 'Europe/Nowhere', /timezone 'Europe\/Nowhere'/],
])('%s in %s is refused', (cron, zone, words) => {
  expect(() => nextRun(cron, zone, at('2026-01-01T00:00:00Z'))).toThrow(words)
})
