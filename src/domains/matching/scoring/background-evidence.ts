import { educationLevels, educationRank } from '../requirements/education.ts'
import { levelRank } from '../requirements/languages.ts'
import type { Requirement } from '../schema.ts'
import { nearTo, vocabulary } from '../skills/vocabulary.ts'
import { rarity, root } from '../text/rarity.ts'
import { isDenied } from './denial.ts'
import { better, evidence, named, type Verdictless } from './evidence-draft.ts'
import { titleSimilarity } from './occupations.ts'
import { languagesOfText } from '../text/written-language.ts'
import type { Profile } from './profile.ts'
import { monthsOf, type WorkEntry } from './work-history.ts'

/** A phrase's terms are stems; the roots of them meet whatever form the résumé uses. */
function rootsOf(term: string): string[] {
  return term.split(' ').map(root)
}

const weigh = (keys: string[]) => keys.reduce((sum, key) => sum + rarity(key), 0)

function entryShows(entry: WorkEntry, term: string): boolean {
  if (vocabulary.skills.has(term)) return entry.skills.has(term)
  const wanted = rootsOf(term)
  return weigh(wanted.filter((key) => entry.roots.has(key))) >= 0.5 * weigh(wanted)
}

/** Whether what sets the asked experience apart ("disputes", "starred houses") is nowhere in the résumé. */
function lacksSpecialism(profile: Profile, terms: string[]): boolean {
  const telling = terms
    .filter((term) => !vocabulary.skills.has(term))
    .flatMap(rootsOf)
    .filter((key) => rarity(key) === 1)
  return telling.length > 0 && !telling.every((key) => profile.texts.some(({ roots }) => roots.has(key)))
}

function entryIsNear(entry: WorkEntry, term: string): boolean {
  return [...nearTo(term)].some((other) => entry.skills.has(other))
}

function factsOf(entries: WorkEntry[]): string[] {
  return entries.flatMap((entry) => entry.factIds)
}

function inYears(months: number): string {
  const years = Math.round((months / 12) * 10) / 10
  return `${years} ${years === 1 ? 'year' : 'years'}`
}

/** Entries of the posting's own occupation, or a family member of it. */
export function relatedWork(profile: Profile, title: string): WorkEntry[] {
  return profile.work.filter((entry) => titleSimilarity(title, entry.title) >= 0.5)
}

/** A skill listed anywhere, without saying when, borrows its years from the work in the same occupation. */
function shownElsewhere(profile: Profile, terms: string[]): boolean {
  return terms.some((term) => profile.skills.has(term) && !profile.skills.get(term)?.weak)
}

interface CountedWork {
  entries: WorkEntry[]
  /** Work close to what is asked, where none of it counts. */
  near: WorkEntry[]
  /** Only the occupation fits; what sets the asked work apart is nowhere in the résumé. */
  unspecial: boolean
}

function countWork(profile: Profile, terms: string[], postingTitle: string): CountedWork {
  const related = relatedWork(profile, postingTitle)
  const exact =
    terms.length === 0
      ? related
      : profile.work.filter((entry) => terms.some((term) => entryShows(entry, term)))
  const generic = terms.length === 0 || !terms.some((term) => vocabulary.skills.has(term))
  const borrowed = generic || shownElsewhere(profile, terms)
  return {
    entries: borrowed ? [...new Set([...exact, ...related])] : exact,
    near: [...exact, ...profile.work.filter((entry) => terms.some((term) => entryIsNear(entry, term)))],
    unspecial: exact.length === 0 && lacksSpecialism(profile, terms),
  }
}

export function yearsEvidence(profile: Profile, requirement: Requirement, postingTitle: string): Verdictless {
  // Without a number any time counts that deserves the name.
  const wanted = requirement.detail.years === null ? 3 : requirement.detail.years * 12
  const { terms } = requirement.detail
  if (isDenied(profile, requirement))
    return evidence('missing', [], `Your résumé itself says that you lack “${named(requirement)}”.`)
  const { entries, near, unspecial } = countWork(profile, terms, postingTitle)
  const factIds = factsOf(entries)
  const months = monthsOf(entries)
  const sum = `Your work history adds up to ${inYears(months)} of it`
  if (months === 0)
    return near.length > 0
      ? evidence(
          'adjacent',
          factsOf(near),
          `Your work history shows ${inYears(monthsOf(near))} in something close to it.`,
        )
      : evidence('missing', [], `No work in your résumé shows “${named(requirement)}”.`)
  if (unspecial)
    return evidence(
      'partly',
      factIds,
      `You have ${inYears(months)} of related work, though not of just this kind.`,
    )
  if (months >= wanted * 0.96) return evidence('met', factIds, `${sum}.`)
  return evidence('partly', factIds, `${sum}, less than asked.`)
}

export function educationEvidence(
  profile: Profile,
  requirement: Requirement,
  postingTitle: string,
): Verdictless {
  const wanted = educationRank(requirement.detail.level)
  const { terms, mode } = requirement.detail
  const enough = profile.degrees.filter((degree) => degree.rank >= wanted)
  const fitting = enough.filter(
    (degree) => terms.length === 0 || terms.some((stem) => degree.stems.has(stem)),
  )
  if (fitting.length > 0)
    return evidence(
      'met',
      fitting.map((degree) => degree.factId),
      'Your degree is what is asked.',
    )
  const related = relatedWork(profile, postingTitle)
  if (mode === 'any' && monthsOf(related) >= 36)
    return evidence(
      'met',
      factsOf(related),
      `${inYears(monthsOf(related))} of related work stand in for the degree.`,
    )
  if (enough.length > 0)
    return evidence(
      'partly',
      enough.map((degree) => degree.factId),
      'Your degree has the level, in another subject.',
    )
  const lower = profile.degrees.filter(
    (degree) => degree.rank === wanted - 1 && terms.some((stem) => degree.stems.has(stem)),
  )
  if (lower.length > 0)
    return evidence(
      'partly',
      lower.map((degree) => degree.factId),
      `Your degree is a level below (${educationLevels[wanted - 1] ?? 'lower'}).`,
    )
  if (profile.degrees.length === 0) return evidence('unknown', [], 'Your résumé names no degree.')
  return evidence('missing', [], `Your résumé does not show: ${named(requirement)}.`)
}

/** A résumé written in a language shows some command of it. */
function writtenIn(profile: Profile, tag: string): string[] {
  const prose = profile.facts.filter((fact) => fact.kind === 'highlight' || fact.kind === 'summary')
  const [first] = prose
  return first && languagesOfText(prose.map((fact) => fact.text).join('\n')).has(tag) ? [first.id] : []
}

/** Whether the person can read the posting, as far as the résumé shows; true when its language isn't known. */
export function readsLanguageOf(profile: Profile, postingText: string): boolean {
  const tags = languagesOfText(postingText)
  if (tags.size !== 1) return true
  return [...tags].some((tag) => {
    const held = profile.languages.get(tag)
    return (
      (held && (held.rank ?? 5) >= 2) ||
      languagesOfText(profile.facts.map((fact) => fact.text).join('\n')).has(tag)
    )
  })
}

export function languageEvidence(profile: Profile, requirement: Requirement): Verdictless {
  const wanted = levelRank(requirement.detail.level)
  const parts = requirement.detail.terms.map((tag): Verdictless => {
    const held = profile.languages.get(tag)
    if (held && held.rank === null)
      return evidence(
        wanted === null ? 'met' : 'partly',
        held.factIds,
        wanted === null
          ? 'Your résumé lists the language.'
          : 'Your résumé lists the language without a level.',
      )
    if (held && held.rank !== null && held.rank >= (wanted ?? 2))
      return evidence('met', held.factIds, 'Your level is at least what is asked.')
    if (held) return evidence('partly', held.factIds, 'Your level is below what is asked.')
    const written = writtenIn(profile, tag)
    if (written.length > 0)
      return evidence('partly', written, 'Your résumé is written in it but does not list it.')
    return profile.languages.size > 0
      ? evidence('missing', [], 'Your résumé lists other languages only.')
      : evidence('unknown', [], 'Your résumé lists no languages.')
  })
  return parts.length === 0
    ? evidence('unknown', [], 'It does not say which language.')
    : parts.reduce(better)
}
