import { expect, test } from 'vitest'
import { holdWords } from './holds-words.ts'

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
