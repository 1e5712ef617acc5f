import { countryByCity } from './cities.ts'
import { employmentTypes } from './employment-type.ts'
import { lineRoles, withoutMark } from './list-marks.ts'
import { hasNameEnding, isMentioned, isProperNoun, isSubject } from './organization-in-text.ts'
import { readPlace } from './places.ts'
import { isLabelLike } from './text-labels.ts'
import { isSentence, namesRole, ROLE, titleLine, type TitleLine } from './title-line.ts'
import { workplaceOf } from './workplace.ts'

/** The lines at the top of pasted text, which name the job before they describe it. */
export interface TextHead {
  title: string | null
  organization: string | null
  location: string | null
  /** The line that the title stands in. */
  line: string | null
  /** Short lines around it. */
  around: string[]
}

const HEADING =
  /^(?:about|your|our|the (?:role|job|team|company|person|position|opportunity|candidate|work|place|ideal|successful|business|client|details|basics|offer|package)|the$|who|what|why|how|job description|description|overview|summary|responsibilities|requirements?|(?:minimum |preferred )?qualifications|profile|essential|desirable|must[- ]haves?|nice to have|benefits|duties|skills|apply|we offer|das |die |der |wir |ihr |ihre |dein |deine |über |aufgaben|profil|anforderungen|nous |vous |vos |votre |notre |le poste|missions)\b/i

function placeIn(part: string): boolean {
  return readPlace(part).addressCountry !== null || /^(?:fully )?remote\b/i.test(part)
}

/** Nothing else that stands in a byline: a place, a workplace, a contract, pay, a date, a role, a sentence. */
function isCompanyLike(part: string): boolean {
  const words = part.split(/\s+/)
  if (part.length < 2 || words.length > 7 || !/^[\p{Lu}\p{N}]/u.test(part) || HEADING.test(part)) return false
  if (placeIn(part) || workplaceOf(part) !== 'unknown' || employmentTypes(part).length > 0) return false
  const other =
    /[:!?]$|^[^:]{2,25}: |\d{3}|\bref(?:erence)?\b|posted|\bhiring\b|\bwanted\b|\bgesucht\b|^(?:apply|asap|ab sofort|immediate|we )|\bago\b|applicants|salary|[€$£%]|\d{2,}[.,:]\d|\b(?:hours|weeks?|shifts?|nights?|days|permanent|CDI|CDD|unbefristet)\b/i
  const site =
    /\b(?:(?:science|business|retail|industrial|technology|office) park|quay|estate|campus|road|street|lane|avenue|square|cbd|airport|station|city|county|area)$/i
  return !other.test(part) && !site.test(part) && (!ROLE.test(part) || hasNameEnding(part))
}

/** One bare word may be a town: it is an employer when it stands beside a place or is spoken of as somebody. */
function isEmployer(part: string, parts: string[], rest: string): boolean {
  if (!isCompanyLike(part)) return false
  if (part.includes(' ') || hasNameEnding(part)) return true
  return parts.some((other) => other !== part && placeIn(other)) || isSubject(part, rest)
}

/** "Carer - Leeds - £14 an hour" → without what is paid. */
function withoutPay(title: string): string {
  const parts = title.split(/(\s+[-–—|]\s+)/)
  while (parts.length > 1 && /[€£$]\s?\d|\d\s?€/.test(parts.at(-1) ?? '')) parts.splice(-2)
  return parts.join('').trim()
}

/** "Dayton, OH", "Otley, West Yorkshire"; not "Petalbox, Leeds". */
function isTownInRegion(part: string, rest: string): boolean {
  const { addressCountry, addressRegion } = readPlace(part)
  const behind = readPlace(rest)
  const beside = behind.addressLocality !== null && behind.addressCountry !== null
  return addressCountry !== null && addressRegion !== null && !beside
}

/** "Acme GmbH · Berlin", "Harrow Logistics, Doncaster (iPort)" → its parts. */
function bylineParts(line: string): string[] {
  const parts = line
    .split(/\s+[·•|–—-]\s+|\s*[|·•]\s*/)
    .map((part) => part.trim())
    .filter(Boolean)
  return parts.flatMap((part) => {
    const [, company = '', rest = ''] = /^([^,]{2,60}),\s*(.+)$/.exec(part) ?? []
    if (isTownInRegion(part, rest) && !hasNameEnding(company)) return [part]
    const splits = isCompanyLike(company) && (!placeIn(part) || hasNameEnding(company) || placeIn(rest))
    return splits && countryByCity(company) === null ? [company, rest] : [part]
  })
}

/** "Engineer at Acme", "Nurse - Ward 4 - Acme", "Nurse, Larch Hospital, Leeds": what behind the role is a company. */
function splitTitle(line: string, rest: string): { title: string; organization: string | null } {
  const [, post = '', employer = ''] =
    /^(.{3,90}?)\s+(?:at|@|bei|chez)\s+(\p{Lu}[^,|]{1,60})$/u.exec(line) ?? []
  if (namesRole(post)) return { title: post, organization: employer.replace(/\s[-–—(].*$/, '').trim() }
  const [title = line, ...tails] = line.split(/\s+[-–—|]\s+/)
  const parts = tails.map(withoutBrackets).flatMap(bylineParts)
  const endsInPlace = parts.length > 1 && placeIn(parts.at(-1) ?? '')
  const company = parts.find(
    (part) =>
      isCompanyLike(part) &&
      (hasNameEnding(part) ||
        isMentioned(part, rest) ||
        (endsInPlace && (part.includes(' ') || line.includes(' | ')))),
  )
  if (company) return { title, organization: company }
  const listed = line.split(/,\s+/).slice(1).map(withoutBrackets)
  const named = listed.find(
    (part) => isCompanyLike(part) && (hasNameEnding(part) || isProperNoun(part, rest)),
  )
  return { title: line, organization: named ?? null }
}

function withoutBrackets(part: string): string {
  return part.replace(/\s*\([^)]*\)\s*$/, '').trim()
}

/** A town whose country is known; not "ON L4M 3X9", which needs what stands before it. */
function isTown(part: string): boolean {
  const { addressLocality, addressCountry } = readPlace(part)
  return addressCountry !== null && addressLocality !== null && !/^[A-Z]{2,3}$/.test(addressLocality)
}

/** ", Leeds" or "(Bristol, hybrid)" or "- Dayton, OH" at the end of a title. */
function placeInTitle(line: string): string | null {
  const tails = [
    /\(([^()]{2,60})\)\s*$/.exec(line)?.[1],
    /.*\s[-–—|]\s([^–—|]{2,60})$/.exec(line)?.[1],
    /,\s*([^,]{2,40},\s*[^,]{2,40})$/.exec(line)?.[1],
    /,\s*([^,()]{2,40})$/.exec(line)?.[1],
    /\.\s+(\p{Lu}[^.,()]{2,40})\.?$/u.exec(line)?.[1],
    /\s(?:in|à|en)\s(\p{Lu}[^,()]{2,40}(?:,\s*[A-Z]{2})?)$/u.exec(line)?.[1],
  ]
  for (const tail of tails) {
    if (tail === undefined) continue
    const parts = [tail, ...tail.split(/,\s*|\s+(?:&|and|und|et|y)\s+|\s*\/\s*/)]
    const [last = tail] = parts.slice(-1)
    if (isTown(last) && !ROLE.test(last)) return last.trim()
    const place = parts.find((part) => readPlace(part).addressCountry !== null && !ROLE.test(part))
    if (place) return place.trim()
  }
  return null
}

/** Contiguous lines from `start`; a byline may also stand alone after one empty line. */
function blockAfter(lines: string[], at: number): string[] {
  const upTo = (start: number) => {
    const end = lines.findIndex((line, index) => index >= start && line === '')
    return lines.slice(start, end < 0 ? lines.length : end).slice(0, 4)
  }
  const own = upTo(at + 1)
  if (own.length > 0)
    return own.filter((line) => line.length <= 120 && !isSentence(line) && !HEADING.test(line))
  const next = upTo(at + 2)
  const isByline =
    next.length <= 3 && next.every((line) => line.length <= 90 && !isSentence(line) && !line.endsWith(':'))
  return isByline && next.some((line) => /[·•|]|\s[-–—]\s/.test(line) || placeIn(line) || hasNameEnding(line))
    ? next
    : []
}

/** The head of text whose title stands in `lines[at]`. */
function headAt(lines: string[], at: number, { line, title: written }: TitleLine): TextHead {
  const roles = lineRoles(lines)
  const shown = lines.map((entry, index) => (roles[index] === 'byline' ? withoutMark(entry) : entry))
  const above = shown
    .slice(0, at)
    .filter(
      (entry, index) => entry !== '' && roles[index] !== 'item' && entry.length <= 90 && !isSentence(entry),
    )
  const below = blockAfter(
    shown.map((entry, index) => (roles[index] === 'item' ? '-' : entry)),
    at,
  ).filter((entry) => entry !== '-')
  const around = [...below, ...above]
  const rest = lines.slice(at + 1).join('\n')
  const parts = around.filter((entry) => !isLabelLike(entry)).flatMap(bylineParts)
  const unpaid = withoutPay(written)
  const { title, organization } = splitTitle(unpaid, rest)
  const location = parts.find(placeIn) ?? placeInTitle(unpaid) ?? placeInTitle(line.replace(/[.!?]+$/, ''))
  const company = parts.find((part) => part !== location && isEmployer(part, parts, rest))
  return { title, organization: organization ?? company ?? null, location, line, around }
}

/** `lines` trimmed, the empty ones still there; `labelled` is the title that a label gives. */
export function readHead(lines: string[], labelled: string | null = null): TextHead {
  if (labelled !== null) {
    const at = lines.findIndex((line) => line.includes(labelled))
    return headAt(lines, Math.max(at, 0), { line: lines[at] ?? labelled, title: labelled })
  }
  const found = titleLine(lines)
  if (found === null) return { title: null, organization: null, location: null, line: null, around: [] }
  return headAt(lines, lines.indexOf(found.line), found)
}
