import { expect, test } from 'vitest'
import { readLimit } from './read-limit.ts'

test.each([
  ['', null],
  ['  ', null],
  ['8', 8],
  [' 1,000 ', 1_000],
  ['0', undefined],
  ['-3', undefined],
  ['2.5', undefined],
  ['1e3', undefined],
  ['100001', undefined],
  ['many', undefined],
])('%j is the limit %j', (typed, limit) => {
  expect(readLimit(typed)).toBe(limit)
})
