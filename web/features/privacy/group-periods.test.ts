import { expect, test } from 'vitest'
import { groupPeriods } from './group-periods.ts'

const table = (about: string, kept: string, leaving: 'erase' | 'keep' = 'erase') => ({
  table: about.toLowerCase(),
  about,
  kept,
  keptDays: null,
  leaving,
})

test('what is kept equally long and ends in the same way stands together', () => {
  const periods = groupPeriods([
    table('Résumés', 'As long as the account'),
    table('Codes', 'A day'),
    table('Drafts', 'As long as the account'),
    table('Counters', 'A day', 'keep'),
  ])
  expect(periods).toEqual([
    { kept: 'As long as the account', leaving: 'erase', about: ['Résumés', 'Drafts'] },
    { kept: 'A day', leaving: 'erase', about: ['Codes'] },
    { kept: 'A day', leaving: 'keep', about: ['Counters'] },
  ])
})
