import { describe, expect, test } from 'vitest'
import { agoWords, byteWords, durationWords, percentWords } from './measures.ts'

test.each([
  [0, '0 ms'],
  [-3, '0 ms'],
  [12.4, '12 ms'],
  [999.6, '1 s'],
  [1_234, '1.2 s'],
  [9_960, '10 s'],
  [48_000, '48 s'],
  [59_700, '1 min'],
  [185_000, '3 min 5 s'],
  [3_599_800, '1 h'],
  [7_500_000, '2 h 5 min'],
  [86_399_000, '1 d'],
  [3 * 86_400_000 + 4 * 3_600_000, '3 d 4 h'],
])('%d ms last %s', (ms, words) => {
  expect(durationWords(ms)).toBe(words)
})

describe('agoWords', () => {
  const now = Date.parse('2026-11-20T12:00:00Z')
  test.each([
    [0, 'now'],
    [-400, 'now'],
    [12_900, '12 s ago'],
    [185_000, '3 min ago'],
    [7_500_000, '2 h ago'],
    [40 * 86_400_000, '40 d ago'],
    [-59_000, 'in 59 s'],
    [-7_300_000, 'in 2 h'],
  ])('%d ms back', (ms, words) => {
    expect(agoWords(new Date(now - ms).toISOString(), now)).toBe(words)
  })
})

test.each([
  [0, '0 %'],
  [0.0004, '< 0.1 %'],
  [0.004, '0.4 %'],
  [0.05, '5 %'],
  [0.1234, '12 %'],
  [1, '100 %'],
])('a share of %d is %s', (share, words) => {
  expect(percentWords(share)).toBe(words)
})

test.each([
  [512, '512 B'],
  [34_100, '34 kB'],
  [1_240_000, '1.2 MB'],
  [999_700, '1 MB'],
  [2_500_000_000_000, '2500 GB'],
])('%d bytes are %s', (bytes, words) => {
  expect(byteWords(bytes)).toBe(words)
})
