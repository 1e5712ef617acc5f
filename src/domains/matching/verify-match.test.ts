import { expect, test } from 'vitest'
import type { MatchResult, Requirement } from './schema.ts'
import { aFact } from './testing/samples.ts'
import { verifyMatch } from './verify-match.ts'

const text = 'Requirements: Python and Welsh'
const asked = (id: string, words: string, span: [number, number]): Requirement => ({
  id,
  text: words,
  span,
  tier: 'must',
  kind: 'skill',
  detail: { mode: 'all', terms: [], years: null, level: null },
})
const python = aFact('skill', 'Python', '/skills/0/name')
const gone = { ...aFact('skill', 'Welsh', '/skills/1/name'), state: 'removed' as const }
const requirements = [
  asked('r1', 'Python', [14, 20]),
  asked('r2', 'Welsh', [25, 30]),
  asked('r3', 'Cornish', [25, 30]),
]

function claim(requirementId: string, factIds: string[]): MatchResult {
  const evidence = [{ requirementId, class: 'met' as const, factIds, reason: 'proposed' }]
  return { score: 80, verdict: 'strong', verdictWords: '', rubricVersion: 'x', gates: [], evidence }
}
const verify = (result: MatchResult) =>
  verifyMatch(result, { text, requirements, facts: [python, gone] }).evidence

test('a link that holds stays', () => {
  expect(verify(claim('r1', [python.id]))).toEqual([
    expect.objectContaining({ class: 'met', factIds: [python.id] }),
  ])
})

test('a fact that is not there, or was removed, goes, and with the last one the credit', () => {
  expect(verify(claim('r1', ['invented', python.id]))).toEqual([
    expect.objectContaining({ class: 'met', factIds: [python.id] }),
  ])
  expect(verify(claim('r2', [gone.id, 'invented']))).toEqual([
    expect.objectContaining({ class: 'unknown', factIds: [] }),
  ])
})

test('a requirement that is not in the posting word for word goes', () => {
  expect(verify(claim('r3', [python.id]))).toEqual([])
  expect(verify(claim('r9', [python.id]))).toEqual([])
})
