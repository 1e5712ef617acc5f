import type { JsonResume, ProfileFact } from '../../resumes/schema.ts'
import { findCredentials, withIncluded } from '../requirements/credentials.ts'
import { educationRank, highestEducation } from '../requirements/education.ts'
import { findLanguages, levelRank, readLevel } from '../requirements/languages.ts'
import { findSkills } from '../skills/recognition.ts'
import { impliedBy } from '../skills/vocabulary.ts'
import { contentStems } from '../text/words.ts'
import { credentialsOfTitle, skillsOfTitle } from './occupations.ts'
import { affirmed, isWeakClaim } from './negation.ts'
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
    for (const parent of impliedBy(skill)) prove(profile.skills, parent, { factId: fact.id, weak, named: false })
  }
  if (fact.kind !== 'title' && fact.kind !== 'headline') return
  for (const skill of skillsOfTitle(fact.text)) prove(profile.skills, skill, { factId: fact.id, weak: false, named: true })
  for (const credential of credentialsOfTitle(fact.text)) {
    for (const id of withIncluded(credential)) prove(profile.credentials, id, { factId: fact.id, weak: true, named: false })
  }
}

function proveCredentials(profile: Profile, fact: ProfileFact): void {
  for (const { credential, span } of findCredentials(affirmed(fact.text))) {
    const underway =
      /\b(?:in progress|pursuing|working towards?|studying for|expected|planned|part[- ]qualified|in vorbereitung|en cours)\b/iu.test(
        fact.text.slice(Math.max(0, span[0] - 40), span[1] + 30),
      )
    for (const id of withIncluded(credential.id)) prove(profile.credentials, id, { factId: fact.id, weak: underway, named: id === credential.id })
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

function proveLanguages(profile: Profile, fact: ProfileFact): void {
  if (fact.kind !== 'language') return
  const [valueTag, valueLevel] = (fact.value ?? '').split(':')
  const named = findLanguages(fact.text).map((mention) => mention.tag)
  for (const tag of new Set([...named, ...(valueTag && /^[a-z]{2,3}$/.test(valueTag) ? [valueTag] : [])])) {
    const level = valueLevel && levelRank(valueLevel) !== null ? valueLevel : readLevel(fact.text)
    const rank = /native/i.test(valueLevel ?? '') ? 5 : levelRank(level)
    const known = profile.languages.get(tag)
    const better = !known || (rank ?? -1) > (known.rank ?? -1)
    profile.languages.set(tag, {
      rank: better ? rank : (known?.rank ?? null),
      factIds: better ? [fact.id, ...(known?.factIds ?? [])] : [...(known?.factIds ?? []), fact.id],
    })
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
    work: readWork(input.facts, input.jsonResume, input.today),
  }
  for (const fact of facts) {
    proveSkills(profile, fact)
    proveCredentials(profile, fact)
    proveLanguages(profile, fact)
    if (!SKILL_FREE.has(fact.kind)) profile.stems.set(fact.id, new Set(contentStems(affirmed(fact.text))))
  }
  return profile
}
