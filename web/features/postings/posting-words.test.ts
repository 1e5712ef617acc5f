import { describe, expect, test } from 'vitest'
import { salaryWords, whereWords } from './posting-words.ts'

const salary = {
  currency: 'EUR',
  minValue: 70_000,
  maxValue: 85_000,
  unitText: 'YEAR' as const,
  raw: '70-85k',
  estimated: false,
  suspect: null,
}

describe('salaryWords', () => {
  test('a range with its unit', () => {
    expect(salaryWords(salary)).toMatch(/^€70,000\s?–\s?€?85,000 a year$/)
  })
  test('one end, one figure, cents', () => {
    expect(salaryWords({ ...salary, maxValue: null })).toBe('from €70,000 a year')
    expect(salaryWords({ ...salary, minValue: null })).toBe('up to €85,000 a year')
    expect(salaryWords({ ...salary, maxValue: 70_000, unitText: null })).toBe('€70,000')
    expect(salaryWords({ ...salary, minValue: 14.5, maxValue: 14.5, unitText: 'HOUR' })).toBe(
      '€14.50 an hour',
    )
  })
  test('unknown currency and unread figures', () => {
    expect(salaryWords({ ...salary, currency: 'euros', maxValue: null })).toBe('from 70,000 a year')
    expect(salaryWords({ ...salary, minValue: null, maxValue: null })).toBe('70-85k')
  })
  test('says when it is an estimate', () => {
    expect(salaryWords({ ...salary, maxValue: 70_000, estimated: true })).toBe('€70,000 a year (estimated)')
  })
})

test('whereWords says the first place, how many more, and the workplace unless the place says it', () => {
  expect(whereWords(['Leeds, UK', 'York, UK', 'Hull, UK'], 'hybrid')).toEqual(['Leeds, UK +2', 'Hybrid'])
  expect(whereWords(['Berlin (hybrid)'], 'hybrid')).toEqual(['Berlin (hybrid)'])
  expect(whereWords([], 'remote')).toEqual(['Remote'])
  expect(whereWords(['Oslo'], 'unknown')).toEqual(['Oslo'])
})
