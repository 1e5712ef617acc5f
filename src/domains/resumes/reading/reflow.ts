import { looksLikeDate } from '../parsing/looks.ts'
import { headingKind } from '../parsing/headings.ts'
import { bulletPattern } from '../parsing/bullets.ts'
import { cleanText, joinWrapped } from './clean-text.ts'
import type { Block } from './columns.ts'
import type { Segment, TextLine } from './layout.ts'
import { findDates } from '../parsing/dates.ts'
import { unwrapCells } from './cells.ts'
import { hoistMeta, unfoldGrids } from './rows.ts'

interface Row {
  text: string
  x0: number
  x1: number
  y: number
  size: number
  cells: number
  /** Where the words start after a bullet. */
  textX: number
  face: string
}

function toRow(segments: Segment[]): Row | null {
  const [first, second] = segments
  if (!first) return null
  const text = cleanText(segments.map((segment) => segment.text.trim()).join('\t')).trim()
  if (!text) return null
  const loneBullet = bulletPattern.test(`${first.text.trim()} `) && first.text.trim().length <= 2
  const inline = /^(\S)\s+/.exec(first.text.trim())
  const perLetter = (first.x1 - first.x0) / Math.max(1, first.text.length)
  const textX =
    loneBullet && second
      ? second.x0
      : inline && bulletPattern.test(first.text.trim())
        ? first.x0 + inline[0].length * perLetter * 1.2
        : first.x0
  return {
    text: loneBullet ? text.replace('\t', ' ') : text,
    x0: first.x0,
    x1: Math.max(...segments.map((segment) => segment.x1)),
    y: first.y,
    size: Math.max(...segments.map((segment) => segment.size)),
    cells: loneBullet ? segments.length - 1 : segments.length,
    textX,
    face: segments.every((segment) => segment.face === first.face) ? first.face : '',
  }
}

const startsBullet = (row: Row) => bulletPattern.test(row.text)

/** "Tools: …" begins a line of its own below "Languages: …". */
const label = /^\p{Lu}[\p{L} &/-]{1,30}:\s/u

/** Whether `row` is the wrapped rest of the paragraph whose last row is `previous`. */
function continues(row: Row, previous: Row, start: Row, margin: number | null, joined: number): boolean {
  if (!canFollow(row, previous) || !isAligned(row, previous, start)) return false
  if (isInBracket(row, previous)) return true
  if (isSomethingElse(row, previous, start)) return false
  if (surelyContinues(row, previous, start) || dangling.test(previous.text)) return true
  return isWrapped(row, previous, start, margin !== null && isFull(previous, row, margin), joined)
}

/** Told by whether the line above is full, and by the words on both sides of the break. */
function isWrapped(row: Row, previous: Row, start: Row, full: boolean, joined: number): boolean {
  const unfinished = previous.text.length >= 35 && !/[.:;!?]$/.test(previous.text)
  if (/^\p{Ll}/u.test(row.text)) return full || unfinished
  if (!full) return false
  if (startsBullet(start)) return true
  if (label.test(row.text) && label.test(start.text)) return false
  return previous.text.length >= 45 || joined >= 60 || /[,&/–-]$/.test(previous.text)
}

/** No phrase ends with these. */
const dangling =
  /\p{L}\s(?:and|und|et|of|for|für|du|des|der|di|the|zum|zur|im|am|with|mit|avec|con|van|voor|&)$/u

/** Below the words of a list's item: it belongs to what stands above. */
function surelyContinues(row: Row, previous: Row, start: Row): boolean {
  return startsBullet(start) && start.textX - start.x0 > 4 && Math.abs(row.x0 - start.textX) < 3
}

/** "(September 2017 –" above "August 2022)". */
const isInBracket = (row: Row, previous: Row) =>
  /\([^)]*$/.test(previous.text) && /^[^(]{0,60}\)/.test(row.text)

function canFollow(row: Row, previous: Row): boolean {
  if (row.cells > 1 || previous.cells > 1 || startsBullet(row)) return false
  const pitch = row.y - previous.y
  return Math.abs(row.size - previous.size) <= 0.6 && pitch > 0 && pitch <= 1.75 * row.size
}

/** Below the words of what it continues; below a bullet itself only where it can't be a new beginning. */
function isAligned(row: Row, previous: Row, start: Row): boolean {
  const small = /^\p{Ll}/u.test(row.text)
  if (Math.abs(row.x0 - previous.x0) < 3 && (!startsBullet(previous) || small)) return true
  if (!startsBullet(start)) return false
  if (Math.abs(row.x0 - start.x0) < 3) return small
  return row.x0 > start.x0 + 2 && row.x0 < start.textX + 2 * row.size
}

/** Headings, dates and ways to reach someone begin lines of their own. */
function isSomethingElse(row: Row, previous: Row, start: Row): boolean {
  if (/^\S+@\S|^(?:https?:|www\.|\+?\d[\d ()/-]{6,}$)/i.test(row.text)) return true
  if (headingKind(row.text) !== null || headingKind(previous.text) !== null) return true
  return looksLikeDate(row.text) && !startsBullet(start)
}

/** The margin at which lines of this block wrap, when wrapped lines prove it; null otherwise. */
function wrapMargin(rows: readonly Row[], row: Row, right: number): number | null {
  const same = rows.filter(
    (other) => Math.abs(other.textX - row.textX) < 3 || Math.abs(other.x0 - row.textX) < 3,
  )
  return provenMargin(same, rows, right) ?? provenMargin(rows, rows, right)
}

function provenMargin(candidates: readonly Row[], rows: readonly Row[], expected: number): number | null {
  const long = candidates.filter((row) => row.cells === 1 && row.text.length > 20)
  if (long.length === 0) return null
  const right = Math.max(...long.map((row) => row.x1))
  const left = Math.min(...long.map((row) => row.x0))
  // Lines that end far from where the page's text ends are short, not wrapped, unless their words say so.
  const isNear = right - left > 0.86 * (expected - left)
  let proofs = 0
  let sure = 0
  for (const row of long) {
    const next = rows[rows.indexOf(row) + 1]
    if (!next || next.cells > 1 || startsBullet(next) || next.y - row.y > 1.75 * row.size) continue
    if (!isFull(row, next, right)) continue
    if (/^\p{Ll}/u.test(next.text)) sure++
    // The widest line proves nothing by itself.
    else if (row.x1 < right - 0.5 || isFull(row, next, expected)) proofs++
  }
  return sure > 0 || (isNear && proofs >= 2) ? right : null
}

/** Whether the first word of the next line would not have fitted. */
function isFull(row: Row, next: Row, margin: number): boolean {
  const perLetter = (row.x1 - row.x0) / Math.max(1, row.text.length)
  const firstWord = /^\S+/.exec(next.text)?.[0] ?? ''
  return row.x1 + (firstWord.length + 1) * perLetter > margin - 0.3 * row.size
}

function median(values: number[]): number {
  return [...values].toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

/** The font size that most letters have. */
export function bodySize(segments: readonly Segment[]): number {
  const letters = new Map<number, number>()
  for (const segment of segments) {
    const key = Math.round(segment.size * 2) / 2
    letters.set(key, (letters.get(key) ?? 0) + segment.text.length)
  }
  return [...letters].toSorted((one, other) => other[1] - one[1])[0]?.[0] ?? 10
}

/** The font that most letters have. */
export function bodyFace(segments: readonly Segment[]): string {
  const letters = new Map<string, number>()
  for (const { face, text } of segments) if (face) letters.set(face, (letters.get(face) ?? 0) + text.length)
  return [...letters].toSorted((one, other) => other[1] - one[1])[0]?.[0] ?? ''
}

/** What a page says about the text on it. */
export interface PageStyle {
  body: number
  face: string
  right: number
}

/**
 * Rows set in below a line that is no heading are the items of a list whose signs are drawn, not written.
 * Rows with a period are heads, and rows below a written sign are the rest of its item.
 */
function drawnItems(rows: readonly Row[]): ReadonlySet<Row> {
  const items = new Set<Row>()
  let above: Row | null = null
  let isBelowHeading = true
  for (const row of rows) {
    const inset = above ? row.x0 - above.x0 : 0
    const isHead =
      row.cells > 1 ||
      startsBullet(row) ||
      headingKind(row.text) !== null ||
      (above !== null && row.size > above.size + 0.6) ||
      findDates(row.text).some((date) => date.range)
    if (above && !isHead && !isBelowHeading && inset >= 8 && inset <= 48) items.add(row)
    else if (!startsBullet(row)) {
      above = row
      isBelowHeading = headingKind(row.text) !== null
    } else above = null
  }
  // Centred lines are set in too, each by itself.
  const isShared = (row: Row) => [...items].some((other) => other !== row && Math.abs(other.x0 - row.x0) < 1)
  return new Set([...items].filter(isShared))
}

/** Turns a block into lines of text: paragraphs unwrapped, columns of a row divided by tabs. */
export function toLines(block: Block, page: PageStyle): TextLine[] {
  const right = Math.min(block.limit, page.right)
  const segmented = unwrapCells(unfoldGrids(hoistMeta(block.rows)), right)
  const rows = segmented.flatMap((segments) => toRow(segments) ?? [])
  const items = drawnItems(rows)
  const gaps = rows.slice(1).map((row, index) => row.y - (rows[index]?.y ?? 0))
  const pitch = median(gaps.filter((gap) => gap > 0))
  const lines: TextLine[] = []
  let start: Row | null = null
  rows.forEach((row, index) => {
    const previous = rows[index - 1]
    const last = lines.at(-1)
    if (
      previous &&
      start &&
      last &&
      continues(row, previous, start, wrapMargin(rows, start, right), last.text.length)
    ) {
      last.text = joinWrapped(last.text, row.text)
      return
    }
    const gap = previous ? row.y - previous.y : 0
    if (previous && (gap > 1.35 * pitch || gap < 0)) lines.push(blank)
    lines.push({
      text: items.has(row) ? `• ${row.text}` : row.text,
      scale: row.size / page.body,
      heading: false,
      strong: row.face !== '' && row.face !== page.face,
    })
    start = row
  })
  return lines
}

export const blank: TextLine = { text: '', scale: 1, heading: false }
