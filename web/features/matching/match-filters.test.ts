import { describe, expect, test } from 'vitest'
import {
  countFilters,
  isNarrowed,
  listInput,
  readFilters,
  withVerdict,
  writeFilters,
} from './match-filters.ts'

const read = (query: string) => readFilters(new URLSearchParams(query))
const everything =
  'q=night+nurse&verdict=strong%2Cpossible&workplace=remote&min=60&new=1&applied=hide&resume=0198f2a4-0000-7000-8000-000000000001&hidden=1&sort=newest'

describe('filters in the address', () => {
  test('are read and written back the same', () => {
    expect(writeFilters(read(everything)).toString()).toBe(everything)
    expect(writeFilters(read('')).toString()).toBe('')
  })

  test('wrong values count as not said', () => {
    expect(
      read(
        'verdict=great,strong&workplace=moon&min=-3&applied=maybe&resume=me&sort=worst&new=yes&hidden=true',
      ),
    ).toEqual({ ...read(''), verdicts: ['strong'] })
    expect(read('min=101').minScore).toBeNull()
  })

  test('ask the server only what was said', () => {
    expect(listInput(read('q=++&min=40'))).toEqual({
      limit: 100,
      sort: 'best',
      hidden: false,
      unseen: false,
      minScore: 40,
    })
    expect(listInput(read(everything))).toMatchObject({
      search: 'night nurse',
      verdicts: ['strong', 'possible'],
      workplaceType: 'remote',
      applied: 'hide',
      unseen: true,
      hidden: true,
    })
  })

  test('order alone narrows nothing', () => {
    expect(isNarrowed(read('sort=newest&q=+'))).toBe(false)
    expect(isNarrowed(read('q=nurse'))).toBe(true)
    expect(countFilters(read(everything))).toBe(7)
  })

  test('a verdict is switched on in its place and off again', () => {
    const filters = read('verdict=possible')
    expect(withVerdict(filters, 'strong')).toEqual(['strong', 'possible'])
    expect(withVerdict(filters, 'possible')).toEqual([])
  })
})
