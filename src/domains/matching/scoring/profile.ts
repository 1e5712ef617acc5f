import type { JsonResume, ProfileFact } from '../../resumes/schema.ts'
import { findCredentials, withIncluded } from '../requirements/credentials.ts'
import { educationRank, highestEducation } from '../requirements/education.ts'
import { findLanguages, levelRank, readLevel } from '../requirements/languages.ts'
import { findSkills } from '../skills/recognition.ts'
import { impliedBy } from '../skills/vocabulary.ts'
import { countRoots, rarity } from '../text/rarity.ts'
import { contentStems } from '../text/words.ts'
import { credentialsOfTitle, skillsOfTitle } from './occupations.ts'
import { fieldsOfTitle } from './fields.ts'
import { affirmed, deniedIn, isWeakClaim } from './negation.ts'
import { initialsOf, longFormsIn } from './phrases.ts'
import { readWork, type WorkEntry } from './work-history.ts'

/** Facts behind one thing a person has; `weak` when every one of them calls it basic or in the making. */
export interface Proof {
  factIds: string[]
  weak: boolean
  /** Said by its own name, not only implied by something more special. */
  named: boolean
}

export interface Degree {
  rank: number
  stems: Set<string>
  factId: string
}

export interface SpokenLanguage {
  /** 0 (A1) … 5 (C2); null when the résumé names no level. */
  rank: number | null
  factIds: string[]
}

interface FactText {
  id: string
  text: string
  roots: Set<string>
  /** Initials of names written out in it, and of acronyms in it. */
  longForms: Set<string>
  acronyms: string[]
}

/** What a résumé proves, in the words requirements are compared by. */
export interface Profile {
  facts: ProfileFact[]
  skills: Map<string, Proof>
  /** Stems of each fact's meaningful words. */
  stems: Map<string, Set<string>>
  credentials: Map<string, Proof>
  degrees: Degree[]
  languages: Map<string, SpokenLanguage>
  work: WorkEntry[]
  /** Facts that can show a phrase, without what they deny. */
  texts: FactText[]
  /** What the person says they lack, anywhere. */
  denied: { skills: Set<string>; roots: Set<string> }
  /** Fields of work by the titles held, each with the facts that name them. */
  fields: Map<string, string[]>
}

interface Shown {
  factId: string
  weak: boolean
  named: boolean
}

function prove(proofs: Map<string, Proof>, key: string, shown: Shown): void {
  const proof = proofs.get(key) ?? { factIds: [], weak: true, named: false }
  const others = proof.factIds.filter((id) => id !== shown.factId)
  const leads = proof.weak && !shown.weak
  const factIds = leads ? [shown.factId, ...others] : [...others, shown.factId]
  proofs.set(key, { factIds, weak: proof.weak && shown.weak, named: proof.named || shown.named })
}

const SKILL_FREE = new Set<ProfileFact['kind']>([
  'name',
  'email',
  'phone',
  'url',
  'location',
  'start_date',
  'end_date',
  'employer',
  'institution',
  'grade',
  'language',
])

function proveSkills(profile: Profile, fact: ProfileFact): void {
  if (SKILL_FREE.has(fact.kind)) return
  const words = affirmed(fact.text)
  for (const { skill, span } of findSkills(words)) {
    const weak = isWeakClaim(words, span)
    prove(profile.skills, skill, { factId: fact.id, weak, named: true })
    for (const parent of impliedBy(skill))
      prove(profile.skills, parent, { factId: fact.id, weak, named: false })
  }
  if (fact.kind !== 'title' && fact.kind !== 'headline') return
  for (const field of fieldsOfTitle(fact.text))
    profile.fields.set(field, [...(profile.fields.get(field) ?? []), fact.id])
  for (const skill of skillsOfTitle(fact.text))
    prove(profile.skills, skill, { factId: fact.id, weak: false, named: true })
  for (const credential of credentialsOfTitle(fact.text)) {
    for (const id of withIncluded(credential))
      prove(profile.credentials, id, { factId: fact.id, weak: true, named: false })
  }
}

function proveCredentials(profile: Profile, fact: ProfileFact): void {
  for (const { credential, span } of findCredentials(affirmed(fact.text))) {
    const underway =
      /\b(?:in progress|pursuing|working towards?|studying for|expected|planned|expired|lapsed|abgelaufen|expirée?|caducad[oa]|not yet|part[- ]qualified|in vorbereitung|en cours)\b/iu.test(
        fact.text.slice(Math.max(0, span[0] - 40), span[1] + 30),
      )
    for (const id of withIncluded(credential.id))
      prove(profile.credentials, id, { factId: fact.id, weak: underway, named: id === credential.id })
  }
}

function readDegree(fact: ProfileFact, facts: ProfileFact[]): Degree | null {
  if (fact.kind !== 'degree' && fact.kind !== 'field' && fact.kind !== 'certificate') return null
  const rank = Math.max(educationRank(fact.value), educationRank(highestEducation(fact.text)))
  if (rank < 1) return null
  const place = fact.path.split('/').slice(0, 3).join('/')
  const siblings = facts
    .filter((other) => other.kind !== 'institution' && other.path.startsWith(`${place}/`))
    .map((other) => other.text)
  return { rank, stems: new Set(contentStems([fact.text, ...siblings].join(' '))), factId: fact.id }
}

function statedRank(fact: ProfileFact, level: string | undefined): number | null {
  if (/native/i.test(level ?? '')) return 5
  return levelRank(level ?? null) ?? levelRank(readLevel(fact.text))
}

function proveLanguages(profile: Profile, fact: ProfileFact): void {
  if (fact.kind !== 'language') return
  const [tag = '', level] = (fact.value ?? '').split(':')
  const named = findLanguages(fact.text).map((mention) => mention.tag)
  const rank = statedRank(fact, level)
  for (const language of new Set(/^[a-z]{2,3}$/.test(tag) ? [...named, tag] : named)) {
    const known = profile.languages.get(language) ?? { rank: null, factIds: [] }
    const leads = (rank ?? -1) > (known.rank ?? -1)
    const factIds = leads ? [fact.id, ...known.factIds] : [...known.factIds, fact.id]
    profile.languages.set(language, { rank: leads ? rank : known.rank, factIds })
  }
}

function noteDenials(profile: Profile, fact: ProfileFact): void {
  const denied = deniedIn(fact.text)
  if (denied.trim() === '') return
  for (const { skill } of findSkills(denied)) profile.denied.skills.add(skill)
  for (const key of countRoots(denied).keys()) if (rarity(key) === 1) profile.denied.roots.add(key)
}

function toText(fact: ProfileFact): FactText {
  const text = affirmed(fact.text)
  const acronyms = text.match(/[\p{L}]{3,7}/gu)?.flatMap((word) => initialsOf(word) ?? []) ?? []
  return {
    id: fact.id,
    text,
    roots: new Set(countRoots(text).keys()),
    longForms: longFormsIn(text),
    acronyms,
  }
}

function byPlace(a: ProfileFact, b: ProfileFact): number {
  return a.path.localeCompare(b.path) || (a.span?.[0] ?? 0) - (b.span?.[0] ?? 0) || a.id.localeCompare(b.id)
}

/** Reads facts into what they prove. The order in which facts arrive doesn't matter; removed ones don't count. */
export function buildProfile(input: { facts: ProfileFact[]; jsonResume: JsonResume; today: Date }): Profile {
  const facts = input.facts.filter((fact) => fact.state !== 'removed').toSorted(byPlace)
  const profile: Profile = {
    facts,
    skills: new Map(),
    stems: new Map(),
    credentials: new Map(),
    degrees: facts.flatMap((fact) => readDegree(fact, facts) ?? []),
    languages: new Map(),
    texts: [],
    denied: { skills: new Set(), roots: new Set() },
    fields: new Map(),
    work: readWork(input.facts, input.jsonResume, input.today),
  }
  for (const fact of facts) {
    proveSkills(profile, fact)
    proveCredentials(profile, fact)
    proveLanguages(profile, fact)
    noteDenials(profile, fact)
    if (SKILL_FREE.has(fact.kind)) continue
    profile.stems.set(fact.id, new Set(contentStems(affirmed(fact.text))))
    profile.texts.push(toText(fact))
  }
  return profile
}
