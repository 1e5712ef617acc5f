import { countryByName, usState } from '../../postings/countries.ts'
import { readPlace } from '../../postings/places.ts'
import { regionCountry } from '../../postings/regions.ts'
import { countriesOfArea, isAnywhere } from '../areas.ts'
import { countryOfCity } from '../city-names.ts'
import type { WantedPlace } from '../schema.ts'
import type { Span } from './scan.ts'

/** Names that are common words too: without "in" before them they are no place. */
const WORDS_TOO =
  /^(?:reading|bath|nice|essen|derby|split|mobile|orange|halle|hagen|tours|man|hull|preston|darwin|trier|siegen|ulm|central|us|san|chad|turkey|china|jordan|guinea|mali|niger)$/
/** Written in capitals they are places, in small letters words. */
const CAPITALS = /^(?:UK|US|USA|EU|UE|EEA|EWR|UAE|NYC|SF|NRW|DACH|EMEA|APAC|LATAM|NSW|QLD)$/

const CUE =
  /(?<![\p{L}\p{N}])(?:(?:around|near|close to|nearby|based in|located in|anywhere in|all over|throughout|within|across|(?:km|kilomet(?:er|re)s?|miles?|minutes?|min|kilometern?|minuten) (?:of|from|um|von)|in der nähe von|in der nähe|nähe|im großraum|großraum|im raum|raum|im umkreis von|rund um|bei|près de|autour de|proche de|cerca de|vicino a|perto de|nabij|rond|in|from|um|aus|à|au|aux|en|a|em|te|di)\s+)(?:the |der |den |dem |die |l['’]|la |el |los |les )?(?:(?:central|inner|downtown|greater|city of) )?/giu
/** In other languages these are articles, or say something else. */
const SHORT = /^(?:a|à|en|em|te|di|da|um|aus|from|au|aux)\s/i
/** Before these a name need not be known to be a place. */
const PLAIN =
  /^(?:in|near|around|close to|based in|located in|bei|à|nähe|raum|im raum|in der nähe von|cerca de|près de)\s+$/i
const WORD = /[\p{L}\p{N}][\p{L}\p{N}.'’&-]*/gu
const JOINS =
  /^(?:am|an|der|den|die|im|in|upon|on|of|the|sur|de|del|la|le|les|das|do|da|dos|bei|ob|under|St\.?)$/

export interface FoundPlace {
  span: Span
  place: WantedPlace
}

/** The city that a part of it is named after: "Berlin-Kreuzberg". */
function wholeCity(name: string): string | null {
  const [, whole = ''] = /^(\p{Lu}[\p{L} .]+)-\p{Lu}/u.exec(name) ?? []
  return countryOfCity(whole) !== null && !WORDS_TOO.test(whole.toLowerCase()) ? whole : null
}

function isKnown(name: string): boolean {
  return (
    countryOfCity(name) !== null ||
    wholeCity(name) !== null ||
    regionCountry(name) !== null ||
    countryByName(name) !== null ||
    countriesOfArea(name) !== null ||
    isAnywhere(name) ||
    (name.length > 2 && usState(name) !== null)
  )
}

function toPlace(raw: string): WantedPlace {
  if (countriesOfArea(raw) !== null || isAnywhere(raw))
    return { raw, addressLocality: null, addressRegion: null, addressCountry: null }
  const { addressLocality, addressRegion, addressCountry } = readPlace(raw)
  if (addressCountry || !addressLocality) return { raw, addressLocality, addressRegion, addressCountry }
  const city = (countryOfCity(addressLocality) === null ? wholeCity(raw) : null) ?? addressLocality
  return { raw, addressLocality: city, addressRegion, addressCountry: countryOfCity(city) }
}

interface Word {
  text: string
  span: Span
}

/** Words that stand beside each other with nothing but spaces between. */
function runFrom(text: string, from: number): Word[] {
  const run: Word[] = []
  let at = from
  for (const match of text.slice(from).matchAll(WORD)) {
    const start = from + match.index
    if (!/^ *$/.test(text.slice(at, start)) || run.length === 5) break
    const word = match[0].replace(/[.'’-]+$/, '')
    run.push({ text: word, span: [start, start + word.length] })
    at = start + match[0].length
  }
  return run
}

function spanOf(run: Word[], count: number): Span {
  return [run[0]?.span[0] ?? 0, run[count - 1]?.span[1] ?? 0]
}

const TIME =
  /^(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?|sep(?:t(?:ember)?)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|spring|summer|autumn|winter)$/i

/** The longest known name that begins here. */
function knownName(text: string, run: Word[]): Span | null {
  for (let count = run.length; count > 0; count--) {
    const span = spanOf(run, count)
    if (isKnown(text.slice(...span))) return span
  }
  return null
}

/** "Bad Tölz", "Ottery St Mary": a capitalised name that no list of ours holds. */
function capitalisedName(run: Word[]): Span | null {
  let count = 0
  for (const [at, { text }] of run.entries()) {
    const isName = /^\p{Lu}[\p{L}.'’-]+$/u.test(text) && !TIME.test(text)
    const isJoin = at > 0 && JOINS.test(text) && /^\p{Lu}/u.test(run[at + 1]?.text ?? '')
    if (!isName && !isJoin) break
    if (isName) count = at + 1
  }
  return count > 0 ? spanOf(run, count) : null
}

function maySpeakOfPlace(name: string): boolean {
  if (name.length <= 4 && name === name.toUpperCase()) return CAPITALS.test(name)
  if (WORDS_TOO.test(name.toLowerCase())) return false
  if (/^\p{Lu}/u.test(name)) return name.length > 2
  return name.length >= 4
}

/** ", Germany" or ", TX" after a place that lies there. */
function withCountry(text: string, span: Span): Span {
  const match = /^, ?(\p{Lu}[\p{L}.]*(?: \p{Lu}[\p{L}.]*){0,2})/u.exec(text.slice(span[1]))
  const [whole, name] = [match?.[0] ?? '', match?.[1] ?? '']
  const first = readPlace(text.slice(...span))
  if (!name || !first.addressLocality || countryOfCity(name) !== null) return span
  const country = countryByName(name) ?? (usState(name) ? 'US' : regionCountry(name))
  const agrees = country !== null && (first.addressCountry === null || first.addressCountry === country)
  return agrees ? [span[0], span[1] + whole.length] : span
}

function cuedPlaces(text: string): Span[] {
  return [...text.matchAll(CUE)].flatMap((match): Span[] => {
    const run = runFrom(text, match.index + match[0].length)
    const known = knownName(text, run)
    const isWord = known && SHORT.test(match[0]) && /^\p{Ll}/u.test(text.slice(...known))
    if (known && !(isWord && WORDS_TOO.test(text.slice(...known)))) return [known]
    // "In der Pflege" is a trade: only a bare name is a place that nobody knows.
    const name = PLAIN.test(match[0]) ? capitalisedName(run) : null
    return name ? [name] : []
  })
}

function barePlaces(text: string): Span[] {
  const found: Span[] = []
  for (const match of text.matchAll(WORD)) {
    if (found.some((span) => match.index < span[1])) continue
    const known = knownName(text, runFrom(text, match.index))
    if (!known || !maySpeakOfPlace(text.slice(...known))) continue
    // "Anywhere in Europe" is Europe.
    if (isAnywhere(text.slice(...known)) && /^ (?:in|within)\s/i.test(text.slice(known[1]))) continue
    found.push(known)
  }
  return found
}

/** "Totnes or Exeter": a name beside a place, joined by "or", is a place too. */
function joinedPlaces(text: string, places: Span[]): Span[] {
  return places.flatMap((span): Span[] => {
    const join = /^\s*(?:or|and|oder|und|ou|et|o|y|e|\/|,)\s+(?=\p{Lu})/u.exec(text.slice(span[1]))
    if (!join || join[0].trim() === ',') return []
    const name = capitalisedName(runFrom(text, span[1] + join[0].length))
    return name ? [name] : []
  })
}

/** Places that a sentence names, in its order. `isJob` keeps the name of a job from being a place. */
export function findPlaces(text: string, isJob: (name: string) => boolean): FoundPlace[] {
  const cued = cuedPlaces(text)
  const spans = [...cued, ...barePlaces(text)]
  const all = [...spans, ...joinedPlaces(text, spans)].filter((span) => !isJob(text.slice(...span)))
  const sorted = all.toSorted((a, b) => a[0] - b[0] || b[1] - a[1])
  const found: FoundPlace[] = []
  let end = 0
  for (const start of sorted) {
    if (start[0] < end) continue
    const span = withCountry(text, start)
    end = span[1]
    found.push({ span, place: toPlace(text.slice(...span)) })
  }
  return found
}
