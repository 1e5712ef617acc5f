import type { DateMention } from './dates.ts'
import { stripFieldLabel, type HeadLine } from './entries.ts'
import type { FactBook, Slice } from './fact-book.ts'
import { isKnownPlace, isWorkplace, looksLikePlace } from './looks.ts'
import { cities } from './places.ts'
import { studyWords } from './degrees.ts'
import { organisationScore, titleScore } from './titles.ts'
import { companyForm } from './vocabulary.ts'

export type Separator = 'line' | 'tab' | 'bar' | 'dash' | 'comma' | 'at' | 'paren'

/** A phrase of an entry's head that stands for one thing: a title, an employer, a place. */
export interface Atom extends Slice {
  text: string
  line: number
  before: Separator
  label: string | null
  title: number
  organisation: number
  place: boolean
}

const separatorPattern =
  /\t+| {3,}|\s*[|¦│•·∙●▪◦‖]\s*|\s+(?:\/\/|\/)\s+|\s*[;]\s*|\s+[-–—−]+\s+|\s*—\s*|\s*[–](?=\s)|\s+(?:@|\bat\b|\bbei(?:m)?\b|\bchez\b|\bpresso\b|\bbij\b)\s+|\s*\((?!(?:pty|pvt|p|private|proprietary|hons?|honou?rs|\d{1,2}|[a-e]\*?)\.?\))\s*|\s*(?<!\((?:(?:pty|pvt|p|private|proprietary|hons?|honou?rs|\d{1,2}|[a-e]\*?)\.?))\)\s*|\s*[[\]]\s*/giu

function kindOf(separator: string): Separator {
  if (separator.includes('\t') || /^ {3,}$/.test(separator)) return 'tab'
  if (/[([]/.test(separator)) return 'paren'
  if (/[)\]]/.test(separator)) return 'bar'
  if (/[-–—−]/.test(separator)) return 'dash'
  return /@|\p{L}/u.test(separator) ? 'at' : 'bar'
}

interface Piece extends Slice {
  before: Separator
  /** True for what a comma divides from an employer as its town. */
  town?: boolean
}

function cut(text: string, offset: number, from: number, to: number, before: Separator): Piece[] {
  const pieces: Piece[] = []
  let start = from
  let separator = before
  for (const match of text.slice(from, to).matchAll(separatorPattern)) {
    // "Nurse at City Hospital", but "University of Illinois at Chicago".
    if (kindOf(match[0]) === 'at' && titleScore(text.slice(start, from + match.index)) <= 0) continue
    pieces.push({ start: offset + start, end: offset + from + match.index, before: separator })
    start = from + match.index + match[0].length
    separator = kindOf(match[0])
  }
  pieces.push({ start: offset + start, end: offset + to, before: separator })
  return pieces
}

function outsideDates(text: string, offset: number, dates: DateMention[], skip: number): Piece[] {
  const pieces: Piece[] = []
  let from = skip
  let before: Separator = 'line'
  for (const date of dates) {
    if (date.start >= from) pieces.push(...cut(text, offset, from, date.start, before))
    from = Math.max(from, date.end)
    before = 'tab'
  }
  pieces.push(...cut(text, offset, from, text.length, before))
  return pieces
}

const edges = /[\s,;:|·•–—\-()[\]/]/u

/** Trims separators, but keeps a bracket, a full stop or a slash that belongs to the phrase. */
function tidy(book: FactBook, piece: Piece): Piece {
  const trimmed = book.trim(piece, edges)
  const text = book.slice(trimmed)
  const isOpen = /\([^()]*$/.test(text) && book.text[trimmed.end] === ')'
  if (isOpen) return { ...piece, start: trimmed.start, end: trimmed.end + 1 }
  const last = text.split(/\s+/).at(-1) ?? ''
  // The end of a sentence, not of "Inc." or "B.V."
  const isStop =
    /^[\p{L}\d:/-]{3,}\.$/u.test(last) &&
    !companyForm.test(last) &&
    !/^(?:bros|dept|univ|inst|assoc)\.$/i.test(last)
  return { ...piece, start: trimmed.start, end: isStop ? trimmed.end - 1 : trimmed.end }
}

function commaTokens(text: string): { start: number; end: number }[] {
  const tokens: { start: number; end: number }[] = []
  for (const match of text.matchAll(/[^,]+/g)) {
    const last = tokens.at(-1)
    if (last && companyForm.test(match[0].trim()) && match[0].trim() !== 'CO')
      last.end = match.index + match[0].length
    else tokens.push({ start: match.index, end: match.index + match[0].length })
  }
  return tokens
}

/** How many of the last tokens make up a place, leaving at least one for something else. */
function placeTail(text: string, tokens: { start: number; end: number }[]): number {
  for (const count of [3, 2, 1]) if (tokens.length > count && endsInPlace(text, tokens, count)) return count
  return 0
}

/** "Acme, Leeds, UK": whether the last tokens are a place and nothing of what stands before it. */
function endsInPlace(text: string, tokens: { start: number; end: number }[], count: number): boolean {
  const [firm, first] = [tokens[0], tokens.at(-count)]
  if (!firm || !first) return false
  const rest = text.slice(first.start).trim()
  if (count === 1) return isKnownPlace(rest) || isWorkplace(rest)
  const head = text.slice(first.start, first.end).trim()
  if (!looksLikePlace(rest) || titleScore(head) > 0 || organisationScore(head) > 0) return false
  // A town that is known begins the place; an unknown one may be the employer, unless that stands before it
  // already: "Bright Academy, Ikeja, Lagos".
  if (isKnownPlace(head)) return true
  const hasFirm = tokens.length === count + 1 && organisationScore(text.slice(firm.start, firm.end)) > 0
  return count === 2 && (hasFirm || !endsInTown(rest))
}

const endsInTown = (text: string) =>
  cities.has(
    text
      .slice(text.lastIndexOf(',') + 1)
      .trim()
      .toLowerCase(),
  )

function wholePlace(text: string): boolean {
  if (!looksLikePlace(text) || titleScore(text) > 0 || organisationScore(text) > 0) return false
  const tokens = text.split(',')
  const [first = '', last = ''] = [tokens[0], tokens.at(-1)]
  if (isKnownPlace(first) || tokens.length === 1) return true
  // "Acme, Leeds" names an employer and a town; "Otley, UK" a town and its country.
  return tokens.length === 2 && !cities.has(last.trim().toLowerCase())
}

/** "Hotel Bellavista, Como": one or two capitalised words after an employer are its town. */
function unknownTown(tokens: string[]): number {
  const [head = '', tail = ''] = [tokens[0], tokens.at(-1)]
  if (tokens.length !== 2 || titleScore(head) > 0 || titleScore(tail) > 0 || organisationScore(tail) > 0)
    return 0
  return /^\p{Lu}[\p{Ll}'’-]+(?:[ -](?:(?:in|im|am|an der|bei|ob der|upon|on|sur|sous|en|les|de|la|le|del|di)[ -])?\p{Lu}[\p{Ll}'’-]+)?$/u.test(
    tail,
  ) &&
    !studyWords.test(tail) &&
    head.length > 3
    ? 1
    : 0
}

/** "University of Reading, Reading" */
const repeats = (tokens: string[]) => tokens.length === 2 && (tokens[0] ?? '').includes(tokens[1] ?? '')

/** Schools whose town is part of the name. */
const namedByTown =
  /\b(?:University of (?:California|Texas|Illinois|North Carolina|Michigan|Massachusetts|Wisconsin|Minnesota|Maryland|Nebraska|Missouri|Colorado|Alabama|Tennessee)|State University(?: of New York)?|Institute of Technology)$/i

const firmEnd =
  /^.{3,}?\s(?:GmbH(?: & Co\.? KG)?|AG|KG|OHG|S\.?A\.?S?|SARL|B\.?V\.?|N\.?V\.?|Ltd\.?|LLC|Inc\.?|PLC|LLP|S\.?r\.?l\.?|S\.?p\.?A\.?)(?=,\s)/iu

/** What follows the form of a firm is where it is, or which part of it. */
function firmAndPlace(text: string, piece: Piece): Piece[] | null {
  const firm = firmEnd.exec(text)
  if (!firm || commaTokens(text).some(({ start, end }) => titleScore(text.slice(start, end).trim()) > 0))
    return null
  const end = piece.start + firm[0].length
  return [
    { ...piece, end },
    { start: end, end: piece.end, before: 'comma', town: true },
  ]
}

/** How many of the last tokens are a place, known or not. */
function placeLength(text: string, tokens: { start: number; end: number }[], towns: boolean): number {
  const words = tokens.map(({ start, end }) => text.slice(start, end).trim())
  return placeTail(text, tokens) || (towns || repeats(words) ? unknownTown(words) : 0)
}

function byCommas(book: FactBook, piece: Piece, towns: boolean): Piece[] {
  const text = book.slice(piece)
  if (!text.includes(',') || wholePlace(text)) return [piece]
  const firm = firmAndPlace(text, piece)
  if (firm) return firm
  const tokens = commaTokens(text)
  const at = (token: { start: number; end: number } | undefined) =>
    token ? text.slice(token.start, token.end).trim() : ''
  const part = (from: number, to: number, before: Separator): Piece[] => {
    const [first, last] = [tokens[from], tokens[to - 1]]
    return first && last ? [{ start: piece.start + first.start, end: piece.start + last.end, before }] : []
  }
  if (namedByTown.test(at(tokens[0])) && tokens.length === 2) return [piece]
  const end = tokens.length - placeLength(text, tokens, towns)
  const place = part(end, tokens.length, 'comma').map((each) => ({ ...each, town: true }))
  const titled = tokens.slice(0, end).map((token) => titleScore(at(token)) > 0)
  const lastTitle = titled.lastIndexOf(true)
  const firstTitle = titled.indexOf(true)
  if (end >= 2 && firstTitle === 0 && lastTitle < end - 1) {
    // "Junior Accountant, Bexcorp, Slough": what follows the title may end in a town nobody knows.
    const town = place.length === 0 && towns ? unknownTown(tokens.slice(lastTitle + 1, end).map(at)) : 0
    const last = part(end - town, end, 'comma').map((each) => ({ ...each, town: true }))
    return [
      ...part(0, lastTitle + 1, piece.before),
      ...part(lastTitle + 1, end - town, 'comma'),
      ...last,
      ...place,
    ]
  }
  if (end >= 2 && firstTitle > 0)
    return [...part(0, firstTitle, piece.before), ...part(firstTitle, end, 'comma'), ...place]
  return [...part(0, end, piece.before), ...place]
}

const noise =
  /^(?:full[- ]?time|part[- ]?time|permanent|temporary|contract|fixed[- ]term|seasonal|zero[- ]hours?|casual|vollzeit|teilzeit|befristet|unbefristet|minijob|cdi|cdd|intérim|temps plein|temps partiel|jornada completa|media jornada|fulltime|parttime|tempo pieno|part time|(?:\d+\s*(?:years?|yrs?|months?|mos?|jahre?|monate?)\b[\s,&]*)+|approx\.?|ca\.?|present|current|page \d+|https?:.*|www\..*|[\d\s.,/%€$£-]+|from|since|seit|expected|in progress|\p{P}+)$/iu

/** "der Nordfracht AG in Hamburg": the firm without its article, and its town. */
function byPreposition(book: FactBook, piece: Piece): Piece[] {
  const article =
    /^(?:der|die|dem|das|den|the|la|le|les|el|il|lo|het|de)\s+(?=\p{Lu})|^l['’](?=\p{Lu})/u.exec(
      book.slice(piece),
    )
  const start = piece.before === 'at' ? piece.start + (article?.[0].length ?? 0) : piece.start
  const text = book.text.slice(start, piece.end)
  const town = /^(.*\S)(\s+(?:in|à|en|a|te)\s+)(\p{Lu}[\p{L} .'’-]+(?:,\s*\p{L}[\p{L} ]+)?)$/u.exec(text)
  if (!town?.[1] || !town[2] || !town[3] || !(isKnownPlace(town[3]) || looksLikePlace(town[3])))
    return [{ ...piece, start }]
  const cutAt = start + town[1].length
  return [
    { ...piece, start, end: cutAt },
    { start: cutAt + town[2].length, end: piece.end, before: 'comma', town: true },
  ]
}

/** The phrases of an entry's head, in the order of the text. */
export function toAtoms(
  book: FactBook,
  head: readonly HeadLine[],
  options: { towns?: boolean } = {},
): Atom[] {
  return head.flatMap(({ line, dates }, index) => {
    const { label, length } = stripFieldLabel(line)
    return outsideDates(line.text, line.start, dates, Math.max(length, line.bullet))
      .map((piece) => tidy(book, piece))
      .filter((piece) => piece.end > piece.start)
      .flatMap((piece) => byPreposition(book, piece))
      .flatMap((piece) => byCommas(book, piece, options.towns ?? true))
      .map((piece) => tidy(book, piece))
      .filter((piece) => piece.end - piece.start > 1 && !noise.test(book.slice(piece)))
      .map((piece): Atom => {
        const text = book.slice(piece)
        return {
          ...piece,
          text,
          line: index,
          label,
          title: titleScore(text),
          organisation: organisationScore(text),
          place: wholePlace(text) || (piece.town ?? false),
        }
      })
  })
}
