import { expect, test } from 'vitest'
import { lockedUntil } from './lock-out.ts'

const now = new Date('2026-11-20T12:00:00Z')
const waitAfter = (tries: number) => {
  const until = lockedUntil(tries, now)
  return until && (until.getTime() - now.getTime()) / 1_000
}

test('waits grow and end at a quarter of an hour', () => {
  expect([1, 4, 5, 6, 7, 8, 9, 10, 11, 1_000].map(waitAfter)).toEqual([
    null,
    null,
    30,
    60,
    120,
    240,
    480,
    900,
    900,
    900,
  ])
})
