import type { Posting } from './schema.ts'
import { countryByCity } from './cities.ts'
import { canadianProvince, countryByName, countryCode, usState } from './countries.ts'
import { byPostcode, regionCountry, regionOfCity } from './regions.ts'
import { list, pick, record, text, textOrNull } from './json-values.ts'

export type Place = Posting['jobLocation'][number]
type ApplicantPlace = Posting['applicantLocationRequirements'][number]

const WORKPLACE_WORDS =
  /\b(?:fully|100 ?%)?[ -]*(?:remote|hybrid|on[ -]?site|in[- ]office|home ?office|telecommute)\b/gi

/** Where a text names several places, as boards separate them. */
function splitPlaces(raw: string): string[] {
  return raw
    .split(/\s*[|;\n]\s*|\s+[·•/]\s+/)
    .map((part) => part.trim().replace(/^,|,$/g, '').trim())
    .filter((part) => part !== '')
}

/** What is left of "Remote (US)", "Remote - US", "Hybrid in Berlin" once the workplace word is gone. */
function withoutWorkplace(raw: string): string {
  return raw
    .replace(/[()[\]]/g, ',')
    .replace(WORKPLACE_WORDS, ',')
    .replace(/\b(?:HQ|Headquarters|office|job)\b/gi, ',')
    .replace(/\s[-–—/]\s|\/|^\s*[-–—]/g, ',')
    .replace(/,\s*(?:only|in|within|from)\b/gi, ',')
    .split(',')
    .map((part) => part.replace(/^[\s–—-]+|[\s–—-]+$/g, '').replace(/^(?:in|within|from)\s+|\s+only$/gi, ''))
    .filter((part) => part !== '')
    .join(', ')
}

/** Two small letters are words ("in", "or", "me") unless the city is known to lie in that state's country. */
function stateCode(city: string, written: string): string | null {
  if (written.length === 2 && written !== written.toUpperCase() && countryByCity(city) !== 'US') return null
  return usState(written)
}

/** Codes that a province shares with a country: only a city known to lie in Canada makes it the province. */
const SHARED_CODES = /^(?:NL|SK|PE|NT)$/i

function provinceCode(city: string, written: string): string | null {
  return SHARED_CODES.test(written) && countryByCity(city) !== 'CA' ? null : canadianProvince(written)
}

/** The country that "CA" or "DE" after a city means: a US state, unless the city is known elsewhere. */
function stateOrCountry(city: string, code: string): { region: string | null; country: string | null } {
  const known = countryByCity(city)
  const written = code.trim()
  if (/^[A-Za-z]{2}$/.test(written) && known && known === written.toUpperCase())
    return { region: null, country: known }
  if (ambiguousState(written)) return { region: written, country: countryByCity(city) }
  const regional = regionOfCity(city, written) ?? regionCountry(written)
  if (regional) return { region: written, country: regional }
  const state = stateCode(city, written)
  if (state) return { region: state, country: 'US' }
  const province = provinceCode(city, written)
  if (province) return { region: province, country: 'CA' }
  // A Canadian province or a Swiss canton as well: for an unknown town not for us to say.
  const shared = /^(?:SK|PE|NT|SG|AG|SZ|GL|BS|SO|SH|BL|AI|TG|GE)$/.test(written)
  const isCode = /^[A-Z]{2,3}$/.test(written) && !shared
  const country = countryByName(written) ?? (isCode ? countryCode(written) : null)
  return country ? { region: null, country } : { region: written, country: null }
}

const WIDE =
  /^(?:EMEA|LATAM|APAC|EU|EEA|DACH|MENA|Europe|Asia|Africa|Americas?|Oceania|Nordics|North America|South America)$/i

/** Words for everywhere or for a time zone name no place. */
const NOWHERE =
  /^(?:anywhere|worldwide|global|everywhere|distributed)\b|^(?:UTC|GMT|CET|EST|PST)\b|^[A-Z]{2,4} ?time ?zone/i

/** "Leeds or", "2", "with two days at home": what the words around a place leave behind. */
function placeNames(written: string): string[] {
  const parts = withoutWorkplace(written)
    .split(', ')
    .map((part) => part.replace(/\s+(?:or|and|und|oder|ou|et|o|y)$/i, '').trim())
    .filter((part) => /\p{L}/u.test(part))
  return parts.filter(
    (part, at) => at === 0 || !/^(?:\d|with\b|up to\b|plus\b|some\b|travel\b|.*[€£$])/i.test(part),
  )
}

/** Letters that end no name of a firm, a degree or a role. */
const ONLY_A_STATE = /^(?:AZ|FL|KS|KY|MN|NC|NJ|NY|OH|TN|TX|UT|WI|WV)$/

/** "Geelong VIC", "Columbus OH": a region without its comma, where the town or the code leaves no doubt. */
function withComma(part: string): string[] {
  const [, town = '', code = ''] = /^(\p{Lu}.*\S)\s+([A-Z]{2,3})$/u.exec(part) ?? []
  const isState =
    code.length === 2 && usState(code) !== null && (countryByCity(town) === 'US' || ONLY_A_STATE.test(code))
  return town && (regionOfCity(town, code) !== null || isState) ? [town, code] : [part]
}

/** One place as a person writes it: "Berlin, Germany", "Miami, FL", "Remote (Canada)", "Leith EH6 6LX", "Oslo". */
export function readPlace(written: string): Place {
  const raw = written.trim()
  const { place, country } = byPostcode(raw)
  const [first = '', ...around] = placeNames(place).flatMap((part, at) =>
    at === 0 ? withComma(part) : [part],
  )
  if (first === '' || NOWHERE.test(first) || WIDE.test(first))
    return { ...blank(raw), addressCountry: country }
  const read = around.length === 0 || countryByName(first) ? single(raw, first) : several(raw, first, around)
  return country && read.addressCountry !== country ? { ...read, addressCountry: country } : read
}

/** City first, then what lies around it. */
function several(raw: string, first: string, around: string[]): Place {
  const { region, country } = stateOrCountry(first, around.at(-1) ?? '')
  // "Bangalore, Karnataka": the city knows what the region doesn't say.
  const home = country ?? single(raw, first).addressCountry
  const middle = around.slice(0, -1).join(', ')
  if (!middle && !region && isStateName(first, country))
    return { ...single(raw, first), addressCountry: country }
  const state = home === 'US' ? (usState(middle) ?? middle) : middle
  const town = single(raw, first).addressLocality ?? first
  return { raw, addressLocality: town, addressRegion: region ?? (state || null), addressCountry: home }
}

/** Georgia is a country too. */
function ambiguousState(region: string): boolean {
  return region.toLowerCase() === 'georgia'
}

/** "California, US" names a state; "New York, US" rather the city. */
function isStateName(name: string, country: string | null): boolean {
  return country === 'US' && name.length > 2 && usState(name) !== null && countryByCity(name) === null
}

function blank(raw: string): Place {
  return { raw, addressLocality: null, addressRegion: null, addressCountry: null }
}

/** "Cardiff Bay", "Dublin 6", "Cork city": the city, and a part of it. */
const QUARTER =
  /\s+(?:\d{1,2}(?:er|e|ème|w)?|city(?: cent(?:re|er))?|cent(?:re|er)|central|bay|docks|north|south|east|west|airport|cbd|area|(?:science|business|retail) park)$/i

function single(raw: string, name: string): Place {
  const town = name.replace(QUARTER, '')
  const city = countryByCity(name) ?? countryByCity(town)
  if (city) {
    const whole = countryByCity(name) !== null || !/\s(?:city|\d+\w*)$/i.test(name)
    return { ...blank(raw), addressLocality: whole ? name : town, addressCountry: city }
  }
  const around = regionCountry(name)
  if (around) return { ...blank(raw), addressRegion: name, addressCountry: around }
  const country = countryByName(name) ?? (/^[A-Z]{3}$/.test(name) ? countryCode(name) : null)
  if (country) return { ...blank(raw), addressCountry: country }
  const state = name.length > 2 ? usState(name) : null
  if (state && !ambiguousState(name)) return { ...blank(raw), addressRegion: state, addressCountry: 'US' }
  return { ...blank(raw), addressLocality: name }
}

export function readPlaces(raw: string): Place[] {
  return splitPlaces(raw).map((part) => readPlace(part))
}

export interface PlaceParts {
  raw?: unknown
  city?: unknown
  region?: unknown
  country?: unknown
}

/** A place whose parts the source names; `raw` defaults to the parts that are there. */
export function placeOf(parts: PlaceParts): Place | null {
  const country = text(parts.country)
  const region = text(parts.region)
  const city = text(parts.city)
  const raw = text(parts.raw) || [...new Set([city, region, country])].filter(Boolean).join(', ')
  if (!raw) return null
  const guessed = country ? null : readPlace(raw)
  return {
    raw,
    addressLocality: city || (guessed?.addressLocality ?? null),
    addressRegion: region || (guessed?.addressRegion ?? null),
    addressCountry: country ? countryCode(country) : (guessed?.addressCountry ?? null),
  }
}

/** schema.org Place, PostalAddress, a list of them, or just words. Country may be object, array or text. */
export function schemaPlaces(value: unknown): Place[] {
  return list(value).flatMap((entry): Place[] => {
    if (typeof entry === 'string') return readPlaces(entry)
    const address = pick(entry, 'address') ?? entry
    if (typeof address === 'string') return readPlaces(address)
    const fields = record(list(address)[0])
    const country = countryText(fields['addressCountry'])
    const city = textOrNull(fields['addressLocality'])
    const region = textOrNull(fields['addressRegion'])
    const named = text(pick(entry, 'name'))
    const place = placeOf({ raw: city || region || country ? undefined : named, city, region, country })
    return place ? [place] : []
  })
}

function countryText(value: unknown): string {
  const first = list(value)[0]
  return (
    text(first) ||
    text(pick(first, 'name')) ||
    text(pick(first, 'identifier')) ||
    text(pick(first, 'alternateName'))
  )
}

/** "EMEA, LATAM, Canada" are several, "California, US" is one. */
function splitWide(value: string): string[] {
  const parts = value.split(/\s*[,;|]\s*/).filter((part) => part !== '')
  const isList = parts.slice(0, -1).some((part) => WIDE.test(part) || countryByName(part) !== null)
  return isList ? parts : splitPlaces(value)
}

/** Where applicants may live: "USA", "EMEA,  LATAM,  Canada", "Worldwide" (no restriction). */
export function applicantPlaces(...values: unknown[]): ApplicantPlace[] {
  return values
    .flatMap((value) => list(value))
    .map(
      (value) =>
        text(value) || text(pick(value, 'name')) || countryText(pick(value, 'address', 'addressCountry')),
    )
    .flatMap(splitWide)
    .filter((raw) => !/^(?:anywhere|worldwide|global|remote)\b/i.test(raw))
    .map((raw) => ({
      raw,
      addressCountry: (raw.length === 2 ? countryCode(raw) : null) ?? readPlace(raw).addressCountry,
    }))
}
