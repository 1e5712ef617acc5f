import type { Posting } from '../../postings/schema.ts'
import type { JsonResume, ProfileFact } from '../../resumes/schema.ts'
import type { Requirement } from '../schema.ts'
import { countriesIn, moveFreely, sameCountry } from '../text/countries.ts'
import { likelyCountry } from '../text/country-hints.ts'
import { fold } from '../text/tokens.ts'
import { evidence, type Verdictless } from './evidence-draft.ts'
import { affirmed } from './negation.ts'
import type { Profile } from './profile.ts'

/** Where the person is, as far as the résumé says. */
export interface Whereabouts {
  city: string | null
  country: string | null
  factIds: string[]
}

export function whereabouts(profile: Profile, jsonResume: JsonResume): Whereabouts {
  const facts = profile.facts.filter((fact) => fact.kind === 'location' && fact.path.startsWith('/basics'))
  const words = facts.map((fact) => fact.text).join(', ')
  const place = jsonResume.basics?.location
  const stated = place?.countryCode?.toUpperCase() ?? countriesIn(words)[0]
  const country = stated ?? likelyCountry(profile.facts.map((fact) => fact.text).join('\n'))
  // Without an address the place of the latest post, or the telephone's country, says where the person is.
  const hints = profile.facts.filter(
    (fact) => (fact.kind === 'location' && fact.path.startsWith('/work/0')) || fact.kind === 'phone',
  )
  const told = words === '' ? (hints.find((fact) => fact.kind === 'location')?.text ?? '') : words
  const city = place?.city ?? told.split(',')[0]?.trim() ?? ''
  const factIds = (facts.length > 0 ? facts : hints).map((fact) => fact.id)
  return { city: city === '' ? null : city, country, factIds }
}

const LOCATION_LINE =
  /^(?:.{0,12}\b(?:location|place|ort|standort|lieu|ubicación|arbeitsort)\b.{0,4}:)(.*)$/imu

/** Countries the work is in: as stated, else as the text makes likely. */
export function postingCountries(posting: Posting, postingText: string): string[] {
  const stated = [...(posting.jobLocation ?? []), ...(posting.applicantLocationRequirements ?? [])]
  const codes = stated.flatMap((place) => place.addressCountry ?? countriesIn(place.raw))
  if (codes.length > 0) return [...new Set(codes)]
  const line = LOCATION_LINE.exec(postingText)?.[1] ?? ''
  const named = countriesIn(line)
  if (named.length > 0) return named
  const likely = likelyCountry(line) ?? likelyCountry(postingText)
  return likely ? [likely] : []
}

/** Nationalities as people write them of themselves, beside the names of countries. */
const nationality: Record<string, RegExp> = {
  GB: /\bbritish\b/i, IE: /\birish\b/i, DE: /\b(?:german|deutsche?r?|staatsangehörigkeit:? deutsch)\b/i, FR: /\b(?:french|français|française)\b/i,
  ES: /\b(?:spanish|español|española)\b/i, IT: /\bitalian\b/i, PL: /\bpolish\b/i, PT: /\bportuguese\b/i, NL: /\bdutch\b/i, AT: /\baustrian\b/i,
  CH: /\bswiss\b/i, RO: /\bromanian\b/i, GR: /\bgreek\b/i, SE: /\bswedish\b/i, DK: /\bdanish\b/i, NO: /\bnorwegian\b/i, US: /\bamerican\b|\bgreen card\b/i,
  CA: /\bcanadian\b/i, AU: /\baustralian\b/i, NZ: /\bnew zealander\b/i, IN: /\bindian\b/i, EU: /\b(?:eu|efta)[ /-]/i,
} // prettier-ignore

/** Countries where a person says that they may work. */
function mayWorkIn(text: string): string[] {
  const national = Object.entries(nationality).filter(([, words]) => words.test(text))
  return [...new Set([...countriesIn(text), ...national.map(([code]) => code)])]
}

const SPEAKS_OF_PERMIT =
  /\b(?:right to work|work permit|citizen(?:ship)?|sponsorship|visa|settled status|permanent resident|work authori[sz]ation|authori[sz]ed to work|arbeitserlaubnis|arbeitsbewilligung|aufenthaltstitel|permis de travail|permiso de trabajo|nacionalidad)\b/iu

const ABOUT_PERMITS = new Set<ProfileFact['kind']>([
  'headline',
  'summary',
  'highlight',
  'availability',
  'skill',
  'interest',
])

function authorizationFacts(profile: Profile): ProfileFact[] {
  return profile.facts.filter(
    (fact) =>
      fact.kind === 'work_authorization' ||
      (ABOUT_PERMITS.has(fact.kind) && SPEAKS_OF_PERMIT.test(fact.text)),
  )
}

const NEEDS_SPONSOR =
  /\b(?:requires?|needs?|needing|requiring|seeking|will require|dependent on)\b(?! no\b).{0,40}(?:sponsor\p{L}*|visa|work permit)/iu
const NEEDS_NONE =
  /\b(?:no|not|never|without|does\s?n[o'’]t|do\s?n[o'’]t|n['’]t)\b.{0,25}\b(?:requir|need|sponsor)|sponsor\p{L}* (?:is )?not (?:required|needed)/iu

/** The fact that says a permit would have to be asked for. */
export function needsSponsorship(profile: Profile): ProfileFact | undefined {
  return authorizationFacts(profile).find(
    (fact) => NEEDS_SPONSOR.test(fact.text) && !NEEDS_NONE.test(fact.text),
  )
}

export function workAuthorizationEvidence(
  profile: Profile,
  requirement: Requirement,
  countries: string[],
): Verdictless {
  const needy = needsSponsorship(profile)
  if (needy) return evidence('missing', [], `Your résumé says: ${needy.text}.`)
  const facts = authorizationFacts(profile)
  const wanted = requirement.detail.terms.length > 0 ? requirement.detail.terms : countries
  const fits = (code: string) => wanted.some((other) => sameCountry(code, other) || moveFreely(code, other))
  const fitting = facts.filter((fact) => {
    const held = mayWorkIn(fact.text)
    return held.length === 0 || wanted.length === 0 || held.some(fits)
  })
  const ids = fitting.map((fact) => fact.id)
  if (ids.length > 0) return evidence('met', ids, 'Your résumé states it.')
  if (facts.length > 0)
    return evidence('missing', [], 'Your résumé states where you may work, and it is elsewhere.')
  return evidence('unknown', [], 'Your résumé does not state where you may work.')
}

function mentionsPlace(words: string, city: string): boolean {
  return city.length > 2 && ` ${fold(words).replace(/[^\p{L}\p{N}]+/gu, ' ')} `.includes(` ${fold(city)} `)
}

/** Places the posting gives; where it gives none as such, whatever its text names. */
function statedPlaces({ jobLocation, descriptionText }: Posting): string[] {
  return jobLocation.length > 0 ? jobLocation.map((place) => place.raw) : [descriptionText]
}

export function locationEvidence(
  place: Whereabouts,
  requirement: Requirement,
  countries: string[],
  posting: Posting,
): Verdictless {
  const wanted = requirement.detail.terms.length > 0 ? requirement.detail.terms : countries
  const places = [requirement.text, ...statedPlaces(posting)].join('\n')
  if (place.factIds.length === 0) return evidence('unknown', [], 'Your résumé does not say where you live.')
  if (place.city && mentionsPlace(places, place.city))
    return evidence('met', place.factIds, `You are in ${place.city}.`)
  const country = place.country
  if (!country || wanted.length === 0)
    return evidence('unknown', [], 'Whether you are near enough cannot be told.')
  if (!wanted.some((code) => sameCountry(code, country)))
    return evidence('missing', [], 'Your résumé places you in another country.')
  const remote = requirement.detail.level === 'remote'
  return evidence(
    remote ? 'met' : 'partly',
    place.factIds,
    remote
      ? 'You are in the country asked for.'
      : 'You are in the same country; the distance cannot be told.',
  )
}

const signs: Record<string, RegExp> = {
  nights: /\b(?:night|nights|nacht\p{L}*|nuits?|noches)\b/iu,
  weekends: /\b(?:weekends?|wochenend\p{L}*|week-ends?|fines? de semana)\b/iu,
  shifts: /\b(?:shifts?|rota|schicht\p{L}*|turnos|[234]x8)\b/iu,
  evenings: /\b(?:evenings?|abend\p{L}*|soirs?)\b/iu,
  early: /\b(?:early|früh\p{L}*)\b/iu,
  travel: /\b(?:travel\p{L}*|reise\p{L}*|déplacements?|viaj\p{L}+)\b/iu,
  overtime: /\b(?:overtime|überstunden)\b/iu,
  on_call: /\b(?:on[- ]call|rufbereitschaft|bereitschaftsdienst\p{L}*|astreintes?)\b/iu,
  full_time: /\b(?:full[- ]time|vollzeit|temps plein)\b/iu,
  part_time: /\b(?:part[- ]time|teilzeit|temps partiel)\b/iu,
  immediate: /\b(?:immediate\p{L}*|ab sofort)\b/iu,
}

export function scheduleEvidence(profile: Profile, requirement: Requirement): Verdictless {
  const { terms } = requirement.detail
  const relevant = profile.facts.filter((fact) =>
    ['availability', 'highlight', 'summary', 'headline', 'title'].includes(fact.kind),
  )
  const found = terms.map((term) => relevant.filter((fact) => signs[term]?.test(affirmed(fact.text))))
  const factIds = found.flat().map((fact) => fact.id)
  if (factIds.length === 0) return evidence('unknown', [], 'Your résumé does not speak of these hours.')
  const all = found.every((facts) => facts.length > 0)
  return evidence(
    all ? 'met' : 'partly',
    factIds,
    all ? 'You have worked such hours or say that you can.' : 'Your résumé speaks of some of these hours.',
  )
}
