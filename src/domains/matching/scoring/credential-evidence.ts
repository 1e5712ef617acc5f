import { withIncluded } from '../requirements/credentials.ts'
import type { ProfileFact } from '../../resumes/schema.ts'
import type { Requirement } from '../schema.ts'
import { moveFreely, sameCountry } from '../text/countries.ts'
import { likelyCountry } from '../text/country-hints.ts'
import { countRoots, rarity } from '../text/rarity.ts'
import { better, evidence, named, type Verdictless } from './evidence-draft.ts'
import { factsAbbreviating, factsNaming } from './phrase-evidence.ts'
import { isTrait, namesIn } from './phrases.ts'
import type { Profile } from './profile.ts'

/** Words around a credential's own: holding it, its kind, who gave it. */
const AROUND =
  /^(?:certif|licen|regist|zertif|valid|curr|hold|full|card|ticket|permit|pass|badge|accredit|train|cours|curs|issu|obtain|appoint|prepar|befor|own|check|schein|nachweis|bescheinig|carn|necess|releva|appropriat|cert|lic|hora|tarjet|attest|active?|activ|clean)/

function tellingRoots(words: string): string[] {
  return [...countRoots(words).keys()].filter((key) => rarity(key) >= 0.4 && !AROUND.test(key))
}

const TELLS_IN_PASSING = new Set<ProfileFact['kind']>(['highlight', 'project', 'volunteer', 'publication'])

const weigh = (keys: string[]) => keys.reduce((sum, key) => sum + rarity(key), 0)

/** What sets a credential apart; where nothing does ("carné de conducir"), all of its words. */
function wantedRoots(words: string): string[] {
  const telling = tellingRoots(words)
  return weigh(telling) >= 1 ? telling : [...countRoots(words).keys()]
}

/** "Construction Induction Card (White Card)" says the same thing twice. */
function waysToSay(words: string): string[] {
  const bracketed = [...words.matchAll(/\(([^()]{4,})\)/g)].map((match) => match[1] ?? '')
  return [words, words.replace(/\([^()]*\)/g, ' '), ...bracketed]
}

/** Facts that say the words which set a credential apart; told in passing, they have to say nearly all of them. */
function factsSaying(profile: Profile, words: string): string[] {
  const wanted = wantedRoots(words)
  const total = weigh(wanted)
  if (total === 0) return []
  const kinds = new Map(profile.facts.map((fact) => [fact.id, fact.kind]))
  return profile.texts
    .filter(({ id, roots }) => {
      const kind = kinds.get(id)
      const share = weigh(wanted.filter((key) => roots.has(key))) / total
      return share >= (kind && TELLS_IN_PASSING.has(kind) ? 0.75 : 0.6)
    })
    .map(({ id }) => id)
}

/** "SIA badge", "EFAW certificate": nothing but the name sets it apart, and the résumé uses it. */
function factsUsing(profile: Profile, words: string): string[] {
  const telling = tellingRoots(words).filter((key) => rarity(key) === 1)
  return telling.length > 2
    ? []
    : namesIn(words).sure.flatMap((name) => (/\p{Lu}.*\p{Lu}/u.test(name) ? namedAsHeld(profile, name) : []))
}

function namedAsHeld(profile: Profile, name: string): string[] {
  const holding = new Set(
    profile.facts.filter(({ kind }) => kind !== 'skill' && kind !== 'project').map(({ id }) => id),
  )
  return factsNaming(profile, name).filter((id) => holding.has(id))
}

/** A credential the vocabulary doesn't know is found by its name, or by the words that set it apart. */
function byItsWords(profile: Profile, requirement: Requirement): Verdictless {
  const words = requirement.text
  const factIds = [
    ...factsAbbreviating(profile, words),
    ...waysToSay(words).flatMap((way) => factsSaying(profile, way)),
    ...factsUsing(profile, words),
  ]
  if (factIds.length > 0) return evidence('met', factIds, 'Your résumé names it.')
  if (isTrait(words)) return evidence('unknown', [], `A résumé can hardly tell: “${named(requirement)}”.`)
  return evidence('missing', [], `Your résumé does not name “${named(requirement)}”.`)
}

/** Where a licence to practise counts, as far as its own words say. */
function issuedElsewhere(
  profile: Profile,
  factIds: string[],
  requirement: Requirement,
  countries: string[],
): boolean {
  // Driving and machine licences are taken across borders; those to practise a profession aren't.
  const machines = requirement.detail.terms.some((term) => /driving|cdl|forklift|truck|crane/.test(term))
  if (requirement.kind !== 'licence' || machines) return false
  const wanted = likelyCountry(requirement.text) ?? (countries.length === 1 ? countries[0] : null)
  if (!wanted) return false
  // A title says nothing of the country; it goes with the licence that does.
  const telling = profile.facts.filter(
    ({ id, kind }) => factIds.includes(id) && kind !== 'title' && kind !== 'headline',
  )
  const held = telling.map(({ text }) => likelyCountry(text))
  return (
    held.length > 0 &&
    held.every((code) => code !== null && !sameCountry(code, wanted) && !moveFreely(code, wanted))
  )
}

function knownCredential(
  profile: Profile,
  term: string,
  requirement: Requirement,
  countries: string[],
): Verdictless | null {
  const proof = profile.credentials.get(term)
  if (proof && issuedElsewhere(profile, proof.factIds, requirement, countries))
    return evidence('partly', proof.factIds, 'Your licence seems to be one of another country.')
  if (proof && !proof.weak) return evidence('met', proof.factIds, 'Your résumé names it.')
  if (proof) return evidence('partly', proof.factIds, 'Your résumé hints at it without naming it as held.')
  const sibling = [...profile.credentials].find(
    ([held, other]) => other.named && !other.weak && withIncluded(term).slice(1).includes(held),
  )
  if (!sibling || requirement.kind !== 'licence') return null
  const [, { factIds }] = sibling
  return issuedElsewhere(profile, factIds, requirement, countries)
    ? evidence('partly', factIds, 'Your licence seems to be one of another country.')
    : evidence('partly', factIds, 'Your résumé names a lesser one.')
}

/** What a résumé shows of a licence or certificate that is asked for. */
export function credentialEvidence(
  profile: Profile,
  requirement: Requirement,
  countries: string[],
): Verdictless {
  const parts = requirement.detail.terms.map(
    (term) => knownCredential(profile, term, requirement, countries) ?? byItsWords(profile, requirement),
  )
  return parts.length === 0 ? evidence('unknown', [], 'It does not say which one.') : parts.reduce(better)
}
