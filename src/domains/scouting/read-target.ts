import { CONJUNCTION, isFiller } from './reading/fillers.ts'
import { findRefusals, isRefused, type Refusal } from './reading/negation.ts'
import { findPhrases, type Phrase } from './reading/phrases.ts'
import { findPlaces, type FoundPlace } from './reading/places.ts'
import { takeSalary } from './reading/salary.ts'
import { blank, createScan, take, TAKEN, without, type Scan, type Span } from './reading/scan.ts'
import { chunksOf, GENDER, isJob, levelsAround, seniorityIn, titleOf } from './reading/titles.ts'
import { whereOf, type Spot } from './reading/where.ts'
import { MAX_SENTENCE, type Understood, type WantedWorkplace } from './schema.ts'

type Found = Phrase | ({ kind: 'place' } & FoundPlace)

function unique<T>(values: T[]): T[] {
  return [...new Set(values)]
}

/** Each once, though a sentence may say it twice. */
function different<T>(values: T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
}

/** What the vocabularies know, in the order of the sentence. */
function findConditions(scan: Scan): Found[] {
  const phrases = findPhrases(scan.rest)
  const rest = phrases.reduce((text, { span }) => without(text, span), scan.rest)
  const places = findPlaces(rest, isJob).map((found): Found => ({ kind: 'place', ...found }))
  return [...phrases, ...places].toSorted((a, b) => a.span[0] - b.span[0])
}

interface Conditions {
  wanted: Found[]
  refused: Found[]
}

function takeConditions(scan: Scan, refusals: Refusal[]): Conditions {
  const conditions: Conditions = { wanted: [], refused: [] }
  for (const found of findConditions(scan)) {
    const before = conditions.refused.map(({ span }) => span)
    const isUnwanted = isRefused(scan, refusals, before, found.span)
    conditions[isUnwanted ? 'refused' : 'wanted'].push(found)
    if (isUnwanted && found.kind === 'language') continue
    take(scan, isUnwanted ? 'exclude' : found.kind, found.span)
  }
  return conditions
}

const GENERIC =
  /^(?:compan(?:y|ies)|firms?|business(?:es)?|jobs?|roles?|positions?|work|industry|sector|employers?|firmen|unternehmen|branche|stellen?|entreprises?|empresas?|aziende|stuff|things?|any|all|more|involved|required)$/i
const MAX_WORDS = 5
/** "No experience": that is said of the person, not of the job. */
const OWN_LACK =
  /^(?:experience|degree|diploma|qualifications?|training|licen[cs]e|erfahrung|berufserfahrung|ausbildung|studium|abschluss|führerschein|expérience|diplôme|permis|experiencia|título|carnet|esperienza|experiência)/i

function saysNothing(word: { text: string } | undefined): boolean {
  return word !== undefined && (isFiller(word.text) || GENERIC.test(word.text))
}

/** The words of an unwanted thing without those that say nothing. */
function narrowed(text: string, [start, end]: Span): Span | null {
  const words = [...text.slice(start, end).matchAll(/[^\s,;]+/g)].map((match) => ({
    text: match[0],
    at: start + match.index,
  }))
  while (saysNothing(words[0])) words.shift()
  while (saysNothing(words.at(-1))) words.pop()
  const [first, last] = [words[0], words.at(-1)]
  if (!first || !last || words.length > MAX_WORDS) return null
  const span: Span = [first.at, last.at + last.text.length]
  const isThing = /\p{L}{2}/u.test(text.slice(...span)) && !/^\d/.test(first.text)
  // "No travel more than 20%" rules out no travel.
  const isMeasured = /%|\b(?:more than|over|mehr als|über|plus de|más de|più di)\b/i.test(text.slice(...span))
  return isThing && !isMeasured && !OWN_LACK.test(first.text) ? span : null
}

function splitList(text: string, [start, end]: Span): Span[] {
  const spans: Span[] = []
  let from = start
  for (const match of text.slice(start, end).matchAll(/\S+/g)) {
    if (!CONJUNCTION.test(match[0]) || match[0] === 'of') continue
    spans.push([from, start + match.index])
    from = start + match.index + match[0].length
  }
  return [...spans, [from, end]]
}

/** Takes what is refused and no condition of another kind. */
function takeExclusions(scan: Scan, refusals: Refusal[], wanted: Found[]): string[] {
  const words: string[] = []
  for (const { cue, scope } of refusals) {
    blank(scan, cue)
    // What is wanted ends what is not: "no agencies full time in Berlin".
    const end = Math.min(scope[1], ...wanted.map(({ span }) => span[0]).filter((at) => at >= scope[0]))
    for (const piece of splitList(scan.rest, [scope[0], end])) {
      for (const part of partsBetweenTaken(scan.rest, piece)) {
        const span = narrowed(scan.rest, part)
        if (!span) continue
        words.push(take(scan, 'exclude', span))
        blank(scan, part)
      }
    }
  }
  return words
}

function partsBetweenTaken(text: string, [start, end]: Span): Span[] {
  return [...text.slice(start, end).matchAll(new RegExp(`[^${TAKEN}]+`, 'gu'))].map((match) => [
    start + match.index,
    start + match.index + match[0].length,
  ])
}

/** "Evenings and weekends": hours that somebody would work rule nothing out, and are no part of a job's name. */
const HOURS =
  /(?<![\p{L}\p{N}])(?:\d+[- ]?hours? )?(?:evenings|weekends|nights|mornings|days|shifts|wochenenden|nachtschichten|schichten)(?:\s(?:and|or|und|oder|&)\s(?:evenings|weekends|nights|mornings|days|shifts|wochenenden|nachtschichten|schichten))*(?!\p{L})/giu

function takeTitles(scan: Scan): Pick<Understood, 'titles' | 'seniority' | 'unread'> {
  for (const match of scan.rest.matchAll(GENDER)) blank(scan, [match.index, match.index + match[0].length])
  const unread: string[] = []
  for (const match of scan.rest.matchAll(HOURS))
    unread.push(take(scan, 'unread', [match.index, match.index + match[0].length]))
  const chunks = chunksOf(scan)
  const seniority = seniorityIn(scan.rest)
  const named = chunks.map((_chunk, at) => titleOf(chunks, at))
  const titles: string[] = []
  for (const [at, chunk] of chunks.entries()) {
    const { levels, job } = levelsAround(chunk)
    for (const span of levels) take(scan, 'seniority', span)
    if (!job) continue
    const title = named[at]
    if (title) {
      titles.push(title)
      take(scan, 'title', job)
    } else unread.push(take(scan, 'unread', job))
  }
  return { titles: unique(titles), seniority, unread }
}

function spotsOf(wanted: Found[]): Spot[] {
  return wanted.flatMap((found): Spot[] => {
    if (found.kind === 'workplace') return [{ span: found.span, types: found.values, places: [] }]
    return found.kind === 'place' ? [{ span: found.span, types: [], places: [found.place] }] : []
  })
}

function typesOf(found: Found[], key: 'values' | 'excludes'): Understood['employmentTypes'] {
  return found.flatMap((one) => (one.kind === 'employment' ? one[key] : []))
}

function employmentOf({
  wanted,
  refused,
}: Conditions): Pick<Understood, 'employmentTypes' | 'excludedEmploymentTypes'> {
  return {
    employmentTypes: unique(typesOf(wanted, 'values')),
    excludedEmploymentTypes: unique([...typesOf(refused, 'values'), ...typesOf(wanted, 'excludes')]),
  }
}

function workplaces(found: Found[]): WantedWorkplace[] {
  return unique(found.flatMap((one) => (one.kind === 'workplace' ? one.values : [])))
}

/**
 * Reads what somebody looks for, told in a sentence in English, German or a Romance language. Deterministic;
 * whatever it can't read is in `unread`, so that nothing is dropped in silence.
 */
export function readTarget(written: string): Understood {
  const scan = createScan(written.slice(0, MAX_SENTENCE))
  const minSalary = takeSalary(scan)
  const refusals = findRefusals(scan.rest)
  const conditions = takeConditions(scan, refusals)
  const { wanted, refused } = conditions
  const exclude = takeExclusions(scan, refusals, wanted)
  const where = different(whereOf(scan.sentence, spotsOf(wanted), workplaces(refused)))
  const { titles, seniority, unread } = takeTitles(scan)
  const unwantedPlaces = refused.flatMap((found) => (found.kind === 'place' ? [found.place.raw] : []))
  return {
    titles,
    places: different(wanted.flatMap((found) => (found.kind === 'place' ? [found.place] : []))),
    workplaceTypes: unique(where.flatMap((one) => one.workplaceTypes)),
    where,
    minSalary,
    ...employmentOf(conditions),
    seniority,
    languages: unique(wanted.flatMap((found) => (found.kind === 'language' ? found.values : []))),
    exclude: unique([...exclude, ...unwantedPlaces]),
    unread,
    parts: scan.parts.toSorted((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1]),
  }
}
