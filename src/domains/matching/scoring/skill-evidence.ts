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

/** German and others build compounds: "Lagerlogistik" is near enough to "Lager". */
const COMPOUND_PART = 6

function holds(stems: ReadonlySet<string>, wanted: string): boolean {
  if (stems.has(wanted)) return true
  if (wanted.length < COMPOUND_PART) return false
  return [...stems].some(
    (stem) => stem.length >= COMPOUND_PART && (stem.startsWith(wanted) || wanted.startsWith(stem)),
  )
}

interface Overlap {
  /** Share of the words that the best single fact holds. */
  best: number
  bestIds: string[]
  /** Share that all facts together hold. */
  together: number
  togetherIds: string[]
}

/** What a résumé shows for a phrase outside of the vocabulary. */
function phraseOverlap(profile: Profile, term: string): Overlap {
  const wanted = term.split(' ').filter((stem) => stem !== '')
  const seen = new Set<string>()
  const overlap: Overlap = { best: 0, bestIds: [], together: 0, togetherIds: [] }
  for (const [factId, stems] of profile.stems) {
    const found = wanted.filter((stem) => holds(stems, stem))
    const share = found.length / Math.max(wanted.length, 1)
    if (found.some((stem) => !seen.has(stem))) overlap.togetherIds.push(factId)
    for (const stem of found) seen.add(stem)
    if (share > overlap.best) [overlap.best, overlap.bestIds] = [share, [factId]]
    else if (share === overlap.best && share > 0) overlap.bestIds.push(factId)
  }
  overlap.together = seen.size / Math.max(wanted.length, 1)
  return overlap
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
  const { best, bestIds, together, togetherIds } = phraseOverlap(profile, term)
  const words = term.split(' ').length
  if (best >= 0.5 && (words > 1 || term.length > 4))
    return evidence('met', bestIds, `Your résumé says the same in its own words: ${named(requirement)}.`)
  if (best >= 0.4 && words > 1)
    return evidence('partly', bestIds, `Your résumé covers a part of: ${named(requirement)}.`)
  if (together >= 0.75 && words > 1)
    return evidence('partly', togetherIds, `Your résumé covers it here and there: ${named(requirement)}.`)
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
