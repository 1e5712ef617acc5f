import { expect, test } from 'vitest'
import { filterQuery, readFilters, type ApplicationFilters } from './application-filters.ts'

const there = (filters: ApplicationFilters) => {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(filterQuery(filters))) if (value) params.set(key, value)
  return params
}

test.each<[string, ApplicationFilters]>([
  ['', { stage: null, search: '', sort: 'newest' }],
  ['stage=applied', { stage: 'applied', search: '', sort: 'newest' }],
  [
    'stage=closed&q=caf%C3%A9+%26+co&sort=organization',
    { stage: 'closed', search: 'café & co', sort: 'organization' },
  ],
])('%s there and back', (query, filters) => {
  expect(there(filters).toString()).toBe(query)
  expect(readFilters(new URLSearchParams(query))).toEqual(filters)
})

test('an address of other words shows everything', () => {
  expect(readFilters(new URLSearchParams('stage=hired&sort=luck&q='))).toEqual({
    stage: null,
    search: '',
    sort: 'newest',
  })
})

test('a search longer than the server takes is cut', () => {
  expect(readFilters(new URLSearchParams({ q: 'x'.repeat(500) })).search).toHaveLength(200)
})
