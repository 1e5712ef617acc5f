import { describe, expect, test } from 'vitest'
import { readSaved, withSaved, writeSaved } from './filters-saved.ts'

function memory(initial: string | null = null) {
  let value = initial
  return {
    getItem: () => value,
    setItem: (_key: string, next: string) => {
      value = next
    },
  }
}

const filter = (name: string, query = 'state=failed') => ({ name, query })

describe('saved filters', () => {
  test('come back as they were kept', () => {
    const storage = memory()
    expect(writeSaved(storage, [filter('Dead letters')])).toBe(true)
    expect(readSaved(storage)).toEqual([filter('Dead letters')])
  })

  test.each([[null], ['nonsense'], ['{}'], ['[1, {"name": 3, "query": ""}]']])(
    'nothing is made of %j',
    (stored) => {
      expect(readSaved(memory(stored))).toEqual([])
    },
  )

  test('a name stands once, and there is an end to them', () => {
    expect(withSaved([filter('a'), filter('b')], filter('a', 'lane=x'))).toEqual([
      filter('b'),
      filter('a', 'lane=x'),
    ])
    const many = Array.from({ length: 30 }, (_, index) => filter(`f${index}`))
    expect(withSaved(many, filter('new')).map(({ name }) => name)).toEqual([
      ...many.slice(1).map(({ name }) => name),
      'new',
    ])
  })

  test('a browser that keeps nothing says so', () => {
    const full = {
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
    }
    expect(writeSaved(full, [])).toBe(false)
  })
})
