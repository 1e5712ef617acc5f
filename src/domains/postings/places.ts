import type { Posting } from './schema.ts'
import { canadianProvince, countryByCity, countryByName, countryCode, usState } from './countries.ts'
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

/** The country that "CA" or "DE" after a city means: a US state, unless the city is known elsewhere. */
function stateOrCountry(city: string, code: string): { region: string | null; country: string | null } {
  const known = countryByCity(city)
  const written = code.trim()
  if (/^[A-Za-z]{2}$/.test(written) && known && known === written.toUpperCase())
    return { region: null, country: known }
  if (ambiguousState(written)) return { region: written, country: countryByCity(city) }
  if (usState(written)) return { region: usState(written), country: 'US' }
  if (canadianProvince(written)) return { region: canadianProvince(written), country: 'CA' }
  const country = countryByName(written) ?? (/^[A-Z]{2,3}$/.test(written) ? countryCode(written) : null)
  return country ? { region: null, country } : { region: written, country: null }
}

const WIDE =
  /^(?:EMEA|LATAM|APAC|EU|EEA|DACH|MENA|Europe|Asia|Africa|Americas?|Oceania|Nordics|North America|South America)$/i

/** Words for everywhere or for a time zone name no place. */
const NOWHERE =
  /^(?:anywhere|worldwide|global|everywhere|distributed)\b|^(?:UTC|GMT|CET|EST|PST)\b|^[A-Z]{2,4} ?time ?zone/i

/** One place as a person writes it: "Berlin, Germany", "Miami, FL", "Remote (Canada)", "Oslo". */
export function readPlace(written: string): Place {
  const raw = written.trim()
  const parts = withoutWorkplace(raw).split(', ').filter(Boolean)
  const [first = '', second] = parts
  if (parts.length === 0 || NOWHERE.test(first) || WIDE.test(first)) return blank(raw)
  return second === undefined || countryByName(first)
    ? single(raw, first)
    : several(raw, first, parts.slice(1))
}

/** City first, then what lies around it. */
function several(raw: string, first: string, around: string[]): Place {
  const { region, country } = stateOrCountry(first, around.at(-1) ?? '')
  // "Bangalore, Karnataka": the city knows what the region doesn't say.
  const home = country ?? countryByCity(first)
  const middle = around.slice(0, -1).join(', ')
  if (!middle && !region && isStateName(first, country))
    return { ...single(raw, first), addressCountry: country }
  const state = home === 'US' ? (usState(middle) ?? middle) : middle
  return { raw, addressLocality: first, addressRegion: region ?? (state || null), addressCountry: home }
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

function single(raw: string, name: string): Place {
  const city = countryByCity(name)
  if (city) return { ...blank(raw), addressLocality: name, addressCountry: city }
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
  const several = parts.slice(0, -1).some((part) => WIDE.test(part) || countryByName(part) !== null)
  return several ? parts : splitPlaces(value)
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
