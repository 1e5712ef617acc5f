import { describe, expect, test } from 'vitest'
import { actionsFor, joinResults, resultWords } from './action-words.ts'

const result = (id: string, words: string | null = null, changed = words === null) => ({
  id,
  changed,
  code: changed ? null : 'some_code',
  words,
})

describe('actionsFor', () => {
  test('offers what can change any of the jobs', () => {
    expect(actionsFor(['failed'])).toEqual(['retry', 'remove'])
    expect(actionsFor(['running'])).toEqual(['cancel'])
    expect(actionsFor(['running', 'failed'])).toEqual(['retry', 'cancel', 'remove'])
    expect(actionsFor([])).toEqual([])
  })
})

describe('resultWords', () => {
  test('says what changed', () => {
    expect(resultWords('retry', { changed: 2, results: [result('a'), result('b')] })).toBe(
      '2 jobs queued again.',
    )
  })

  test('says of one job only why it stayed', () => {
    expect(resultWords('cancel', { changed: 0, results: [result('a', 'It is over.')] })).toBe('It is over.')
  })

  test('counts those that stayed by their reason, and says what changed ones wait for once', () => {
    const results = [
      result('a'),
      result('b', 'It is over.'),
      result('c', 'It is over.'),
      result('d', 'Waits for the pause of agents.', true),
      result('e', 'Waits for the pause of agents.', true),
    ]
    expect(resultWords('runNow', { changed: 3, results })).toBe(
      '3 jobs made due now. 2 jobs stayed: It is over. Waits for the pause of agents.',
    )
  })

  test('parts count together', () => {
    const parts = [
      { changed: 1, results: [result('a')] },
      { changed: 0, results: [result('b', 'It is over.')] },
    ]
    expect(joinResults(parts)).toEqual({
      changed: 1,
      results: [...(parts[0]?.results ?? []), ...(parts[1]?.results ?? [])],
    })
  })
})
