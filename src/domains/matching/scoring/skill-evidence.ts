import type { Requirement } from '../schema.ts'
import { impliedBy, isSoft, nearTo, vocabulary } from '../skills/vocabulary.ts'
import { better, evidence, named, type Verdictless } from './evidence-draft.ts'
import { speaksOf } from './fields.ts'
import type { Profile, Proof } from './profile.ts'

export function displayName(term: string): string {
  return vocabulary.skills.get(term)?.name ?? term
}

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

/** What a résumé shows for a phrase outside of the vocabulary: the share of its words found in one fact. */
export function phraseOverlap(profile: Profile, term: string): { share: number; factIds: string[] } {
  const wanted = term.split(' ').filter((stem) => stem !== '')
  let share = 0
  let factIds: string[] = []
  for (const [factId, stems] of profile.stems) {
    const found = wanted.filter((stem) => stems.has(stem)).length / Math.max(wanted.length, 1)
    if (found > share) [share, factIds] = [found, [factId]]
    else if (found === share && found > 0) factIds.push(factId)
  }
  return { share, factIds }
}

/** Words of a field the person has worked in, where nothing closer is found. */
function viaField(profile: Profile, words: string): Verdictless | null {
  const fields = new Set(profile.fields.keys())
  if (!speaksOf(words, fields)) return null
  const factIds = [...profile.fields]
    .filter(([field]) => speaksOf(words, new Set([field])))
    .flatMap(([, ids]) => ids)
  return evidence('adjacent', factIds, 'Your résumé does not say it, but you have worked in this field.')
}

function phrase(profile: Profile, term: string, requirement: Requirement): Verdictless {
  const { share, factIds } = phraseOverlap(profile, term)
  const words = term.split(' ').length
  if (share >= 0.66 && (words > 1 || term.length > 4))
    return evidence('met', factIds, `Your résumé says the same in its own words: ${named(requirement)}.`)
  if (share >= 0.4 && words > 1)
    return evidence('partly', factIds, `Your résumé covers a part of: ${named(requirement)}.`)
  return (
    viaField(profile, requirement.text) ??
    evidence('missing', [], `Nothing in your résumé shows: ${named(requirement)}.`)
  )
}

export function termEvidence(profile: Profile, term: string, requirement: Requirement): Verdictless {
  return vocabulary.skills.has(term) ? knownSkill(profile, term) : phrase(profile, term, requirement)
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
  if (mode === 'any' && parts.length > 0) return parts.reduce(better)
  return allOf(parts, terms)
}
