import { expect, test } from 'vitest'
import type { Requirement } from '../../../src/domains/matching/schema.ts'
import { countClasses, orderedGates, provedRequirements } from './evidence-words.ts'

const requirement = (id: string, start: number, tier: 'must' | 'nice'): Requirement => ({
  id,
  text: id,
  span: [start, start + 5],
  tier,
  kind: 'skill',
  detail: { mode: 'all', terms: [], years: null, level: null },
})
const fact = {
  id: 'f1',
  kind: 'skill' as const,
  text: 'Go',
  state: 'confirmed' as const,
  span: null,
  path: '/skills/0',
}

const gate = (result: 'pass' | 'fail' | 'unknown') => ({
  kind: 'location' as const,
  result,
  requirementId: null,
  factIds: [],
  reason: '',
})

const match = {
  requirements: [requirement('r1', 90, 'nice'), requirement('r2', 40, 'must'), requirement('r3', 10, 'must')],
  evidence: [
    { requirementId: 'r2', class: 'met' as const, factIds: ['f1', 'gone'], reason: 'Go' },
    { requirementId: 'r1', class: 'missing' as const, factIds: [], reason: 'Nothing' },
  ],
  facts: [fact],
}

test('musts come first, in the order of the posting, each with its facts', () => {
  const proved = provedRequirements(match)
  expect(proved.map(({ id }) => id)).toEqual(['r3', 'r2', 'r1'])
  expect(proved.map((one) => [one.class, one.facts.length])).toEqual([
    ['unknown', 0],
    ['met', 1],
    ['missing', 0],
  ])
})

test('counts only the classes that occur', () => {
  expect(countClasses(provedRequirements(match))).toEqual([
    { class: 'met', count: 1 },
    { class: 'missing', count: 1 },
    { class: 'unknown', count: 1 },
  ])
})

test('a gate that fails comes first', () => {
  expect(orderedGates([gate('pass'), gate('unknown'), gate('fail')]).map(({ result }) => result)).toEqual([
    'fail',
    'unknown',
    'pass',
  ])
})
