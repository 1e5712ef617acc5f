import { describe, expect, test } from 'vitest'
import { allMatching, chosenOf, nothing, toggled, withAllShown, withRange } from './selection.ts'

const shown = ['a', 'b', 'c', 'd', 'e']
const ids = (selection: typeof nothing) => [...selection.ids].toSorted()

describe('a selection', () => {
  test('takes one in and lets it go', () => {
    const one = toggled(nothing, 'b')
    expect(ids(one)).toEqual(['b'])
    expect(ids(toggled(one, 'b'))).toEqual([])
  })

  test('reaches from the last one chosen, in both directions, and keeps what was there', () => {
    const from = toggled(toggled(nothing, 'e'), 'c')
    expect(ids(withRange(from, shown, 'a'))).toEqual(['a', 'b', 'c', 'e'])
    expect(ids(withRange(from, shown, 'd'))).toEqual(['c', 'd', 'e'])
  })

  test('a range without a beginning, or whose beginning has gone, is one', () => {
    expect(ids(withRange(nothing, shown, 'b'))).toEqual(['b'])
    expect(ids(withRange(toggled(nothing, 'gone'), shown, 'b'))).toEqual(['b', 'gone'])
  })

  test('all shown, and back to none', () => {
    const all = withAllShown(toggled(nothing, 'c'), shown)
    expect(ids(all)).toEqual(shown)
    expect(withAllShown(all, shown)).toBe(nothing)
    expect(ids(withAllShown(nothing, []))).toEqual([])
  })

  test('choosing one by one ends “all matching”', () => {
    const all = allMatching(shown)
    expect(all.all).toBe(true)
    expect(toggled(all, 'a')).toMatchObject({ all: false, ids: new Set(['b', 'c', 'd', 'e']) })
  })

  test('what has left the list is no longer chosen', () => {
    expect(chosenOf(toggled(toggled(nothing, 'a'), 'gone'), [{ id: 'a' }, { id: 'b' }])).toEqual([
      { id: 'a' },
    ])
  })
})
