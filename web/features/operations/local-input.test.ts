import { expect, test } from 'vitest'
import { fromLocalInput, toLocalInput } from './local-input.ts'

test('a moment goes into a field and comes back', () => {
  const iso = new Date(2026, 2, 4, 5, 6).toISOString()
  expect(toLocalInput(iso)).toBe('2026-03-04T05:06')
  expect(fromLocalInput('2026-03-04T05:06')).toBe(iso)
})

test('what is no moment is empty', () => {
  expect(toLocalInput('')).toBe('')
  expect(fromLocalInput('')).toBe('')
})
