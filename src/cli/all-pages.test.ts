import { expect, test } from 'vitest'
import { allPages } from './all-pages.ts'

test('every page is read, in order and once', async () => {
  const numbers = Array.from({ length: 250 }, (_, index) => index)
  const list = await allPages(async ({ limit, cursor }) => {
    const start = Number(cursor ?? 0)
    const end = start + limit
    return { items: numbers.slice(start, end), nextCursor: end < numbers.length ? String(end) : null }
  })
  expect(list).toEqual(numbers)
})
