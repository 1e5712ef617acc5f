import { afterEach, describe, expect, test } from 'vitest'
import { counted, languageName, money, relativeDay, setTimeZone, shortDate, timeOfDay } from './format.ts'

afterEach(() => setTimeZone(null))

const now = new Date(2026, 10, 20, 9, 30)
const daysFromNow = (days: number) => new Date(2026, 10, 20 + days, 23, 50).toISOString()

describe('relativeDay', () => {
  test.each([
    [0, 'today'],
    [-1, 'yesterday'],
    [1, 'tomorrow'],
    [-5, '5 days ago'],
    [-21, '3 weeks ago'],
  ])('%i days', (days, words) => {
    expect(relativeDay(daysFromNow(days), now)).toBe(words)
  })

  test('a plain day is the person’s own day', () => {
    expect(relativeDay('2026-11-20', now)).toBe('today')
  })

  test('what is long ago has its date', () => {
    expect(relativeDay(daysFromNow(-200), now)).toBe(shortDate(daysFromNow(-200), now))
  })
})

test('shortDate says the year when it is another', () => {
  expect(shortDate('2026-03-04', now)).not.toContain('2026')
  expect(shortDate('2025-03-04', now)).toContain('2025')
})

test('counted speaks in singular and plural', () => {
  expect([counted(1, 'posting'), counted(0, 'posting'), counted(2, 'match', 'matches')]).toEqual([
    '1 posting',
    '0 postings',
    '2 matches',
  ])
})

test('languageName names a language and leaves what is none', () => {
  expect([languageName('de'), languageName('not a tag')]).toEqual(['German', 'not a tag'])
})

test('money drops cents where there are none, and a sum without a currency is a number', () => {
  expect([money(70_000, 'EUR'), money(25.5, 'GBP'), money(1_200, null)]).toEqual([
    '€70,000',
    '£25.50',
    '1,200',
  ])
})

test('instants are shown in the person’s time zone, plain days are not moved', () => {
  const lateInLondon = '2026-11-20T23:30:00Z'
  const noon = new Date('2026-11-20T12:00:00Z')
  setTimeZone('Asia/Tokyo')
  expect([timeOfDay(lateInLondon), relativeDay(lateInLondon, noon)]).toEqual(['08:30:00', 'tomorrow'])
  expect(relativeDay('2026-11-20', noon)).toBe('today')
  setTimeZone('America/Los_Angeles')
  expect([timeOfDay(lateInLondon), relativeDay(lateInLondon, noon)]).toEqual(['15:30:00', 'today'])
  expect(shortDate('2026-12-31')).toContain('31')
})
