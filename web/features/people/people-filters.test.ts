import { expect, test } from 'vitest'
import { filterQuery, readFilters, toListInput } from './people-filters.ts'

const read = (query: string) => readFilters(new URLSearchParams(query))

test('what an address says is what it is written as', () => {
  const query = 'q=ada&role=operator&plan=pro&state=suspended'
  expect(new URLSearchParams(filterQuery(read(query))).toString()).toBe(query)
})

test('what it says wrongly counts as not said', () => {
  expect(read('role=king&plan=&state=toString')).toEqual({ search: '', role: '', plan: '', state: '' })
  expect(filterQuery(read('role=king'))).toEqual({})
})

test('the server is asked for what is said only', () => {
  expect(toListInput(read('q=+ada+&plan=free'))).toEqual({ query: 'ada', plan: 'free' })
  expect(toListInput(read('q=++'))).toEqual({})
})
