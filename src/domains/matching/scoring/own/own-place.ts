import type { Posting } from '../../../postings/schema.ts'
import { countriesOfArea, isAnywhere } from '../../../scouting/areas.ts'
import type { Understood, WantedPlace, WantedWorkplace } from '../../../scouting/schema.ts'
import type { Gate } from '../../schema.ts'
import { fold } from '../../text/tokens.ts'
import { countryOfCity, namesCity, sameCity } from '../../../scouting/city-names.ts'
import { kindest, listed, strictest, type Judgement } from './judgement.ts'

type Result = Gate['result']
type Where = Understood['where'][number]
type Location = Posting['jobLocation'][number]

function workplaceOf(posting: Posting): WantedWorkplace | null {
  if (posting.workplaceType !== 'unknown') return posting.workplaceType
  return posting.jobLocationType === 'TELECOMMUTE' ? 'remote' : null
}

function judgeWorkplace(wanted: WantedWorkplace[], offered: WantedWorkplace | null): Result {
  if (wanted.length === 0) return 'pass'
  if (offered === null) return 'unknown'
  if (wanted.includes(offered)) return 'pass'
  // Some days in the office are not what "on site" rules out for certain.
  return offered === 'hybrid' && wanted.includes('onsite') ? 'unknown' : 'fail'
}

function countriesOf(place: { raw: string; addressCountry: string | null }): string[] {
  return countriesOfArea(place.raw) ?? (place.addressCountry ? [place.addressCountry] : [])
}

/** Countries that the posting itself names; what merely seems likely is left out. */
function statedCountries(posting: Posting, remote: boolean): string[] {
  const where =
    remote && posting.applicantLocationRequirements.length > 0
      ? posting.applicantLocationRequirements
      : posting.jobLocation
  return where.flatMap(countriesOf)
}

function judgeCountry(wanted: string[], stated: string[]): Result {
  if (wanted.length === 0 || stated.length === 0) return 'unknown'
  return stated.some((code) => wanted.includes(code)) ? 'pass' : 'fail'
}

function isKnownElsewhere({ addressLocality: locality }: Location, city: string): boolean {
  return locality !== null && countryOfCity(locality) !== null && !sameCity(locality, city)
}

function judgeCity(city: string, place: WantedPlace, posting: Posting): Result {
  const { jobLocation: locations } = posting
  const isThere = (location: Location) =>
    (location.addressLocality !== null && sameCity(location.addressLocality, city)) ||
    namesCity(location.raw, city)
  if (locations.some(isThere)) return 'pass'
  if (judgeCountry(countriesOf(place), statedCountries(posting, false)) === 'fail') return 'fail'
  // A town that no list of ours holds may be a part of the city, or next to it.
  const allElsewhere = locations.length > 0 && locations.every((one) => isKnownElsewhere(one, city))
  return allElsewhere ? 'fail' : 'unknown'
}

function judgeRegion(region: string, place: WantedPlace, posting: Posting): Result {
  const named = (words: string | null) =>
    words !== null && ` ${fold(words)} `.replace(/[^\p{L}\p{N}]+/gu, ' ').includes(` ${fold(region)} `)
  const isThere = ({ raw, addressRegion }: Location) =>
    named(raw) || named(addressRegion) || addressRegion === region
  if (posting.jobLocation.some(isThere)) return 'pass'
  const country = judgeCountry(countriesOf(place), statedCountries(posting, false))
  return country === 'fail' ? 'fail' : 'unknown'
}

function judgePlace(place: WantedPlace | null, posting: Posting, offered: WantedWorkplace | null): Result {
  if (!place || isAnywhere(place.raw)) return 'pass'
  // Remote work has a country, not a town.
  if (offered === 'remote') return judgeCountry(countriesOf(place), statedCountries(posting, true))
  if (place.addressLocality) return judgeCity(place.addressLocality, place, posting)
  if (place.addressRegion) return judgeRegion(place.addressRegion, place, posting)
  return judgeCountry(countriesOf(place), statedCountries(posting, false))
}

const how: Record<WantedWorkplace, string> = { remote: 'remote', hybrid: 'hybrid', onsite: 'on-site' }

function wantedWords(where: Where[]): string {
  const words = where.map(({ workplaceTypes, place }) => {
    const type = workplaceTypes.length > 0 ? `${listed(workplaceTypes.map((one) => how[one]))} work` : 'work'
    const isBare = !place || isAnywhere(place.raw)
    return isBare ? type : `${type} in ${place.raw}`
  })
  return listed([...new Set(words)])
}

function offeredWords(posting: Posting, offered: WantedWorkplace | null): string {
  const places = posting.jobLocation
    .map(({ addressLocality, raw }) => addressLocality ?? raw.replace(/^remote\b[\s,–-]*/i, ''))
    .filter((name) => name !== '')
  const open = posting.applicantLocationRequirements.map(({ raw }) => raw)
  const [some, more] = [[...new Set(places)].slice(0, 3), places.length > 3 ? ' and elsewhere' : '']
  const at = some.length > 0 ? ` in ${listed(some, 'and')}${more}` : ''
  if (offered === 'remote') {
    const from = open.length > 0 ? `, open to ${listed([...new Set(open)].slice(0, 3), 'and')}` : at
    return `this one is remote${from}`
  }
  return `this one is${offered === 'onsite' ? ' on site' : offered === 'hybrid' ? ' hybrid' : ''}${at}`
}

/** Whether where and how the work is done is what the person looks for; null when they don't mind. */
export function judgeWhere(where: Where[], posting: Posting): Judgement | null {
  if (where.length === 0) return null
  const offered = workplaceOf(posting)
  const best = kindest(
    where.map((one) => ({
      result: strictest([
        judgeWorkplace(one.workplaceTypes, offered),
        judgePlace(one.place, posting, offered),
      ]),
    })),
  )
  const result = best?.result ?? 'unknown'
  const wanted = `You look for ${wantedWords(where)}`
  if (result === 'fail') return { result, reason: `${wanted}; ${offeredWords(posting, offered)}.` }
  if (result === 'unknown')
    return { result, reason: `${wanted}; whether this one is, the posting does not say for certain.` }
  return { result, reason: `${wanted}, and ${offeredWords(posting, offered)}.` }
}
