import type { ProfileFact } from '../resumes/schema.ts'
import type { MatchEvidence, MatchResult, Requirement } from './schema.ts'
import { isCredited } from './scoring/evidence-draft.ts'

interface Sources {
  /** The posting's text. */
  text: string
  requirements: Requirement[]
  facts: ProfileFact[]
}

function verified(entry: MatchEvidence, facts: ReadonlySet<string>): MatchEvidence {
  const factIds = entry.factIds.filter((id) => facts.has(id))
  if (factIds.length > 0 || !isCredited(entry.class)) return { ...entry, factIds }
  return { ...entry, class: 'unknown', factIds, reason: 'The fact that showed it is gone.' }
}

/**
 * Checks every link whoever proposed it: a requirement that isn't its slice of the posting, or that nobody
 * read there, is dropped; a fact that isn't among the résumé's is dropped, and what it credited with it.
 */
export function verifyMatch(result: MatchResult, { text, requirements, facts }: Sources): MatchResult {
  const known = new Set(
    requirements
      .filter((requirement) => text.slice(...requirement.span) === requirement.text)
      .map(({ id }) => id),
  )
  const held = new Set(facts.filter((fact) => fact.state !== 'removed').map((fact) => fact.id))
  return {
    ...result,
    evidence: result.evidence
      .filter((entry) => known.has(entry.requirementId))
      .map((entry) => verified(entry, held)),
    gates: result.gates
      .filter((gate) => gate.requirementId === null || known.has(gate.requirementId))
      .map((gate) => ({ ...gate, factIds: gate.factIds.filter((id) => held.has(id)) })),
  }
}
