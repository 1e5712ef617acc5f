import { findDates, type DateMention } from './dates.ts'
import { isProse, withoutBullet, type Line } from './lines.ts'
import { degreeLevel, namesInstitution } from './degrees.ts'
import { looksLikeDate } from './looks.ts'
import { organisationScore, titleScore } from './titles.ts'

/** A line of an entry's head with the periods it names. */
export interface HeadLine {
  line: Line
  dates: DateMention[]
}

/** One job, course of study or project as it stands in the text. */
export interface Entry {
  head: HeadLine[]
  /** Items below the head; an item of several lines was wrapped. */
  body: Line[][]
}

const bodyLabel =
  /^(?:technologies|tech(?:nical)? stack|tools|environment|stack|skills|key skills|skills used|responsibilities|key responsibilities|duties|main duties|achievements|key achievements|accomplishments|highlights|projects?|technologien|aufgaben|tätigkeiten|schwerpunkte|erfolge|verantwortlichkeiten|missions?|réalisations|tâches|environnement(?: technique)?|funciones|tareas|logros|responsabilidades|taken|werkzaamheden|verantwoordelijkheden|mansioni|attività|thesis|dissertation|coursework|relevant coursework|courses|modules|abschlussarbeit|thema|schwerpunkt|note|grade|gpa|minor|advisor|supervisor|reason for leaving|reports to|team)\b[^:]{0,30}:/i
const fieldLabel =
  /^(?:position|job title|title|role|designation|employer|company|company name|organisation|organization|location|place|duration|period|dates?|dates of employment|arbeitgeber|firma|unternehmen|zeitraum|ort|beruf|employeur|entreprise|poste|période|lieu|empresa|puesto|cargo|período|periodo|lugar|werkgever|bedrijf|functie|periode|plaats|azienda|datore di lavoro|ruolo|mansione|luogo|institution|school|university|degree|qualification)\s*:\s*/i

/** Removes "Employer:" and the like; the label itself says what follows. */
export function stripFieldLabel(line: Line): { label: string | null; length: number } {
  const match = fieldLabel.exec(line.text)
  return match
    ? { label: match[0].replace(/[:\s]+$/, '').toLowerCase(), length: match[0].length }
    : { label: null, length: 0 }
}

function withoutDates(text: string, dates: DateMention[]): string {
  let rest = text
  for (const date of [...dates].toReversed()) rest = rest.slice(0, date.start) + rest.slice(date.end)
  return rest
}

/** Whether a line can belong to the head of an entry rather than to what is told about it. */
function isHeadLike(line: Line, dates: DateMention[]): boolean {
  if (
    line.bullet > 0 &&
    !(
      dates.some((date) => date.range || date.open) &&
      line.text.length < 110 &&
      titleScore(withoutDates(line.text, dates)) > 0
    )
  )
    return false
  if (bodyLabel.test(line.text)) return false
  if (fieldLabel.test(line.text)) return true
  const rest = withoutDates(line.text, dates)
  if (rest.length > 120 && !line.text.includes('\t')) return false
  if (isProse(rest)) return false
  return !/^\p{Ll}/u.test(line.text) || dates.some((date) => date.range || date.open)
}

const periods = (dates: DateMention[]) => dates.filter((date) => date.range || date.open)

interface Grouping {
  lines: HeadLine[]
  headLike: boolean[]
  /** Whether lone dates ("2019") count as an entry's date too. */
  loneDates: boolean
  /** Whether periods stand at the left, before what they belong to. */
  leading: boolean
  /** Lines of the first entry's head before its date. */
  offset: number
}

const leads = (line: Line, [first]: DateMention[]) =>
  first?.start === 0 && /^\s*(?:\t|:|\s[–-]\s)/.test(line.text.slice(first.end))

/** A lone date counts beside periods only where it is plainly a job's: on a line of its own or after a title. */
function hasDate(grouping: Grouping, { line, dates }: HeadLine): boolean {
  const [first] = dates
  if (!first) return false
  if (grouping.loneDates || periods(dates).length > 0 || looksLikeDate(line.text)) return true
  if (grouping.leading && leads(line, dates)) return true
  return (
    first.end >= line.text.length - 1 && first.start > 4 && titleScore(line.text.slice(0, first.start)) > 0
  )
}

function isDated(grouping: Grouping, index: number): boolean {
  const line = grouping.lines[index]
  return line !== undefined && Boolean(grouping.headLike[index]) && hasDate(grouping, line)
}

/** Lines until the next dated one, when nothing but a head lies between; Infinity otherwise. */
function distanceToDate(grouping: Grouping, index: number): number {
  for (let ahead = 0; ahead <= 3; ahead++) {
    if (!grouping.headLike[index + ahead]) return Infinity
    if (isDated(grouping, index + ahead)) return ahead
  }
  return Infinity
}

function prepare(lines: readonly Line[], alwaysLone: boolean): Grouping {
  const heads = lines.map((line) => ({ line, dates: findDates(line.text) }))
  const headLike = heads.map(({ line, dates }) => isHeadLike(line, dates))
  const anyPeriod = heads.some(({ dates }, index) => headLike[index] && periods(dates).length > 0)
  const dated = heads.filter(({ dates }, index) => headLike[index] && periods(dates).length > 0)
  const leading = dated.length > 0 && dated.every(({ line, dates }) => leads(line, dates))
  const grouping: Grouping = {
    lines: heads,
    headLike,
    loneDates: alwaysLone || !anyPeriod,
    leading,
    offset: 0,
  }
  const first = heads.findIndex((_, index) => isDated(grouping, index))
  const begin = headLike.findIndex(Boolean)
  grouping.offset = first < 0 ? 0 : Math.min(3, Math.max(0, first - Math.max(0, begin)))
  return grouping
}

const namesOrganisation = (line: Line | undefined): boolean =>
  line !== undefined && (organisationScore(line.text) > 0 || namesInstitution(line.text))
const namesRole = (line: Line | undefined): boolean =>
  line !== undefined && (titleScore(line.text) > 0 || degreeLevel(line.text) !== null)

/** How many of the lines after the last date, at most one, the words themselves give to one side; null: undecided. */
function byWords(head: readonly HeadLine[], line: Line, next: Line | undefined): number | null {
  const pending = head.at(-1)?.line
  const before = head.slice(0, -1).map((other) => other.line)
  for (const names of [namesOrganisation, namesRole]) {
    if (!names(pending)) continue
    const has = before.some(names)
    const nextHas = names(line) || (names(next) && !/\d{4}/.test(next?.text ?? ''))
    if (has && !nextHas) return 1
    if (!has && nextHas) return 0
  }
  return null
}

/** Takes the lines that belong to the next entry off the end of the head that was being collected. */
function splitHead(current: Entry, grouping: Grouping, index: number): HeadLine[] {
  const line = grouping.lines[index]?.line
  const lastDated = current.head.findLastIndex((head) => head.dates.length > 0)
  const after = current.head.length - 1 - lastDated
  const blank = current.head.findLastIndex((head, at) => at > lastDated && head.line.blankBefore)
  if (!line || (line.blankBefore && grouping.offset === 0)) return []
  const told = after === 1 ? byWords(current.head, line, grouping.lines[index + 1]?.line) : null
  if (blank > lastDated && told !== 0) return current.head.splice(blank)
  const take = told ?? Math.min(after, grouping.offset)
  return take > 0 ? current.head.splice(current.head.length - take) : []
}

function startsEntry(grouping: Grouping, index: number): boolean {
  const { line } = grouping.lines[index] ?? {}
  if (!line || !grouping.headLike[index]) return false
  const distance = distanceToDate(grouping, index)
  if (distance === 0) return true
  if (distance !== Infinity && (line.blankBefore || distance <= grouping.offset)) return true
  // A title or a firm with its dates soon below, although the entries before were set otherwise.
  if (
    distance <= 2 &&
    line.text.length < 60 &&
    (titleScore(line.text) >= 2 || organisationScore(line.text) >= 3)
  )
    return true
  const undated = !grouping.lines.some((_, other) => isDated(grouping, other))
  return line.blankBefore && undated && line.bullet === 0 && titleScore(line.text) > 0
}

function isContinuation(previous: Line | undefined, line: Line): boolean {
  if (!previous || line.bullet > 0 || line.blankBefore) return false
  if (/^\p{Ll}/u.test(line.text)) return true
  return (
    previous.bullet > 0 &&
    previous.text.length >= 60 &&
    !/[.!?:;]$/.test(previous.text) &&
    !bodyLabel.test(line.text)
  )
}

/** Cuts the lines of a section into its entries: a new one begins where a head with a date begins. */
export function groupEntries(lines: readonly Line[], options: { loneDates?: boolean } = {}): Entry[] {
  const grouping = prepare(lines, options.loneDates ?? false)
  const entries: Entry[] = []
  grouping.lines.forEach((head, index) => {
    const current = entries.at(-1)
    if (!current)
      entries.push(
        grouping.headLike[index]
          ? { head: [head], body: [] }
          : { head: [], body: [[withoutBullet(head.line)]] },
      )
    else if (current.body.length === 0 && current.head.length > 0 && grouping.headLike[index])
      addToHead(grouping, entries, current, index)
    else addToBody(grouping, entries, current, index)
  })
  return entries
}

/** A second date in a head begins the next entry: jobs of one line each, or without anything told about them. */
function addToHead(grouping: Grouping, entries: Entry[], current: Entry, index: number): void {
  const head = grouping.lines[index]
  if (!head) return
  const dated = current.head.some((other) => hasDate(grouping, other))
  if (!isDated(grouping, index) || !dated) current.head.push(head)
  else entries.push({ head: [...splitHead(current, grouping, index), head], body: [] })
}

function addToBody(grouping: Grouping, entries: Entry[], current: Entry, index: number): void {
  const head = grouping.lines[index]
  if (!head) return
  const item = current.body.at(-1)
  const starts = startsEntry(grouping, index)
  const small = /^\p{Ll}/u.test(head.line.text)
  const continuation = isContinuation(item?.at(-1), head.line) && (small || !starts)
  if (starts && (!continuation || isDated(grouping, index))) entries.push({ head: [head], body: [] })
  else if (continuation && item) item.push(head.line)
  else current.body.push([withoutBullet(head.line)])
}
