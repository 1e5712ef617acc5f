import { expect, test } from 'vitest'
import { eventWords, stageBefore } from './timeline-words.ts'

test('an entry in words', () => {
  expect(eventWords({ from: null, to: 'saved', source: 'create' })).toBe('Added as saved')
  expect(eventWords({ from: 'saved', to: 'recruiter_screen', source: 'move' })).toBe('Saved → Recruiter call')
  expect(eventWords({ from: 'applied', to: 'saved', source: 'undo' })).toBe('Taken back: Saved again')
})

test('taking back leads to the stage before the last move that still counts', () => {
  const added = { from: null, source: 'create' } as const
  const applied = { from: 'saved', source: 'move' } as const
  const final = { from: 'applied', source: 'move' } as const
  const undo = { from: 'final', source: 'undo' } as const
  expect(stageBefore([added])).toBeNull()
  expect(stageBefore([added, applied, final])).toBe('applied')
  expect(stageBefore([added, applied, final, undo])).toBe('saved')
  expect(stageBefore([added, applied, final, undo, undo])).toBeNull()
})
