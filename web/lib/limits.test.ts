import { expect, test } from 'vitest'
import { rateWords } from './limits-words.ts'
import { createLimits, readLimit, secondsToWait } from './limits.ts'

const now = Date.parse('2026-11-20T09:00:00Z')

test.each([
  ['what the data say counts first', 42, '7', 42],
  ['parts of a second count as whole ones', 0.2, null, 1],
  ['Retry-After in seconds', undefined, '7', 7],
  ['Retry-After as a date', undefined, 'Fri, 20 Nov 2026 09:01:30 GMT', 90],
  ['a date that has passed', undefined, 'Fri, 20 Nov 2026 08:00:00 GMT', 1],
  ['nonsense is a while', 'soon', 'later', 30],
  ['nothing is a while', undefined, null, 30],
  ['nobody waits for longer than a day', 1e9, null, 86_400],
])('%s', (_name, told, header, seconds) => {
  expect(secondsToWait(told, header, now)).toBe(seconds)
})

test('the limit that lasts longest is told, until it is cleared', () => {
  const limits = createLimits()
  const told: (number | null)[] = []
  const stop = limits.subscribe(() => told.push(limits.current()?.until ?? null))
  limits.note({ until: now + 5_000, rate: null })
  limits.note({ until: now + 2_000, rate: null })
  limits.note({ until: now + 9_000, rate: { count: 1, seconds: 1, scope: 'calls' } })
  limits.clear()
  stop()
  limits.note({ until: now, rate: null })
  expect(told).toEqual([now + 5_000, now + 9_000, null])
})

test.each([
  [{ count: 1_000, seconds: 3_600, scope: 'calls' }, '1,000 calls and actions in 1 hour'],
  [{ count: 30, seconds: 900, scope: 'uploads' }, '30 uploaded files in 15 minutes'],
  [{ count: 5, seconds: 10, scope: 'new' }, '5 calls in 10 seconds'],
])('%o', (rate, words) => {
  expect(rateWords(rate)).toBe(words)
})

test('a limit without a number is one all the same', () => {
  expect(readLimit({}, '5', now)).toEqual({ until: now + 5_000, rate: null })
  const told = { retryAfterSeconds: 9, limit: 60, windowSeconds: 3_600, scope: 'captures' }
  const rate = { count: 60, seconds: 3_600, scope: 'captures' }
  expect(readLimit(told, '5', now)).toEqual({ until: now + 9_000, rate })
})
