import { expect, test } from 'vitest'
import { placesOf, stateOf, versionsOf } from './workers-states.ts'

test.each([
  [{ alive: true, stoppedAt: null, stopReason: null }, 'alive'],
  [{ alive: false, stoppedAt: null, stopReason: null }, 'lost'],
  [{ alive: false, stoppedAt: '2026-11-20T09:00:00.000Z', stopReason: 'lost' }, 'lost'],
  [{ alive: false, stoppedAt: '2026-11-20T09:00:00.000Z', stopReason: 'shutdown' }, 'stopped'],
] as const)('%j is %s', (worker, state) => {
  expect(stateOf(worker)).toBe(state)
})

test('counts the versions of those that are alive', () => {
  const workers = [
    { alive: true, version: '1.2' },
    { alive: true, version: '1.3' },
    { alive: false, version: '1.1' },
    { alive: true, version: '1.3' },
  ]
  expect(versionsOf(workers)).toEqual([
    { version: '1.3', count: 2 },
    { version: '1.2', count: 1 },
  ])
})

test('adds up the places of all lanes', () => {
  expect(placesOf({ lanes: { agents: 4, default: 10 } })).toBe(14)
})
