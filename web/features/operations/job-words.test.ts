import { expect, test } from 'vitest'
import { setTimeZone } from '../../lib/format.ts'
import { localTimes } from './job-words.ts'

test('times in words are those of the reader’s zone', () => {
  setTimeZone('Europe/Berlin')
  const words = localTimes('Attempt 1 of 4 failed; the next one starts at 2026-11-20T09:05:12.345Z.')
  setTimeZone(null)
  expect(words).toContain('10:05:12')
  expect(words).not.toContain('Z.')
  expect(localTimes('It is the next one.')).toBe('It is the next one.')
})
