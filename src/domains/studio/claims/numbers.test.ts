import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findNumbers } from './numbers.ts'

const values = (text: string) => findNumbers(text).map(({ value, kind }) => [value, kind])

test.each([
  ['12 engineers', [[12, 'plain']]],
  [
    '1,200 units and 1.200 units and 1 200 units',
    [
      [1200, 'plain'],
      [1200, 'plain'],
      [1200, 'plain'],
    ],
  ],
  ["1'250'000.50 rows", [[1250000.5, 'plain']]],
  [
    '30%, 30 percent, thirty per cent, 30 Prozent',
    [
      [30, 'percent'],
      [30, 'percent'],
      [30, 'percent'],
      [30, 'percent'],
    ],
  ],
  [
    '$2.5m, €300k and 40 million dollars',
    [
      [2.5e6, 'money'],
      [3e5, 'money'],
      [4e7, 'money'],
    ],
  ],
  [
    '10–15 %',
    [
      [10, 'percent'],
      [15, 'percent'],
    ],
  ],
  ['twenty-five nurses', [[25, 'plain']]],
  ['two hundred and fifty thousand rows', [[250000, 'plain']]],
  ['fünfundzwanzig Betten', [[25, 'plain']]],
  ['a dozen shops', [[12, 'plain']]],
  [
    '6 years, six years, 18 months',
    [
      [6, 'year'],
      [6, 'year'],
      [18, 'month'],
    ],
  ],
  [
    'doubled sales, 3x faster',
    [
      [2, 'multiple'],
      [3, 'multiple'],
    ],
  ],
  [
    '٣٠ people, १२ people, １２ people, 𝟏𝟐 people',
    [
      [30, 'plain'],
      [12, 'plain'],
      [12, 'plain'],
      [12, 'plain'],
    ],
  ],
  [
    '½ of it, m²',
    [
      [0.5, 'plain'],
      [2, 'plain'],
    ],
  ],
  ['one of the best, no one, one team', [[1, 'plain']]],
  [
    'a four-person team, a seven-figure sum, a one-off',
    [
      [4, 'plain'],
      [7, 'plain'],
    ],
  ],
  [
    'a decade, two decades',
    [
      [10, 'year'],
      [20, 'year'],
    ],
  ],
  [
    'half of them, a third of the staff, three quarters of our sales',
    [
      [0.5, 'plain'],
      [0.333333333333, 'plain'],
      [0.75, 'plain'],
    ],
  ],
  ['no numbers here', []],
])('reads %s', (text, expected) => {
  expect(values(text)).toEqual(expected)
})

test('"more than" and "+" are kept', () => {
  expect(findNumbers('over 5 people, 5+ people, 5 people').map(({ atLeast }) => atLeast)).toEqual([
    true,
    true,
    false,
  ])
})

test('any number is read back from its English form with separators', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), (value) => {
      expect(findNumbers(`about ${value.toLocaleString('en')} things`)[0]?.value).toBe(value)
    }),
  )
})

test('never throws and keeps exact spans', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      for (const { span, text: own } of findNumbers(text)) expect(text.slice(...span)).toBe(own)
    }),
  )
})
