import { toAtoms, type Atom } from './atoms.ts'
import type { DateMention } from './dates.ts'
import { groupEntries, type Entry } from './entries.ts'
import type { FactBook, Slice } from './fact-book.ts'
import { isProse, withoutBullet, type Line } from './lines.ts'
import { looksLikePlace } from './looks.ts'

interface Position {
  entry: Entry
  atoms: Atom[]
  title: Slice | null
  employer: Slice | null
  place: Slice | null
  /** True where the words themselves told title and employer apart. */
  certain: boolean
}

const titleLabels =
  /^(?:position|job title|title|role|designation|beruf|poste|puesto|cargo|functie|ruolo|mansione)$/
const employerLabels =
  /^(?:employer|company|company name|organi[sz]ation|arbeitgeber|firma|unternehmen|employeur|entreprise|empresa|werkgever|bedrijf|azienda|datore di lavoro)$/
const placeLabels = /^(?:location|place|ort|lieu|lugar|plaats|luogo)$/

function byLabel(atoms: Atom[], labels: RegExp): Atom | null {
  return atoms.find((atom) => atom.label !== null && labels.test(atom.label)) ?? null
}

const strength = (atom: Atom) => atom.title - Math.max(0, atom.organisation - 1)

function pickTitle(atoms: Atom[]): Atom | null {
  const labelled = byLabel(atoms, titleLabels)
  if (labelled) return labelled
  let best: Atom | null = null
  for (const atom of atoms) {
    if (atom.place || atom.title <= 0 || atom.before === 'paren') continue
    if (!best || strength(atom) > strength(best) + 0.5) best = atom
  }
  return best
}

/** "Served guests and handled cash": what was done, not where. */
function tellsDoing(text: string): boolean {
  const small = text
    .split(/\s+/)
    .filter((word) => /^\p{Ll}{3,}/u.test(word) && !/^(?:the|and|für|und|des|der|del|van|von)$/.test(word))
  return small.length >= 2 || /^\p{Lu}\p{Ll}+(?:ed|ing)\s/u.test(text)
}

function canBeEmployer(atom: Atom): boolean {
  if (atom.place || isProse(atom.text) || placeLabels.test(atom.label ?? '')) return false
  return atom.before !== 'paren' || atom.organisation > 0
}

/** How likely a phrase of the head is the employer, beside the title already found; null: impossible. */
function employerScore(atom: Atom, title: Atom | null, after: Atom | undefined): number | null {
  if (atom === title || !canBeEmployer(atom)) return null
  let score = atom.organisation * 2 - Math.max(0, atom.title) - atom.line * 0.6
  if (title && atom.line > title.line + 1) score -= 1.5
  if (atom.line > 0 && tellsDoing(atom.text)) score -= 6
  // What a bracket says of a firm is its trade more often than its name.
  if (atom.before === 'paren') score -= atom.organisation * 2 + 1
  if (atom !== after) return score
  if (atom.before === 'at') return score + 5
  // "Registered Nurse - ICU": the rest of the title's own phrase is the last to be an employer.
  const penalty: Partial<Record<Atom['before'], number>> = { dash: 0.7, comma: 0.3 }
  return atom.line === title?.line ? score - (penalty[atom.before] ?? 0) : score
}

function pickEmployer(atoms: Atom[], title: Atom | null): Atom | null {
  const labelled = byLabel(atoms, employerLabels)
  if (labelled) return labelled
  const after = title ? atoms[atoms.indexOf(title) + 1] : undefined
  let best: Atom | null = null
  let bestScore = -5
  for (const atom of atoms) {
    const score = employerScore(atom, title, after)
    if (score !== null && score > bestScore) [best, bestScore] = [atom, score]
  }
  return best
}

/** Takes the specialty after a dash or comma into the title when the employer stands elsewhere. */
function widenTitle(book: FactBook, title: Atom, atoms: Atom[], employer: Atom | null): Slice {
  const next = atoms[atoms.indexOf(title) + 1]
  if (!next || next === employer || next.line !== title.line || next.place || next.organisation > 0)
    return title
  if (next.end - title.start > 90) return title
  if (next.before === 'paren') {
    const between = book.text.slice(title.end, next.start)
    const closes = book.text[next.end] === ')'
    return /^\s*\($/.test(between) && closes ? { start: title.start, end: next.end + 1 } : title
  }
  return next.before === 'dash' || next.before === 'comma' ? { start: title.start, end: next.end } : title
}

function assign(entry: Entry, book: FactBook): Position {
  const atoms = toAtoms(book, entry.head)
  const title = pickTitle(atoms)
  const employer =
    title || byLabel(atoms, employerLabels) || atoms.some((atom) => atom.organisation > 0)
      ? pickEmployer(atoms, title)
      : null
  const place = byLabel(atoms, placeLabels) ?? atoms.find((atom) => atom.place) ?? null
  return {
    entry,
    atoms,
    title: title ? widenTitle(book, title, atoms, employer) : null,
    employer,
    place,
    certain: title !== null && employer !== null,
  }
}

/** "Kochlehrling, Wirtshaus Zum Dampfross" beside others that say title and firm in this order. */
function splitByComma(position: Position, titleFirst: boolean): boolean {
  const [only, ...others] = position.atoms.filter((atom) => !atom.place && atom.before !== 'paren')
  if (!only || others.length > 0 || isProse(only.text)) return false
  const [town] = position.atoms.filter((atom) => atom.place && atom.before === 'comma')
  if (titleFirst && only.title <= 0 && only.organisation === 0 && town && !looksLikePlace(town.text)) {
    // What looked like the town of a firm is the firm.
    ;[position.title, position.employer, position.place] = [only, town, null]
    return true
  }
  if (!only.text.includes(', ')) return false
  const parts = only.text.split(', ')
  const [head = '', second = ''] = parts
  const first = { start: only.start, end: only.start + head.length }
  const next = { start: first.end + 2, end: first.end + 2 + second.length }
  ;[position.title, position.employer] = titleFirst ? [first, next] : [next, first]
  return true
}

/** Times without a job that some name among their jobs. */
const gap =
  /^(?:elternzeit|mutterschutz|arbeitssuchend|arbeitslos|arbeitssuche|sabbatical|career break|parental leave|maternity leave|family leave|congé (?:parental|maternité)|recherche d['’]emploi|excedencia|ouderschapsverlof|sabbatico)$/i

/** Fills what the words didn't tell by the order that the other entries follow. */
function fillByOrder(positions: Position[]): void {
  const certain = positions.filter((position) => position.certain)
  const titleFirst = certain.filter(
    ({ title, employer }) => title && employer && title.start < employer.start,
  ).length
  const preferTitle = titleFirst * 2 >= certain.length
  for (const position of positions) {
    if (position.certain) continue
    if (certain.length > 0 && splitByComma(position, preferTitle)) continue
    const free = position.atoms.filter(
      (atom) => !atom.place && atom.before !== 'paren' && !isProse(atom.text) && atom.line < 3,
    )
    const unused = free.filter(
      (atom) => atom.start !== position.title?.start && atom.start !== position.employer?.start,
    )
    if (!position.title && !position.employer) {
      const [first, second] = unused
      if (first && second)
        [position.title, position.employer] = preferTitle ? [first, second] : [second, first]
      else if (first) position.employer = first
    } else if (!position.title && position.employer) {
      const near = unused.find((atom) => atom.organisation === 0)
      if (near) position.title = near
    }
  }
}

const atomsOf = (position: Position) => position.atoms.filter((atom) => !atom.place)

/** An employer's name alone, above roles that name none of their own. */
function standsAboveRoles(position: Position, next: Position | undefined): boolean {
  if (!position.employer || position.title || position.entry.body.length > 0 || !next?.title) return false
  return !next.employer || atomsOf(next).length === 1
}

/** Work on one's own account belongs to no employer, whatever stands above it. */
const ownAccount =
  /(?<!\p{L})(?:freelanc\p{L}*|self[- ]?employed|sole trader|independent (?:contractor|consultant)|selbst(?:st)?ändig\p{L}*|freiberuf\p{L}*|indépendante?|à son compte|autónom[oa]|por cuenta propia|zzp(?:'?er)?|libero professionista)(?!\p{L})/iu

/** Several roles at one employer: the employer stands once, above the first of them. */
function shareEmployers(positions: Position[]): Position[] {
  const kept: Position[] = []
  let shared: Position | null = null
  for (const [index, position] of positions.entries()) {
    if (standsAboveRoles(position, positions[index + 1])) {
      shared = position
      continue
    }
    const source = shared ?? kept.at(-1)
    const isOwn = position.entry.head.some(({ line }) => ownAccount.test(line.text))
    if (!position.employer && position.title && source && !isOwn) {
      position.employer = source.employer
      position.place ??= source.place
    } else if (position.employer) shared = null
    kept.push(position)
  }
  return kept
}

/** Head lines that turned out to tell about the job go to its body. */
function leftoverLines(position: Position): Line[] {
  const used = [position.title, position.employer, position.place]
  const inHead = (line: Line) =>
    used.some((slice) => slice !== null && slice.start >= line.start && slice.end <= line.end)
  const lastUsed = position.entry.head.findLastIndex(({ line, dates }) => inHead(line) || dates.length > 0)
  return position.entry.head
    .filter(({ line }, index) => index > lastUsed || (!inHead(line) && isProse(line.text)))
    .map(({ line }) => line)
    .filter(
      (line) =>
        !/^(?:https?:\/\/|www\.)\S+$/.test(line.text) &&
        !position.atoms.some((atom) => atom.place && atom.text === line.text),
    )
}

export function mainPeriod(entry: Entry): { date: DateMention; line: Line } | null {
  const dated = entry.head.flatMap(({ line, dates }) => dates.map((date) => ({ date, line })))
  return dated.find(({ date }) => date.range || date.open) ?? dated[0] ?? null
}

/** Adds the start and end of a period; a lone date is an end unless `lone` says it is a start. */
export function addPeriod(book: FactBook, path: string, entry: Entry, lone: 'start' | 'end' = 'end'): void {
  const found = mainPeriod(entry)
  if (!found) return
  const { date, line } = found
  const at = (point: { start: number; end: number }) => ({
    start: line.start + point.start,
    end: line.start + point.end,
  })
  if (date.range || date.open) {
    if (date.from) book.add('start_date', at(date.from), `${path}/startDate`, date.from.value)
    if (date.to) book.add('end_date', at(date.to), `${path}/endDate`, date.to.value)
    // "seit 2020": the whole phrase says that it goes on.
    else if (/^\p{L}/u.test(line.text.slice(date.start)))
      book.add(
        'end_date',
        { start: line.start + date.start, end: line.start + (date.from?.start ?? date.end) },
        `${path}/endDate`,
        'present',
      )
  } else if (date.from) {
    if (lone === 'start') book.add('start_date', at(date.from), `${path}/startDate`, date.from.value)
    else book.add('end_date', at(date.from), `${path}/endDate`, date.from.value)
  }
}

/** A line that is an address on the web and nothing else. */
export function isAddressOnly(line: Line | undefined): boolean {
  return line !== undefined && /^(?:https?:\/\/|www\.)\S+$/.test(line.text)
}

/** Adds items of a body, each at its own place. */
export function addHighlights(book: FactBook, path: string, items: readonly (readonly Line[])[]): void {
  let number = 0
  for (const item of items) {
    const [first, last] = [item[0], item.at(-1)]
    if (
      first &&
      last &&
      !isAddressOnly(first) &&
      !/^[^:]{3,40}:$/.test(first.text) &&
      book.addText('highlight', { start: first.start, end: last.end }, `${path}/highlights/${number}`)
    )
      number++
  }
}

/** "2 years as Data Analyst" and "Worked as a nurse at …": the title stands after "as". */
function narrowPhrase(book: FactBook, position: Position): void {
  if (!position.title) return
  const match = /^.*?\b(?:as|als|comme|como|come)\s+(?:an?\s+|eine?\s+)?(?=\p{Lu})/u.exec(
    book.slice(position.title),
  )
  if (match) position.title = { start: position.title.start + match[0].length, end: position.title.end }
}

/** Finds the jobs of a section: employer, title, place, period, what was done. */
export function parseWork(book: FactBook, lines: readonly Line[]): number {
  const entries = groupEntries(lines)
  const positions = entries
    .map((entry) => assign(entry, book))
    .filter(({ atoms }) => atoms.length !== 1 || !gap.test(atoms[0]?.text ?? ''))
  fillByOrder(positions)
  let found = 0
  for (const position of shareEmployers(positions)) {
    narrowPhrase(book, position)
    if (!position.title && !position.employer && position.entry.body.length === 0) continue
    const path = `/work/${book.next('work')}`
    if (position.title) book.add('title', position.title, `${path}/position`)
    if (position.employer) book.add('employer', position.employer, `${path}/name`)
    if (position.place) book.add('location', position.place, `${path}/location`)
    addPeriod(book, path, position.entry, 'start')
    const site = position.entry.body.find((item) => item.length === 1 && isAddressOnly(item[0]))?.[0]
    if (site) book.add('url', site, `${path}/url`)
    addHighlights(book, path, [
      ...leftoverLines(position).map((line) => [withoutBullet(line)]),
      ...position.entry.body,
    ])
    found++
  }
  return found
}
