import type { Requirement } from '../schema.ts'
import { countRoots, rarity } from '../text/rarity.ts'
import { tokenize } from '../text/tokens.ts'
import { deniesWords } from './denial.ts'
import { evidence, named, type Verdictless } from './evidence-draft.ts'
import { speaksOf } from './fields.ts'
import {
  headRoots,
  initialsOf,
  isTrait,
  longFormsIn,
  namesIn,
  speaksOfWill,
  usesAsName,
  usesName,
} from './phrases.ts'
import type { Profile } from './profile.ts'

/** Words that give examples or a choice: one of the names is enough. */
const ANY =
  /\b(?:or|oder|ou|o|such as|like|similar|e\.\s?g\.?|for example|etc|z\.\s?b\.?|ähnlich\p{L}*|similaire|similar\p{L}*|par exemple|por ejemplo)\b|\//iu

interface NamedProof {
  found: string[]
  lacking: string[]
  factIds: string[]
}

/** Facts that use a proper name, or that write out what it stands for. */
export function factsNaming(profile: Profile, name: string, uses = usesName): string[] {
  const initials = initialsOf(name)
  return profile.texts
    .filter(({ text, longForms }) => uses(text, name) || (initials !== null && longForms.has(initials)))
    .map(({ id }) => id)
}

/** Names written out in the phrase that the résumé gives as an acronym. */
export function factsAbbreviating(profile: Profile, phrase: string): string[] {
  const forms = longFormsIn(phrase)
  if (forms.size === 0) return []
  return profile.texts
    .filter(({ acronyms }) => acronyms.some((initials) => forms.has(initials)))
    .map(({ id }) => id)
}

/** What the proper names of a phrase come to: they decide, whatever else is said around them. */
function byNames(profile: Profile, phrase: string): NamedProof {
  const { sure, perhaps } = namesIn(phrase)
  const proof: NamedProof = { found: [], lacking: [], factIds: [] }
  for (const name of [...sure, ...perhaps]) {
    const factIds = factsNaming(profile, name, sure.includes(name) ? usesName : usesAsName)
    if (factIds.length > 0) proof.found.push(name)
    else if (sure.includes(name)) proof.lacking.push(name)
    proof.factIds.push(...factIds)
  }
  const abbreviated = factsAbbreviating(profile, phrase)
  if (abbreviated.length > 0) return { found: [named({ text: phrase })], lacking: [], factIds: abbreviated }
  return proof
}

/** German and others build compounds: "Lagerlogistik" is near enough to "Lager", "Zeichnungslesen" to "Zeichnung". */
const COMPOUND_PART = 5

function holds(roots: ReadonlySet<string>, wanted: string): boolean {
  if (roots.has(wanted)) return true
  if (wanted.length < COMPOUND_PART) return false
  for (const key of roots) {
    if (key.length < COMPOUND_PART) continue
    const [longer, shorter] = key.length > wanted.length ? [key, wanted] : [wanted, key]
    if (longer.startsWith(shorter) || (shorter.length > COMPOUND_PART && longer.includes(shorter)))
      return true
  }
  return false
}

interface Overlap {
  /** Share of the phrase's weight that the best single fact holds. */
  best: number
  bestIds: string[]
  /** Share that all facts together hold. */
  together: number
  togetherIds: string[]
  /** Whether the best facts hold what the phrase is about, not only what it says of it. */
  head: boolean
}

function overlapOf(profile: Profile, phrase: string): Overlap {
  const wanted = [...countRoots(phrase).keys()]
  const heads = headRoots(phrase)
  const weigh = (keys: Iterable<string>) => [...keys].reduce((sum, key) => sum + rarity(key), 0)
  const total = Math.max(0.4, weigh(wanted))
  const seen = new Set<string>()
  const overlap: Overlap = { best: 0, bestIds: [], together: 0, togetherIds: [], head: heads.size === 0 }
  // What somebody would do is shown by saying so, not by work of the same words.
  const texts = speaksOfWill(phrase) ? profile.texts.filter(({ text }) => speaksOfWill(text)) : profile.texts
  for (const { id, roots } of texts) {
    const found = wanted.filter((key) => holds(roots, key))
    const share = weigh(found) / total
    const head = heads.size === 0 || found.some((key) => heads.has(key))
    if (found.some((key) => !seen.has(key) && rarity(key) >= 0.4)) overlap.togetherIds.push(id)
    for (const key of found) seen.add(key)
    // What the phrase is about comes first, then how much of it is said.
    const better = head === overlap.head ? share > overlap.best : head && share >= 0.3
    if (better) Object.assign(overlap, { best: share, bestIds: [id], head })
    else if (share > 0 && share === overlap.best && head === overlap.head) overlap.bestIds.push(id)
  }
  overlap.together = weigh(seen) / total
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

function fromNames(profile: Profile, phrase: string): Verdictless | null {
  const { found, lacking, factIds } = byNames(profile, phrase)
  if (found.length === 0) return null
  if (lacking.length === 0 || ANY.test(phrase))
    return evidence('met', factIds, `Your résumé names ${found.join(', ')}.`)
  return evidence('partly', factIds, `Your résumé names ${found.join(', ')}, but not ${lacking.join(', ')}.`)
}

/** The line of business of somebody who worked there: "Harbour Mutual Insurance". */
export function viaEmployer(profile: Profile, phrase: string): Verdictless | null {
  const heads = [...headRoots(phrase)].filter((key) => rarity(key) >= 0.4)
  const factIds = profile.facts
    .filter(({ kind }) => kind === 'employer')
    .filter(({ text }) => {
      const roots = countRoots(text)
      return heads.some((key) => roots.has(key))
    })
    .map(({ id }) => id)
  if (factIds.length === 0) return null
  return evidence(
    'adjacent',
    factIds,
    'Your résumé does not say it, but you have worked for such an employer.',
  )
}

/** A known skill stands in a longer phrase: what the rest of it names may be shown all the same. */
export function shownInItsWords(profile: Profile, requirement: Requirement): Verdictless | null {
  if (tokenize(requirement.text).length < 3) return null
  const byName = fromNames(profile, requirement.text)
  if (byName?.class === 'met') return byName
  const { best, bestIds, head } = overlapOf(profile, requirement.text)
  return best >= 0.7 && head
    ? evidence('met', bestIds, `Your résumé says the same in its own words: “${named(requirement)}”.`)
    : null
}

/** What a résumé shows for a phrase outside of the vocabulary. */
export function phraseEvidence(profile: Profile, phrase: string, requirement: Requirement): Verdictless {
  const words = named(requirement)
  const byName = fromNames(profile, phrase)
  if (byName?.class === 'met') return byName
  const { best, bestIds, together, togetherIds, head } = overlapOf(profile, phrase)
  if (best >= 0.58 && head)
    return evidence('met', bestIds, `Your résumé says the same in its own words: “${words}”.`)
  if (byName) return byName
  if (deniesWords(profile, phrase))
    return evidence('missing', [], `Your résumé itself says that you lack “${words}”.`)
  if (best >= 0.4 && head) return evidence('partly', bestIds, `Your résumé shows a part of “${words}”.`)
  if (together >= 0.75) return evidence('partly', togetherIds, `Your résumé shows “${words}” here and there.`)
  if (isTrait(phrase)) return evidence('unknown', [], `A résumé can hardly tell: “${words}”.`)
  return (
    viaField(profile, phrase) ??
    viaEmployer(profile, phrase) ??
    evidence('missing', [], `Nothing in your résumé shows “${words}”.`)
  )
}
