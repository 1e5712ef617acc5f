import { describe, expect, test } from 'vitest'
import { claimAt, letterPieces, nextFlagged, standingOf } from './letter-marks.ts'
import type { PlacedClaim } from './move-claims.ts'

const claim = (from: number, to: number, more: Partial<PlacedClaim> = {}): PlacedClaim => ({
  span: [from, to],
  factIds: [],
  flagged: false,
  reason: null,
  changed: false,
  ...more,
})

test('pieces make up the whole letter, and name their claim', () => {
  const text = 'Dear all,\n\nOne. Two.\n'
  const pieces = letterPieces(text, [claim(11, 15), claim(16, 20)])
  expect(pieces.map((piece) => piece.text).join('')).toBe(text)
  expect(pieces.filter((piece) => piece.claim !== null)).toEqual([
    { text: 'One.', claim: 0 },
    { text: 'Two.', claim: 1 },
  ])
  expect(letterPieces('', [])).toEqual([])
})

describe('how a sentence stands', () => {
  const facts = new Map([
    ['a', { id: 'a', kind: 'skill', text: 'Docker', confirmed: true }],
    ['b', { id: 'b', kind: 'skill', text: 'Python', confirmed: false }],
  ])
  test.each([
    [{ flagged: true, factIds: ['a'] }, 'flagged'],
    [{ flagged: false, factIds: ['a'] }, 'proved'],
    [{ flagged: false, factIds: ['a', 'b'] }, 'unconfirmed'],
    [{ flagged: false, factIds: [] }, 'free'],
  ] as const)('%o is %s', (given, standing) => {
    expect(standingOf({ ...given, factIds: [...given.factIds] }, facts)).toBe(standing)
  })
})

test('the cursor is in a sentence, at its end, or between two', () => {
  const claims = [claim(0, 4), claim(5, 9)]
  expect([0, 3, 4, 5, 9, 10].map((cursor) => claimAt(claims, cursor))).toEqual([0, 0, 0, 1, 1, null])
})

test('goes to the next flagged sentence and round', () => {
  const claims = [claim(0, 4, { flagged: true }), claim(5, 9), claim(10, 14, { flagged: true })]
  expect(nextFlagged(claims, 2, 1)).toBe(2)
  expect(nextFlagged(claims, 12, 1)).toBe(0)
  expect(nextFlagged(claims, 2, -1)).toBe(2)
  expect(nextFlagged(claims, 7, -1)).toBe(0)
  expect(nextFlagged([claim(0, 4, { flagged: true })], 2, 1)).toBe(0)
  expect(nextFlagged([claim(0, 4)], 2, 1)).toBeNull()
})
