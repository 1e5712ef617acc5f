import { withIncluded } from '../requirements/credentials.ts'
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
  /^(?:certif|licen|regist|zertif|valid|curr|hold|full|card|ticket|permit|pass|badge|accredit|train|course|curs|issu|obtain|appoint|prepar|befor|own|check|schein|nachweis|bescheinig|carn|necess|releva|appropriat|cert|lic|hora|tarjet|attest|active?|activ|clean)/

function tellingRoots(words: string): string[] {
  return [...countRoots(words).keys()].filter((key) => rarity(key) >= 0.4 && !AROUND.test(key))
}

/** A credential the vocabulary doesn't know is found by its name, or by the words that set it apart. */
function byItsWords(profile: Profile, requirement: Requirement): Verdictless {
  const words = requirement.text
  const { sure } = namesIn(words)
  const naming = [...sure.flatMap((name) => factsNaming(profile, name)), ...factsAbbreviating(profile, words)]
  const wanted = tellingRoots(words)
  const shares = profile.texts.map(({ id, roots }) => ({
    id,
    share: wanted.filter((key) => roots.has(key)).length / Math.max(1, wanted.length),
  }))
  const saying = shares.filter(({ share }) => share >= 0.6).map(({ id }) => id)
  const factIds = [...new Set([...naming, ...saying])]
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
  const held = profile.facts.filter(({ id }) => factIds.includes(id)).map(({ text }) => likelyCountry(text))
  if (!wanted || held.length === 0) return false
  return held.every((code) => code !== null && !sameCountry(code, wanted) && !moveFreely(code, wanted))
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
