import { describe, expect, test } from 'vitest'
import { parseAmount, salaryFromText, salaryOf, unitOf } from './salary.ts'
import { inLocalDollars, salaryInText } from './salary-in-text.ts'

test.each([
  ['185,500', 185_500],
  ['4.500,00', 4_500],
  ['1,234.56', 1_234.56],
  ['75.00', 75],
  ['31,2k', 31_200],
  ['211.4K', 211_400],
  ["90'000", 90_000],
  ['45 000', 45_000],
  ['1.5 million', 1_500_000],
  ['3.800', 3_800],
  ['12,5', 12.5],
  ['none', null],
])('%s is %s', (written, value) => {
  expect(parseAmount(written)).toBe(value)
})

test.each([
  ['$31,2k- $52k', 31_200, 52_000, 'USD', null],
  ['$0.05 – $0.06 / hour', 0.05, 0.06, 'USD', 'HOUR'],
  ['45000-55000 EUR', 45_000, 55_000, 'EUR', null],
  ['Salary up to $185,500 + equity', null, 185_500, 'USD', null],
  ['$160k–$180k ($210k for senior band) + Equity', 160_000, 180_000, 'USD', null],
  ['£30,000 per annum', 30_000, 30_000, 'GBP', 'YEAR'],
  ['from 60k EUR', 60_000, null, 'EUR', null],
  ['140-170k USD', 140_000, 170_000, 'USD', null],
  ['€55.000 - €65.000 pro Jahr', 55_000, 65_000, 'EUR', 'YEAR'],
  ['CA$80,000 to CA$95,000 a year', 80_000, 95_000, 'CAD', 'YEAR'],
  ['3.800 € brutto/Monat', 3_800, 3_800, 'EUR', 'MONTH'],
  ['Pay per task', null, null, null, null],
] as const)('%s', (written, minValue, maxValue, currency, unitText) => {
  expect(salaryFromText(written)).toMatchObject({
    minValue,
    maxValue,
    currency,
    unitText,
    raw: written,
    estimated: false,
  })
})

test.each(['', '0', 'n/a', 'Competitive', null, undefined, {}, '-'])('%j is no salary', (written) => {
  expect(salaryFromText(written)).toBeNull()
})

describe('separate fields', () => {
  test('0, empty and null are unknown', () => {
    expect(salaryOf({ min: 0, max: 0, currency: 'USD' })).toBeNull()
    expect(salaryOf({ min: '', max: null })).toBeNull()
    expect(salaryOf({ min: null, max: 5_000, currency: 'eur', unit: 'monthly' })).toMatchObject({
      minValue: null,
      maxValue: 5_000,
      currency: 'EUR',
      unitText: 'MONTH',
    })
  })

  test.each([
    [{ min: '75.00', max: '95.00', currency: 'USD', unit: 'year' }, 'under 1,000'],
    [{ min: 90_000, max: 50_000, currency: 'USD', unit: 'year' }, 'above the upper'],
    [{ min: 90_000, max: 95_000, currency: 'USD', unit: 'hour' }, 'above 2,000'],
  ])('%j is kept as given and flagged', (parts, why) => {
    const salary = salaryOf(parts)
    expect(salary?.minValue).toBe(Number(parts.min))
    expect(salary?.suspect).toContain(why)
  })

  test('on-target earnings are not base pay', () => {
    expect(salaryFromText('OTE $25k - $35k')?.suspect).toContain('not base pay')
    expect(salaryFromText('$25k - $35k')?.suspect).toBeNull()
  })
})

test.each([
  ['hourly', 'HOUR'],
  ['1 YEAR', 'YEAR'],
  ['per year salary', 'YEAR'],
  ['annual', 'YEAR'],
  ['Per Hour', 'HOUR'],
  ['month', 'MONTH'],
  ['day', 'DAY'],
  ['WEEK', 'WEEK'],
  ['bi-weekly', null],
  ['', null],
  [null, null],
])('%j as a unit is %s', (written, unit) => {
  expect(unitOf(written)).toBe(unit)
})

test.each([
  ['Beechcroft House, Sheffield S11 - £12.60 an hour', 12.6, 12.6, 'GBP', 'HOUR'],
  ['£78,000 – £92,000\n\nWho we are', 78_000, 92_000, 'GBP', null],
  ['You may expect 2 350 € net, and meals.', 2_350, 2_350, 'EUR', null],
  ['About £830 a week with nights out.', 830, 830, 'GBP', 'WEEK'],
  ['Turnover of €55,000,000. We pay €95,000 to €110,000 plus car.', 95_000, 110_000, 'EUR', null],
  ['A yearly target of £420,000 is yours. £34,000, car.', 34_000, 34_000, 'GBP', null],
  ['A sign-on bonus of $12,000. You earn $38 an hour.', 38, 38, 'USD', 'HOUR'],
])('in prose: %s', (text, minValue, maxValue, currency, unitText) => {
  expect(salaryInText(text)).toMatchObject({ minValue, maxValue, currency, unitText })
})

test.each([
  'We raised $40 million.',
  'A £500 voucher',
  '45 hospitals in 3 countries',
  'a sign-on bonus of $12,000',
  'budgets of €2,000,000',
  '62 cents a mile',
  'It costs $5.',
])('no pay in: %s', (text) => {
  expect(salaryInText(text)).toBeNull()
})

test('a bare dollar is the dollar of the place', () => {
  const salary = salaryInText('Pay: $88,000 a year')
  expect(inLocalDollars(salary, 'AU')?.currency).toBe('AUD')
  expect(inLocalDollars(salary, 'US')?.currency).toBe('USD')
  expect(inLocalDollars(salary, null)).toMatchObject({ currency: null, minValue: 88_000 })
  expect(inLocalDollars(salaryInText('Pay: US$88,000 a year'), 'AU')?.currency).toBe('USD')
})

test('a yearly allowance is no pay', () => {
  expect(salaryInText('We pay $1,200 a year for courses and books.')).toBeNull()
  expect(salaryInText('You earn $61k a year.')).toMatchObject({ minValue: 61_000 })
})
