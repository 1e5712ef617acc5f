import type { Segment } from './layout.ts'

/** A text item as pdf.js gives it: what was drawn, its matrix and width in points. */
export interface PdfItem {
  str: string
  transform: number[]
  width: number
  fontName?: string
}

interface Glyphs extends Segment {
  breakBefore: boolean
}

const isIcon = (text: string) =>
  /^[\s\uE000-\uF8FF]*[\uE000-\uF0A6\uF0A8-\uF8FF][\s\uE000-\uF8FF]*$/.test(text)

function place(item: PdfItem, pageTop: number, pageHeight: number): Glyphs | null {
  const [a = 0, b = 0, , d = 0, x = 0, y = 0] = item.transform
  if (Math.abs(b) > Math.abs(a) * 0.2) return null // turned text is decoration
  const size = Math.abs(d) || Math.abs(a)
  return {
    text: item.str,
    x0: x,
    x1: x + item.width,
    y: pageTop + pageHeight - y,
    size,
    face: item.fontName ?? '',
    breakBefore: false,
  }
}

/** Groups what lies on one baseline, top to bottom, each row from left to right. */
export function groupRows<T extends Segment>(segments: readonly T[]): T[][] {
  const sorted = segments.toSorted((one, other) => one.y - other.y || one.x0 - other.x0)
  const rows: T[][] = []
  for (const segment of sorted) {
    const row = rows.at(-1)
    const anchor = row?.[0]
    if (row && anchor && segment.y - anchor.y <= 0.42 * Math.min(anchor.size, segment.size)) row.push(segment)
    else rows.push([segment])
  }
  for (const row of rows) row.sort((one, other) => one.x0 - other.x0)
  return rows
}

function withoutDoubles(row: Glyphs[]): Glyphs[] {
  // Poor man's bold: the same text drawn again a hair to the side.
  return row.filter(
    (glyphs, index) =>
      !row
        .slice(Math.max(0, index - 3), index)
        .some((other) => other.text === glyphs.text && Math.abs(other.x0 - glyphs.x0) < 1.5),
  )
}

/** Marks word gaps in letter-spaced text by two blanks, which cleanText tells from the gaps of letters. */
function spaceLetters(row: Glyphs[]): Glyphs[] {
  const letters = row.filter((glyphs) => glyphs.text.trim())
  if (letters.length < 4 || !letters.every((glyphs) => [...glyphs.text.trim()].length === 1)) return row
  const gaps = letters.slice(1).map((glyphs, index) => glyphs.x0 - (letters[index]?.x1 ?? 0))
  const typical = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0
  const first = letters[0]
  if (!first || typical < 0.08 * first.size) return row
  let text = first.text.trim()
  letters.slice(1).forEach((glyphs, index) => {
    const wide = (gaps[index] ?? 0) > Math.max(typical * 1.8, 0.3 * glyphs.size)
    text += (wide ? '  ' : ' ') + glyphs.text.trim()
  })
  return [{ ...first, text, x1: letters.at(-1)?.x1 ?? first.x1 }]
}

const isLetterSpaced = (text: string) => /^(?:\S )*\S$/u.test(text.replace(/ {2,}/g, ' ').trim())

/**
 * Left edges at which rows begin, or words after a wide gap, again and again: the columns of a table. A gap
 * before one of them divides cells though it is hardly wider than a blank.
 */
function columnEdges(rows: readonly Glyphs[][]): ReadonlySet<number> {
  const times = new Map<number, number>()
  for (const row of rows) {
    let end: number | null = null
    for (const glyphs of row) {
      if (!glyphs.text.trim()) continue
      const key = Math.round(glyphs.x0)
      if (end === null || glyphs.x0 - end > 1.2 * glyphs.size) times.set(key, (times.get(key) ?? 0) + 1)
      end = glyphs.x1
    }
  }
  return new Set([...times].flatMap(([key, count]) => (count >= 3 ? [key] : [])))
}

const isAtEdge = (x: number, edges: ReadonlySet<number>) =>
  edges.has(Math.round(x - 0.3)) || edges.has(Math.round(x + 0.3))

function append(last: Segment, glyphs: Glyphs, spaced: boolean): void {
  const between = isLetterSpaced(last.text) && isLetterSpaced(glyphs.text) ? '  ' : ' '
  const gap = spaced && !/\s$/.test(last.text) && !/^\s/.test(glyphs.text)
  last.text += gap ? between + glyphs.text : glyphs.text
  last.x1 = Math.max(last.x1, glyphs.x1)
  last.size = Math.max(last.size, glyphs.size)
  if (last.face !== glyphs.face) last.face = ''
}

function mergeRow(row: Glyphs[], edges: ReadonlySet<number>): Segment[] {
  const segments: Segment[] = []
  let pendingSpace = false
  let pendingBreak = false
  for (const glyphs of spaceLetters(withoutDoubles(row))) {
    if (isIcon(glyphs.text)) {
      pendingBreak = true
      continue
    }
    if (!glyphs.text.trim()) {
      pendingSpace = true
      continue
    }
    const last = segments.at(-1)
    const gap = last ? glyphs.x0 - last.x1 : 0
    const isCell = gap > 0.5 * glyphs.size && isAtEdge(glyphs.x0, edges)
    if (!last || pendingBreak || isCell || gap > 1.2 * glyphs.size) segments.push({ ...glyphs })
    else append(last, glyphs, pendingSpace || gap > 0.14 * glyphs.size)
    pendingSpace = false
    pendingBreak = false
  }
  return segments
}

/** One page's items as segments: phrases without a wide gap inside. */
export function toSegments(items: readonly PdfItem[], pageTop: number, pageHeight: number): Segment[] {
  const placed = items.flatMap((item) => {
    const glyphs = item.str ? place(item, pageTop, pageHeight) : null
    return glyphs && glyphs.size > 1 ? [glyphs] : []
  })
  const rows = groupRows(placed)
  const edges = columnEdges(rows)
  return rows.flatMap((row) => mergeRow(row, edges))
}
