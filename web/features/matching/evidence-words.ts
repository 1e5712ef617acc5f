import type {
  EvidenceClass,
  Gate,
  MatchDetails,
  MatchEvidence,
  Requirement,
} from '../../../src/domains/matching/schema.ts'
import type { Tone } from '../../ui/notice.tsx'

/** How well a requirement is proved, as people read it. */
export const classWords: Record<EvidenceClass, { word: string; tone: Tone }> = {
  met: { word: 'Met', tone: 'good' },
  partly: { word: 'Partly', tone: 'fair' },
  adjacent: { word: 'Related', tone: 'fair' },
  missing: { word: 'Missing', tone: 'bad' },
  unknown: { word: 'Not said', tone: 'quiet' },
}

export const classOrder: readonly EvidenceClass[] = ['met', 'partly', 'adjacent', 'missing', 'unknown']

export const gateWords: Record<Gate['result'], { word: string; tone: Tone }> = {
  fail: { word: 'Fails', tone: 'bad' },
  unknown: { word: 'Not known', tone: 'fair' },
  pass: { word: 'Passes', tone: 'good' },
}

export const gateKindWords: Record<Gate['kind'], string> = {
  work_authorization: 'Work authorisation',
  location: 'Place',
  language: 'Language',
  licence: 'Licence',
  certificate: 'Certificate',
  schedule: 'Kind of work',
  salary: 'Salary',
}

type Fact = MatchDetails['facts'][number]

/** A requirement with what was found for it. */
export interface ProvedRequirement extends Requirement {
  class: EvidenceClass
  reason: string
  facts: Fact[]
}

/** Requirements as a person reads them: the musts first, each in the order of the posting. */
export function provedRequirements(
  match: Pick<MatchDetails, 'requirements' | 'evidence' | 'facts'>,
): ProvedRequirement[] {
  const evidence = new Map<string, MatchEvidence>(match.evidence.map((one) => [one.requirementId, one]))
  const facts = new Map(match.facts.map((fact) => [fact.id, fact]))
  return match.requirements
    .map((requirement) => {
      const found = evidence.get(requirement.id)
      return {
        ...requirement,
        class: found?.class ?? 'unknown',
        reason: found?.reason ?? '',
        facts: found?.factIds.flatMap((id) => facts.get(id) ?? []) ?? [],
      }
    })
    .toSorted(
      (a, b) =>
        Number(a.tier === 'nice') - Number(b.tier === 'nice') ||
        a.span[0] - b.span[0] ||
        a.span[1] - b.span[1],
    )
}

/** How many of each class there are; classes with none are left out. */
export function countClasses(
  requirements: readonly ProvedRequirement[],
): { class: EvidenceClass; count: number }[] {
  return classOrder
    .map((name) => ({ class: name, count: requirements.filter((one) => one.class === name).length }))
    .filter(({ count }) => count > 0)
}

const gateOrder: readonly Gate['result'][] = ['fail', 'unknown', 'pass']

/** What rules out comes first. */
export function orderedGates(gates: readonly Gate[]): Gate[] {
  return gates.toSorted((a, b) => gateOrder.indexOf(a.result) - gateOrder.indexOf(b.result))
}

export function isEvidenceClass(word: string | null): word is EvidenceClass {
  return classOrder.some((one) => one === word)
}
