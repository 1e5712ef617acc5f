import { expect, test } from 'vitest'
import { effectWords, holdWords } from './holds-words.ts'

const person = { email: 'sam@example.org' }

test.each([
  [{ lane: 'agents', task: null, person: null }, 'the lane agents'],
  [{ lane: null, task: 'a.b', person: null }, 'the task a.b'],
  [{ lane: 'agents', task: 'a.b', person }, 'the task a.b in the lane agents of sam@example.org'],
  [{ lane: 'agents', task: null, person }, 'the lane agents for sam@example.org'],
  [{ lane: null, task: null, person }, 'all jobs of sam@example.org'],
  [{ lane: null, task: null, person: { email: '' } }, 'all jobs of somebody who is gone'],
])('%j is %s', (target, words) => {
  expect(holdWords(target)).toBe(words)
})

test.each([
  [0, 0, false, 'Nothing waits now; nothing runs.'],
  [3, 1, false, '3 now wait; the one that runs goes on to the end.'],
  [10_000, 4, true, '10,000+ now wait; the 4 that run go on to the end.'],
])('%i waiting and %i running are told', (waiting, running, more, words) => {
  expect(effectWords({ count: waiting, more }, { count: running, more: false })).toBe(words)
})
