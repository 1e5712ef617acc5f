import type { EvidenceClass, MatchEvidence, Requirement } from '../schema.ts'

export type Verdictless = Omit<MatchEvidence, 'requirementId'>

export function evidence(className: EvidenceClass, factIds: string[], reason: string): Verdictless {
  return { class: className, factIds: [...new Set(factIds)].slice(0, 6), reason }
}

const worth: Record<EvidenceClass, number> = { met: 4, partly: 3, adjacent: 2, missing: 1, unknown: 0 }

export function better(a: Verdictless, b: Verdictless): Verdictless {
  return worth[b.class] > worth[a.class] ? b : a
}

/** Whether the class claims something of the person. */
export function isCredited(className: EvidenceClass): boolean {
  return className === 'met' || className === 'partly' || className === 'adjacent'
}

/** Words for a reason: the requirement's own, cut to a line. */
export function named(requirement: Pick<Requirement, 'text'>): string {
  const words = requirement.text.replace(/\s+/g, ' ').trim()
  return words.length > 80 ? `${words.slice(0, 77)}…` : words
}
