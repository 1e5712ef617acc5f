import { describe, expect, test } from 'vitest'
import {
  endedWords,
  failureRateOf,
  failureWords,
  latencyWords,
  pointWords,
  stepWords,
} from './overview-figures.ts'

const none = { p50: null, p95: null, p99: null }
const point = (part: object) => ({
  at: '2026-11-20T12:00:00.000Z',
  succeeded: 0,
  failed: 0,
  retried: 0,
  cancelled: 0,
  wait: none,
  duration: none,
  ...part,
})

describe('what the charts say in words', () => {
  const points = [
    point({ succeeded: 1_200, wait: { p50: 12, p95: 40, p99: 90 } }),
    point({}),
    point({ succeeded: 6, retried: 3, failed: 1, wait: { p50: 30, p95: 400, p99: 3_400 } }),
  ]

  test('what ended', () => {
    expect(endedWords(points)).toBe('1,210 ended: 1,206 succeeded, 3 retried, 1 failed.')
    expect(endedWords([point({})])).toBe('No attempt ended.')
  })

  test('what failed', () => {
    expect(failureWords(points)).toBe('0.3 % of the attempts failed, 40 % at worst.')
    expect(failureWords([])).toBe('No attempt ended.')
    expect(points.map(failureRateOf)).toEqual([0, null, 0.4])
  })

  test('how long it took', () => {
    expect(latencyWords(points, 'wait')).toBe('Typically 30 ms; the slowest hundredth 3.4 s at worst.')
    expect(latencyWords(points, 'duration')).toBe('No attempt ended.')
  })
})

test.each([
  [60, 'minute'],
  [600, '10 minutes'],
  [3_600, 'hour'],
])('a point of %d s is a %s', (seconds, words) => {
  expect(pointWords(seconds)).toBe(words)
})

test('the steps of the side', () => {
  expect([1, 100, 1_000, 100_000, 10_000_000].map(stepWords)).toEqual([
    '1 ms',
    '100 ms',
    '1 s',
    '100 s',
    '10,000 s',
  ])
})
