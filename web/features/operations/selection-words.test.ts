import { describe, expect, test } from 'vitest'
import { seenOf, selectionStates, selectionWords } from './selection-words.ts'

describe('seenOf', () => {
  const failed = { state: 'failed' as const }
  test('is the one state of all', () => {
    expect(seenOf('remove', [failed, failed])).toBe('failed')
    expect(seenOf('remove', [failed, { state: 'queued' }])).toBeUndefined()
    expect(seenOf('retry', [])).toBeUndefined()
  })

  test('does not matter for cancelling', () => {
    expect(seenOf('cancel', [{ state: 'queued' }])).toBeUndefined()
  })
})

test('scheduled jobs are queued ones', () => {
  expect(selectionStates('scheduled')).toEqual(['queued'])
  expect(selectionStates('failed')).toEqual(['failed'])
  expect(selectionStates('all')).toHaveLength(5)
})

test.each([
  [12, '12 jobs selected'],
  [1, '1 job selected'],
  ['all 3,412 matching', 'All 3,412 matching selected'],
])('%j: %s', (what, words) => {
  expect(selectionWords(what)).toBe(words)
})
