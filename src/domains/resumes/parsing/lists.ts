import { findDates } from './dates.ts'
import { groupEntries, type Entry } from './entries.ts'
import { toAtoms } from './atoms.ts'
import type { FactBook, Slice } from './fact-book.ts'
import { isProse, tail, withoutBullet, type Line } from './lines.ts'
import { isKnownPlace, looksLikeDate } from './looks.ts'
import { organisationScore } from './titles.ts'
import { isPermit } from './permits.ts'
import { negation, splitList } from './lists-of-items.ts'
import { addHighlights, addPeriod } from './work.ts'

const licenceWords =
  /\b(?:licen[cs]e[ds]?|licensure|registration|registered with|cdl|hgv|lgv|fork\s?lift|nmc|pin)\b|führerschein|fahrerlaubnis|fahrerkarte|staplerschein|approbation|\bpermis\b|carn[eé]t? de conducir|permiso de conducir|rijbewijs|patente|patentino|caces|carta de condução|prawo jazdy|körkort/i

/** "CPR, BLS, ACLS": a line of short names, each a certificate of its own. */
function isNameList(text: string): boolean {
  const items = text.split(/\s*[,;|]\s*/)
  return (
    items.length >= 3 &&
    items.every((item) => item.length >= 2 && item.length <= 32 && !/\d{4}|^#/.test(item)) &&
    !items.some((item) => isKnownPlace(item) || organisationScore(item) > 0) &&
    !isProse(text)
  )
}

/** An issuer below its certificate: not set as an item of the list, or not as bold as what it stands below. */
function isIssuer(line: Line, last: Line): boolean {
  if (line.bullet > 0 || (line.blankBefore && !last.strong)) return false
  if (last.bullet > 0 || (last.strong && !line.strong)) return true
  return organisationScore(line.text) > 0 && /\d{4}/.test(line.text) && findDates(last.text).length === 0
}

/** Reads certificates, courses and licences: one a line, with issuer and date beside or below. */
export function parseCertificates(
  book: FactBook,
  lines: readonly Line[],
  kind: 'certificate' | 'licence' = 'certificate',
): void {
  let last: Line | null = null
  for (const whole of lines) {
    const line = withoutBullet(whole)
    if (
      line.text.length < 2 ||
      negation.test(line.text) ||
      /^(?:#|(?:issued|credential|exp|expires?|expiry|valid|gültig|verify|no\.|nr\.)(?![\p{L}]))/iu.test(
        line.text,
      )
    )
      continue
    if (looksLikeDate(line.text)) continue
    if (last && isIssuer(whole, last)) continue
    const items = isNameList(line.text)
      ? splitList(line.text, line.start)
      : [{ start: line.start, end: line.end }]
    for (const item of items) {
      const trimmed = book.trim(item, /[\s,;|•·]/u)
      const text = book.slice(trimmed)
      if (!/\p{L}/u.test(text)) continue
      const path = `/certificates/${book.next('certificates')}`
      const end = Math.min(trimmed.end, trimmed.start + 300)
      book.add(
        licenceWords.test(text) ? 'licence' : kind,
        { start: trimmed.start, end },
        path,
        certificateName(text),
      )
    }
    last = whole
  }
}

/** The name without issuer and date: "AWS Solutions Architect – Amazon, 2021" → "AWS Solutions Architect". */
export function certificateName(text: string): string {
  const [first] = findDates(text)
  const undated = first && first.start > 3 ? text.slice(0, first.start) : first ? text.slice(first.end) : text
  const whole = undated.replace(trailing, '').replace(/^[\s,;:|–—-]+/, '')
  const name = whole.split(issuerDivider)[0] ?? whole
  const comma = name.split(/,\s+/)
  const issued = comma.findIndex((part, index) => index > 0 && isIssuerName(part))
  const own = issued > 0 ? comma.slice(0, issued).join(', ') : name
  return own.replace(trailing, '').replace(/[\s,;:|(–—-]+$/g, '') || text
}

const issuerDivider = /\t| {3,}|\s+[|–—]\s+(?=\p{Lu})|\s*\(\s*$|\s+-\s+(?=\p{Lu})|,\s+(?:issued|by|from|#)/iu
/** "exp.", "valid until", "License #123": what is told about a certificate after its name. */
const trailing =
  /[\s,;(–—-]*(?:\b(?:exp(?:ir(?:es|y|ed|ing))?|valid|issued|gültig|renewed|obtained|completed|until|through|bis|licen[cs]e (?:no|number)|no|nr|id)\b[.:\s]*(?:until|bis|on|date|through)?[:.\s]*|#\s*[\w-]+)[\s,;(–—-]*$/i

const isIssuerName = (text: string) =>
  organisationScore(text) > 0 ||
  isKnownPlace(text) ||
  /^#|^(?:State of|City of)\b|\b(?:board|association|society|council|red cross|union|federation|chamber|department|academy|institute)\b/i.test(
    text,
  ) ||
  /^(?:[A-Z]{3,6}|Microsoft|Google|Amazon|Cisco|Oracle|Coursera|Udemy|edX|LinkedIn Learning)$/.test(text)

/** Reads awards and publications: one a line or one an item. */
export function parseTitled(book: FactBook, lines: readonly Line[], kind: 'award' | 'publication'): void {
  const list = kind === 'award' ? 'awards' : 'publications'
  let previous: Line | null = null
  for (const whole of lines) {
    const line = withoutBullet(whole)
    const below =
      previous !== null &&
      !whole.blankBefore &&
      whole.bullet === 0 &&
      (looksLikeDate(line.text) ||
        previous.bullet > 0 ||
        (kind === 'publication' && lines.some((other) => other.blankBefore && other !== lines[0])))
    previous = whole
    if (below || looksLikeDate(line.text) || !/\p{L}{2}/u.test(line.text)) continue
    const path = `/${list}/${book.next(list)}/${kind === 'award' ? 'title' : 'name'}`
    const cell = line.text.indexOf('\t')
    book.addText(kind, { start: line.start, end: cell > 10 ? line.start + cell : line.end }, path)
  }
}

export function parseInterests(book: FactBook, lines: readonly Line[]): void {
  for (const whole of lines) {
    const line = withoutBullet(whole)
    if (isPermit(line.text)) continue
    const items = isProse(line.text)
      ? [{ start: line.start, end: line.end }]
      : splitList(line.text, line.start)
    for (const item of items) {
      const trimmed = book.trim(item, /[\s,;|•·.]/u)
      if (trimmed.end - trimmed.start < 2) continue
      book.addText('interest', trimmed, `/interests/${book.next('interests')}/name`)
    }
  }
}

function firstPhrase(book: FactBook, entry: Entry) {
  return toAtoms(book, entry.head).find((atom) => !atom.place) ?? null
}

interface ProjectName {
  name: Slice | null
  /** What the line of the name goes on to tell. */
  rest: Line[]
}

/** "Name: what it is" in a head, "Name — what it is" in a sentence, else the first phrase of the head. */
function nameProject(book: FactBook, entry: Entry): ProjectName {
  const head = entry.head[0]?.line
  const told = head ?? entry.body[0]?.[0]
  const colon = head && /^([^:]{2,70}):\s/.exec(head.text)
  const dash = told && /^(.{2,50}?)\s+[–—-]\s+(?=\p{L})(?!present|now|current)/iu.exec(told.text)
  const match = colon ?? (dash && findDates(dash[1] ?? '').length === 0 ? dash : null)
  if (!told || !match?.[1]) return { name: firstPhrase(book, entry), rest: [] }
  return {
    name: { start: told.start, end: told.start + match[1].length },
    rest: [tail(told, match[0].length)],
  }
}

/** Reads projects: a name, perhaps dates, items or text about it. */
export function parseProjects(book: FactBook, lines: readonly Line[]): void {
  const bulletsOnly = lines.every((line) => line.bullet > 0)
  const entries = bulletsOnly
    ? lines.map((line): Entry => ({ head: [], body: [[withoutBullet(line)]] }))
    : projectEntries(lines)
  for (const entry of entries) {
    const path = `/projects/${book.next('projects')}`
    const { name, rest } = nameProject(book, entry)
    if (name) book.add('project', name, `${path}/name`)
    addPeriod(book, path, entry, 'start')
    const others = entry.head.slice(1).filter(({ line, dates }) => dates.length === 0 || isProse(line.text))
    const isTold = entry.head.length === 0 && rest.length > 0
    const body = isTold ? [(entry.body[0] ?? []).slice(1), ...entry.body.slice(1)] : entry.body
    addHighlights(book, path, [rest, ...others.map(({ line }) => [line]), ...body])
  }
}

/** Without dates, what isn't an item begins a project when items or a blank line stand before it. */
const labelled = /^[^:]{2,70}:\s/

/** Whether a line without a date is the name of a project rather than something about one. */
function namesProject(line: Line, previous: Line | undefined): boolean {
  if (line.bullet > 0 || /^\p{Ll}/u.test(line.text)) return false
  const apart = line.blankBefore || (previous !== undefined && previous.bullet > 0)
  if (apart && !isProse(line.text)) return true
  const about = /^(?:tech|tools|stack|role|technologies)/i.test(line.text)
  return labelled.test(line.text) && !about && !isProse(line.text.replace(labelled, ''))
}

function projectEntries(lines: readonly Line[]): Entry[] {
  if (lines.some((line) => line.bullet === 0 && findDates(line.text).length > 0))
    return groupEntries(lines, { loneDates: true })
  const entries: Entry[] = []
  lines.forEach((line, index) => {
    const current = entries.at(-1)
    if (line.bullet === 0 && (!current || namesProject(line, lines[index - 1])))
      entries.push({ head: [{ line, dates: [] }], body: [] })
    else if (current) current.body.push([withoutBullet(line)])
    else entries.push({ head: [], body: [[withoutBullet(line)]] })
  })
  return entries
}

/** Reads voluntary work: role, organisation, period, items. */
export function parseVolunteer(book: FactBook, lines: readonly Line[]): void {
  for (const entry of groupEntries(lines, { loneDates: true })) {
    const path = `/volunteer/${book.next('volunteer')}`
    const atoms = toAtoms(book, entry.head).filter((atom) => !atom.place)
    const position = atoms.find((atom) => atom.title > 0) ?? null
    const organisation = atoms.find((atom) => atom !== position && !isProse(atom.text)) ?? null
    if (position) book.add('volunteer', position, `${path}/position`)
    if (organisation) book.add('volunteer', organisation, `${path}/organization`)
    addPeriod(book, path, entry)
    const prose = entry.head.filter(({ line }) => isProse(line.text)).map(({ line }) => [line])
    addHighlights(book, path, [...prose, ...entry.body])
  }
}
