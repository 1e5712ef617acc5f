import { looksLikeDate, looksLikePlace } from '../parsing/looks.ts'
import { findDates } from '../parsing/dates.ts'
import { guessHeading } from '../parsing/guess-heading.ts'
import { titleScore } from '../parsing/titles.ts'
import { headingKind } from '../parsing/headings.ts'
import type { Segment } from './layout.ts'
import { groupRows } from './pdf-segments.ts'

/** A stretch to read line by line, or labels in the margin beside what they label. */
export interface Block {
  rows: Segment[][]
  /** True where reading jumps to another column: what follows doesn't continue what came before. */
  startsColumn: boolean
  /** Where the next column begins; Infinity where nothing stands at the right. */
  limit: number
}

type Mode = 'columns' | 'labels' | 'none'
interface Split {
  mode: Mode
  x: number
  from: number
  to: number
  weight: number
}

const GUTTER = 7
const count = (segments: readonly Segment[], test: (text: string) => boolean) =>
  segments.filter((segment) => test(segment.text)).length
const countIn = (segments: readonly Segment[], chosen: ReadonlySet<Segment>) =>
  segments.filter((segment) => chosen.has(segment)).length

const isCaps = (text: string) => text === text.toUpperCase()
const isHeading = (text: string) => headingKind(text) !== null

const styleOf = (segment: Segment) => `${segment.face}|${Math.round(segment.size * 2)}`

/** Segments that open a section: by name, or by what they say where they are set like those with a name. */
function findHeadings(segments: readonly Segment[]): ReadonlySet<Segment> {
  const letters = new Map<string, number>()
  for (const segment of segments)
    letters.set(styleOf(segment), (letters.get(styleOf(segment)) ?? 0) + segment.text.length)
  const body = [...letters].toSorted((one, other) => other[1] - one[1])[0]?.[0]
  const named = segments.filter((segment) => isHeading(segment.text))
  const styles = new Set(named.map(styleOf))
  const inCaps = named.every((segment) => isCaps(segment.text))
  const guessed = segments.filter(
    (segment) =>
      styleOf(segment) !== body &&
      styles.has(styleOf(segment)) &&
      (!inCaps || isCaps(segment.text)) &&
      titleScore(segment.text) <= 0 &&
      guessHeading(segment.text) !== null,
  )
  return new Set([...named, ...guessed])
}

/** The share of the emptier side's rows that lie on a baseline of the other side. */
function alignment(left: Segment[], right: Segment[]): number {
  const [few, many] = left.length <= right.length ? [left, right] : [right, left]
  const aligned = few.filter((segment) => many.some((other) => Math.abs(other.y - segment.y) <= 1.5)).length
  return few.length === 0 ? 0 : aligned / few.length
}

const isMeta = (text: string) => looksLikeDate(text) || looksLikePlace(text)
const width = (side: Segment[]) => Math.max(...side.map((s) => s.x1)) - Math.min(...side.map((s) => s.x0))
const letters = (side: Segment[]) => side.reduce((sum, s) => sum + s.text.length, 0)

function judge(left: Segment[], right: Segment[], rows: Segment[][], headings: ReadonlySet<Segment>): Mode {
  if (left.length < 3 || right.length < 3 || count(right, isMeta) / right.length >= 0.55) return 'none'
  const [headLeft, headRight] = [countIn(left, headings), countIn(right, headings)]
  if (headRight === 0 && areLabels(left, right, headLeft)) return 'labels'
  if (headLeft > 0 && headRight > 0) return 'columns'
  if (alignment(left, right) >= 0.7) return 'none'
  // Headings at the left alone stand above cards or a table, not beside a column.
  if (headLeft > 0 && right.length < 1.5 * left.length) return 'none'
  if (headLeft + headRight > 0) return 'columns'
  return left.length >= 5 && right.length >= 5 && rows.length >= 8 ? 'columns' : 'none'
}

/** A narrow margin of dates or headings beside what they belong to. */
function areLabels(left: Segment[], right: Segment[], headings: number): boolean {
  const flushRight = headings > 0 && endsTogether(left)
  const share = flushRight ? 0.9 : 0.4
  const narrow = width(left) < (share + 0.2) * width(right) && letters(left) < share * letters(right)
  const labels = (headings + count(left, isMeta)) / left.length
  return narrow && (flushRight || labels >= (headings > 0 ? 0.6 : 0.4))
}

/** Set flush right, against what it labels. */
function endsTogether(side: Segment[]): boolean {
  const edge = Math.max(...side.map((segment) => segment.x1))
  const starts = new Set(side.map((segment) => Math.round(segment.x0 / 4)))
  return starts.size > 2 && side.every((segment) => edge - segment.x1 < 3)
}

function bestRun(rows: Segment[][], x: number, headings: ReadonlySet<Segment>): Split | null {
  let best: Split | null = null
  let from = 0
  const close = (to: number) => {
    const run = rows.slice(from, to).flat()
    const [left, right] = [run.filter((s) => s.x0 < x - 2), run.filter((s) => s.x0 >= x - 2)]
    const mode = judge(left, right, rows.slice(from, to), headings)
    const weight = Math.min(left.length, right.length) * 3 + run.length
    if (mode !== 'none' && (!best || weight > best.weight)) best = { mode, x, from, to, weight }
  }
  rows.forEach((row, index) => {
    if (!row.some((segment) => segment.x0 < x - 2 && segment.x1 > x - GUTTER)) return
    close(index)
    from = index + 1
  })
  close(rows.length)
  return best
}

function findSplit(rows: Segment[][], headings: ReadonlySet<Segment>): Split | null {
  const edges = new Map<number, number>()
  for (const segment of rows.flat()) {
    const key = Math.round(segment.x0 / 3)
    edges.set(key, (edges.get(key) ?? 0) + 1)
  }
  const leftmost = Math.min(...edges.keys())
  let best: Split | null = null
  for (const [key, times] of edges) {
    if (times + (edges.get(key + 1) ?? 0) < 3 || key <= leftmost + 8) continue
    const split = bestRun(rows, key * 3 - 1.5, headings)
    if (split && (!best || split.weight > best.weight)) best = split
  }
  return best
}

/** The lines of the margin as labels: "March 2019 –" and "Present" below it are one. */
function groupLabels(rows: Segment[][]): Segment[][] {
  const labels: Segment[][] = []
  for (const row of rows) {
    const label = labels.at(-1)
    const [previous, first] = [label?.at(-1), row[0]]
    if (label && previous && first && belongsTo(first, previous)) label.push(...row)
    else labels.push([...row])
  }
  return labels
}

function belongsTo(segment: Segment, previous: Segment): boolean {
  if (segment.y - previous.y >= 1.5 * previous.size) return false
  const both = `${previous.text.trim()} ${segment.text.trim()}`
  const named = isHeading(both) || (isHeading(previous.text) && isCaps(both) && guessHeading(both) !== null)
  if (!/\d/.test(both) && named) return true
  if (isHeading(segment.text) || isHeading(previous.text)) return false
  const isPeriod = (text: string) => findDates(text).some((date) => date.range)
  if (isPeriod(both) && !isPeriod(previous.text)) return true
  const twoDates = looksLikeDate(previous.text) && looksLikeDate(segment.text)
  return !twoDates || /[-–—]\s*$/.test(previous.text)
}

/** On the same line, and no heading of what stands there. */
function isBeside(label: Segment, other: Segment | undefined): boolean {
  if (!other || Math.abs(other.y - label.y) > 0.5 * label.size) return false
  return !isHeading(label.text) || (label.face === other.face && !isCaps(label.text))
}

/** Puts each margin label before the rows that it stands beside. */
function mergeLabels(segments: Segment[], x: number): Segment[][] {
  const right = groupRows(segments.filter((s) => s.x0 >= x - 2))
  const out: Segment[][] = []
  let next = 0
  for (const label of groupLabels(groupRows(segments.filter((s) => s.x0 < x - 2)))) {
    const [first] = label
    if (!first) continue
    while (next < right.length && (right[next]?.[0]?.y ?? 0) < first.y - 0.5 * first.size)
      out.push(right[next++] ?? [])
    const joined = { ...first, text: label.map((segment) => segment.text.trim()).join(' ') }
    const beside = right[next]
    if (beside && isBeside(joined, beside[0])) {
      out.push([joined, ...beside])
      next++
    } else out.push([joined])
  }
  return [...out, ...right.slice(next)]
}

const largest = (segments: Segment[]) => Math.max(0, ...segments.map((segment) => segment.size))

/** Reading order of a page or of a part of it: splits at the widest run of an empty gutter, again and again. */
export function readingOrder(segments: readonly Segment[]): Block[] {
  return order(segments, findHeadings(segments), 0, Infinity)
}

function order(
  segments: readonly Segment[],
  headings: ReadonlySet<Segment>,
  depth: number,
  limit: number,
): Block[] {
  if (segments.length === 0) return []
  const rows = groupRows(segments)
  const split = depth < 4 ? findSplit(rows, headings) : null
  if (!split) return [{ rows, startsColumn: false, limit }]
  const within = rows.slice(split.from, split.to).flat()
  const before = order(rows.slice(0, split.from).flat(), headings, depth + 1, limit)
  const after = order(rows.slice(split.to).flat(), headings, depth + 1, limit)
  if (split.mode === 'labels') {
    return [...before, { rows: mergeLabels(within, split.x), startsColumn: false, limit }, ...after]
  }
  const left = within.filter((s) => s.x0 < split.x - 2)
  const right = within.filter((s) => s.x0 >= split.x - 2)
  // The column that holds the person's name comes first.
  const sides = largest(right) > largest(left) * 1.15 && split.from === 0 ? [right, left] : [left, right]
  return [
    ...before,
    ...sides.flatMap((side) =>
      startColumn(order(side, headings, depth + 1, side === left ? split.x - GUTTER : limit)),
    ),
    ...startColumn(after),
  ]
}

function startColumn(blocks: Block[]): Block[] {
  return blocks.map((block, index) => (index === 0 ? { ...block, startsColumn: true } : block))
}
