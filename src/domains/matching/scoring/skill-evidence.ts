import type { Requirement } from '../schema.ts'
import { impliedBy, isSoft, nearTo, vocabulary } from '../skills/vocabulary.ts'
import { better, evidence, type Verdictless } from './evidence-draft.ts'
import { phraseEvidence, shownInItsWords, viaEmployer } from './phrase-evidence.ts'
import type { Profile, Proof } from './profile.ts'

export function displayName(term: string): string {
  return vocabulary.skills.get(term)?.name ?? term
}

/** A skill close to the asked one. */
function nearest(profile: Profile, term: string): { skill: string; proof: Proof } | null {
  for (const other of [...nearTo(term)].toSorted()) {
    const proof = profile.skills.get(other)
    if (proof && !proof.weak) return { skill: other, proof }
  }
  return null
}

/** General skills so near to their special cases that holding them is half of it. */
const CLOSE_PARENTS = new Set(['forklift driving', 'microsoft office', 'sql', 'crm', 'accounting software'])

/** The general skill is held, the asked one is a special case of it. */
function viaParent(profile: Profile, term: string): Verdictless | null {
  for (const parent of impliedBy(term)) {
    const proof = profile.skills.get(parent)
    if (!proof) continue
    const words = `Your résumé shows ${displayName(parent)}, of which ${displayName(term)} is a part.`
    return evidence(proof.named && CLOSE_PARENTS.has(parent) ? 'partly' : 'adjacent', proof.factIds, words)
  }
  return null
}

/** What a résumé shows for one known skill. */
export function knownSkill(profile: Profile, term: string): Verdictless {
  const proof = profile.skills.get(term)
  if (proof && !proof.weak) return evidence('met', proof.factIds, `Your résumé shows ${displayName(term)}.`)
  if (proof)
    return evidence(
      'partly',
      proof.factIds,
      `Your résumé mentions ${displayName(term)} as basic or in the making.`,
    )
  if (profile.denied.skills.has(term))
    return evidence('missing', [], `Your résumé itself says that you lack ${displayName(term)}.`)
  const parent = viaParent(profile, term)
  if (parent?.class === 'partly') return parent
  const close = nearest(profile, term)
  if (close)
    return evidence(
      'adjacent',
      close.proof.factIds,
      `Your résumé shows ${displayName(close.skill)}, which is close to ${displayName(term)}.`,
    )
  if (parent) return parent
  if (isSoft(term))
    return evidence('unknown', [], `Your résumé does not speak of ${displayName(term).toLowerCase()}.`)
  return evidence('missing', [], `Your résumé does not show ${displayName(term)}.`)
}

function termEvidence(profile: Profile, term: string, requirement: Requirement): Verdictless {
  if (vocabulary.skills.has(term)) return knownSkill(profile, term)
  // One phrase alone is compared as it is written, for its names; several by their stems.
  return phraseEvidence(profile, requirement.detail.terms.length === 1 ? requirement.text : term, requirement)
}

function allOf(parts: Verdictless[], terms: string[]): Verdictless {
  const [first, ...others] = parts
  if (!first || others.length === 0)
    return first ?? evidence('unknown', [], 'It does not say what exactly is asked.')
  const factIds = parts.flatMap((part) => part.factIds)
  const lacking = terms.filter((_, index) => parts[index]?.class !== 'met').map(displayName)
  if (lacking.length === 0)
    return evidence('met', factIds, `Your résumé shows ${terms.map(displayName).join(', ')}.`)
  if (parts.some((part) => part.class === 'met' || part.class === 'partly'))
    return evidence('partly', factIds, `Your résumé does not show ${lacking.join(', ')}.`)
  return parts.reduce(better)
}

export function skillEvidence(profile: Profile, requirement: Requirement): Verdictless {
  const { terms, mode } = requirement.detail
  const parts = terms.map((term) => termEvidence(profile, term, requirement))
  const found = mode === 'any' && parts.length > 0 ? parts.reduce(better) : allOf(parts, terms)
  if (found.class === 'met' || terms.some((term) => profile.denied.skills.has(term))) return found
  const spoken = terms.some((term) => vocabulary.skills.has(term))
    ? shownInItsWords(profile, requirement)
    : null
  return spoken ?? (found.class === 'missing' ? viaEmployer(profile, requirement.text) : null) ?? found
}
