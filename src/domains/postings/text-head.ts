import { countryByCity } from './countries.ts'
import { employmentTypes } from './employment-type.ts'
import { hasNameEnding, isMentioned, isProperNoun } from './organization-in-text.ts'
import { readPlace } from './places.ts'
import { isLabelled } from './text-labels.ts'
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

/** Words that end or carry the names of jobs, in the languages postings mostly come in. */
const ROLE =
  /engineer|developer|manager|designer|analyst|scientist|architect|consultant|specialist|assistant|associate|director|\blead\b|\bhead\b|officer|nurse|teacher|lecturer|tutor|accountant|bookkeeper|administrator|coordinator|technician|representative|executive|\bintern\b|researcher|writer|editor|driver|\bchef\b|\bcook\b|waiter|server|cashier|clerk|mechanic|electrician|carpenter|welder|plumber|installer|estimator|therapist|physician|doctor|pharmacist|lawyer|attorney|paralegal|recruiter|buyer|planner|supervisor|operator|operative|programmer|tester|owner|advisor|adviser|agent|trainer|instructor|professor|librarian|receptionist|handler|worker|generalist|controller|cleaner|entwickler|ingenieur|leiter|mitarbeiter|berater|kauffrau|kaufmann|pfleger|fachkraft|praktikant|werkstudent|sachbearbeiter|techniker|elektr(?:o|iker)|mechaniker|meister|\bkoch\b|köchin|ingénieur|développeur|responsable|chargée?\b|infirmi|serveu|cuisin|commis|commercial|vendeu|desarrollador|ingeniero|enfermer|camarer/i

/** "(m/w/d)", "(H/F)": only job titles carry it. */
const GENDER = /\((?:[mwfhdx](?:\s?[/|]\s?[mwfhdx*]){1,3}|all genders)\)/i

const HEADING =
  /^(?:about|your|our|the|who|what|why|how|job description|description|overview|summary|responsibilities|requirements?|(?:minimum |preferred )?qualifications|profile|essential|desirable|must[- ]haves?|nice to have|benefits|duties|skills|apply|we offer|das |die |der |wir |ihr |ihre |dein |deine |über |aufgaben|profil|anforderungen|nous |vous |vos |votre |notre |le poste|missions)\b/i

function isTitleLine(line: string): boolean {
  return (
    line.length >= 3 &&
    line.length <= 120 &&
    !/^(?:about|https?:|job description|description$|apply)/i.test(line)
  )
}

function isSentence(line: string): boolean {
  return /[.!?]$/.test(line) || line.split(/\s+/).length > 14
}

function placeIn(part: string): boolean {
  return readPlace(part).addressCountry !== null || /^(?:fully )?remote\b/i.test(part)
}

/** Nothing else that stands in a byline: a place, a workplace, a contract, pay, a date, a role, a sentence. */
function isCompanyLike(part: string): boolean {
  const words = part.split(/\s+/)
  if (part.length < 2 || words.length > 7 || !/^[\p{Lu}\p{N}]/u.test(part) || HEADING.test(part)) return false
  if (placeIn(part) || workplaceOf(part) !== 'unknown' || employmentTypes(part).length > 0) return false
  const other =
    /[:!?]$|posted|\bago\b|applicants|salary|[€$£%]|\d{2,}[.,:]\d|\b(?:hours|weeks?|shifts?|nights?|days|permanent|CDI|CDD|unbefristet)\b/i
  return !other.test(part) && (!ROLE.test(part) || hasNameEnding(part))
}

/** "Acme GmbH · Berlin", "Harrow Logistics, Doncaster (iPort)" → its parts. */
function bylineParts(line: string): string[] {
  const parts = line
    .split(/\s+[·•|–—-]\s+|\s*[|·•]\s*/)
    .map((part) => part.trim())
    .filter(Boolean)
  return parts.flatMap((part) => {
    const [, company = '', rest = ''] = /^([^,]{2,60}),\s*(.+)$/.exec(part) ?? []
    const splits = isCompanyLike(company) && (!placeIn(part) || hasNameEnding(company) || placeIn(rest))
    return splits && countryByCity(company) === null ? [company, rest] : [part]
  })
}

/** "Engineer at Acme", "Nurse - Ward 4 - Acme", "Nurse, Larch Hospital, Leeds": what behind the role is a company. */
function splitTitle(line: string, rest: string): { title: string; organization: string | null } {
  const [, post = '', employer = ''] =
    /^(.{3,90}?)\s+(?:at|@|bei|chez)\s+(\p{Lu}[^,|]{1,60})$/u.exec(line) ?? []
  if (ROLE.test(post)) return { title: post, organization: employer.replace(/\s[-–—(].*$/, '').trim() }
  const [title = line, ...tails] = line.split(/\s+[-–—|]\s+/)
  const parts = tails.map(withoutBrackets).flatMap(bylineParts)
  const endsInPlace = parts.length > 1 && placeIn(parts.at(-1) ?? '')
  const company = parts.find(
    (part) =>
      isCompanyLike(part) &&
      (hasNameEnding(part) || isMentioned(part, rest) || (endsInPlace && part.includes(' '))),
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

/** ", Leeds" or "(Bristol, hybrid)" or "- Dayton, OH" at the end of a title. */
function placeInTitle(line: string): string | null {
  const tails = [
    /\(([^()]{2,60})\)\s*$/.exec(line)?.[1],
    /.*\s[-–—|]\s([^–—|]{2,60})$/.exec(line)?.[1],
    /,\s*([^,]{2,40},\s*[^,]{2,40})$/.exec(line)?.[1],
    /,\s*([^,()]{2,40})$/.exec(line)?.[1],
    /\s(?:in|à|en)\s(\p{Lu}[^,()]{2,40})$/u.exec(line)?.[1],
  ]
  for (const tail of tails) {
    if (tail === undefined) continue
    const parts = [tail, ...tail.split(/,\s*/)]
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

function titleLine(lines: string[]): string | null {
  const top = lines.filter(Boolean).slice(0, 4)
  const candidates = top.filter((line) => isTitleLine(line) && !isSentence(line) && !isLabelled(line))
  const role =
    candidates.find((line) => GENDER.test(line)) ??
    candidates.find((line) => ROLE.test(line) && line.length <= 100)
  // A headline is what a reader would call the posting, when there is no better name for it.
  return role ?? candidates[0] ?? top.find((line) => isTitleLine(line) && !isLabelled(line)) ?? null
}

/** `lines` trimmed, the empty ones still there. */
export function readHead(lines: string[]): TextHead {
  const line = titleLine(lines)
  if (line === null) return { title: null, organization: null, location: null, line, around: [] }
  const at = lines.indexOf(line)
  const above = lines.slice(0, at).filter((entry) => entry !== '' && entry.length <= 90 && !isSentence(entry))
  const around = [...blockAfter(lines, at), ...above]
  const rest = lines.slice(at + 1).join('\n')
  const parts = around.flatMap(bylineParts)
  const { title, organization } = splitTitle(line, rest)
  const location = parts.find(placeIn) ?? placeInTitle(line)
  const company = parts.find((part) => part !== location && isCompanyLike(part))
  return { title, organization: organization ?? company ?? null, location, line, around }
}
