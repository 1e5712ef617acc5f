import type { Posting } from '../../postings/schema.ts'
import type { Gate, MatchEvidence, Requirement } from '../schema.ts'
import { levelRank } from '../requirements/languages.ts'
import { sameCountry } from '../text/countries.ts'
import { needsSponsorship, type Whereabouts } from './condition-evidence.ts'
import { isCredited } from './evidence-draft.ts'
import type { Profile } from './profile.ts'

/** What the person wants; unset means that they don't mind. */
export interface Preferences {
  /** ISO 3166-1 alpha-2 codes where they would work on site. */
  countries?: string[]
  workplaceTypes?: ('remote' | 'hybrid' | 'onsite')[]
  /** Yearly pay below which they don't want to hear of a posting. */
  minimumYearlySalary?: { currency: string; value: number }
  employmentTypes?: string[]
}

const gateKind: Partial<Record<Requirement['kind'], Gate['kind']>> = {
  work_authorization: 'work_authorization',
  location: 'location',
  language: 'language',
  licence: 'licence',
  certificate: 'certificate',
  schedule: 'schedule',
}

function clearlyTooLow(profile: Profile, requirement: Requirement): string[] {
  const wanted = levelRank(requirement.detail.level)
  if (wanted === null) return []
  const held = requirement.detail.terms.map((tag) => profile.languages.get(tag))
  const low = held.every(
    (language) => language !== undefined && language.rank !== null && language.rank <= wanted - 2,
  )
  return low ? held.flatMap((language) => language?.factIds ?? []) : []
}

function contradiction(profile: Profile, requirement: Requirement): string[] {
  if (requirement.kind === 'language') return clearlyTooLow(profile, requirement)
  if (requirement.kind !== 'work_authorization') return []
  const needy = needsSponsorship(profile)
  return needy ? [needy.id] : []
}

function gateOf(profile: Profile, requirement: Requirement, found: MatchEvidence | undefined): Gate | null {
  const kind = gateKind[requirement.kind]
  if (!kind || requirement.tier !== 'must' || !found) return null
  const against = contradiction(profile, requirement)
  if (against.length > 0)
    return { kind, result: 'fail', requirementId: requirement.id, factIds: against, reason: found.reason }
  // What is shown in part, or of another country, lets nobody through by itself.
  const passes = found.class === 'met' || (kind === 'location' && isCredited(found.class))
  const result = passes ? 'pass' : 'unknown'
  return { kind, result, requirementId: requirement.id, factIds: found.factIds, reason: found.reason }
}

const perYear = { HOUR: 2080, DAY: 260, WEEK: 52, MONTH: 12, YEAR: 1 }

/** The most the posting pays in a year, in that currency; null when it can't be told. */
function bestYearlyPay({ baseSalary: pay }: Posting, currency: string): number | null {
  if (!pay || pay.suspect !== null || pay.currency !== currency || pay.unitText === null) return null
  const best = pay.maxValue ?? pay.minValue
  return best === null ? null : best * perYear[pay.unitText]
}

function salaryGate(posting: Posting, wanted: Preferences['minimumYearlySalary']): Gate | null {
  if (!wanted) return null
  const best = bestYearlyPay(posting, wanted.currency)
  const gate = (result: Gate['result'], reason: string): Gate => ({
    kind: 'salary',
    result,
    requirementId: null,
    factIds: [],
    reason,
  })
  if (best === null) return gate('unknown', 'The posting states no pay that can be compared with yours.')
  return best >= wanted.value
    ? gate('pass', 'The pay reaches what you asked for.')
    : gate('fail', 'The pay stays below what you asked for.')
}

function placeGate(
  posting: Posting,
  place: Whereabouts,
  countries: string[],
  preferences: Preferences,
): Gate | null {
  const type = posting.workplaceType
  const { workplaceTypes: types, countries: wanted } = preferences
  const fail = (reason: string): Gate => ({
    kind: 'location',
    result: 'fail',
    requirementId: null,
    factIds: [],
    reason,
  })
  if (types && types.length > 0 && type && type !== 'unknown' && !types.includes(type))
    return fail(`The work is ${type}, which you ruled out.`)
  if (
    wanted &&
    wanted.length > 0 &&
    type !== 'remote' &&
    countries.length > 0 &&
    !countries.some((code) => wanted.some((other) => sameCountry(code, other)))
  ) {
    return fail('The work is in a country that is not among yours.')
  }
  const country = place.country
  if (!country || countries.length === 0 || countries.some((code) => sameCountry(code, country))) return null
  return {
    kind: 'location',
    result: 'unknown',
    requirementId: null,
    factIds: place.factIds,
    reason: 'The work is in another country than the one your résumé names.',
  }
}

function scheduleGate(posting: Posting, preferences: Preferences): Gate | null {
  const wanted = preferences.employmentTypes
  const offered = posting.employmentType ?? []
  if (!wanted || wanted.length === 0 || offered.length === 0 || offered.some((type) => wanted.includes(type)))
    return null
  return {
    kind: 'schedule',
    result: 'fail',
    requirementId: null,
    factIds: [],
    reason: 'The kind of employment is not among yours.',
  }
}

interface GateInput {
  profile: Profile
  requirements: Requirement[]
  found: MatchEvidence[]
  posting: Posting
  place: Whereabouts
  countries: string[]
  preferences: Preferences
}

/** Hard conditions. `fail` needs evidence that plainly contradicts; what isn't stated stays unknown. */
export function checkGates(input: GateInput): Gate[] {
  const { profile, requirements, found, posting, place, countries, preferences } = input
  const byId = new Map(found.map((entry) => [entry.requirementId, entry]))
  const asked = requirements.flatMap(
    (requirement) => gateOf(profile, requirement, byId.get(requirement.id)) ?? [],
  )
  const stated = [
    placeGate(posting, place, countries, preferences),
    scheduleGate(posting, preferences),
    salaryGate(posting, preferences.minimumYearlySalary),
  ]
  return [...asked, ...stated.filter((gate) => gate !== null)]
}
