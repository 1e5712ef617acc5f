import { bulletPattern } from '../parsing/bullets.ts'
import { headingKind, type SectionKind } from '../parsing/headings.ts'
import { looksLikeDate, looksLikePlace } from '../parsing/looks.ts'
import type { Segment } from './layout.ts'

const duration =
  /^\(?(?:\d+\s*(?:years?|yrs?|y|months?|mos?|m|jahre?|monate?|ans|mois|años|meses)\.?\s*)+\)?$/i

const isMeta = (text: string) => looksLikeDate(text) || duration.test(text) || looksLikePlace(text)

/**
 * Dates in a column at the right edge sometimes run beside the first item of an entry instead of beside its
 * head; reads them with the head.
 */
export function hoistMeta(rows: readonly Segment[][]): Segment[][] {
  const result: Segment[][] = []
  let head: Segment[] | null = null
  let distance = 0
  for (const row of rows) {
    distance++
    const meta = head ? metaBesideItem(row, distance) : null
    if (head && meta) {
      head.push(meta)
      result.push(row.slice(0, -1))
      continue
    }
    const copy = [...row]
    // A row right below the head continues it.
    const below = distance <= 1 && head !== null && result.at(-1) !== head
    if (startsHead(row) && !below) [head, distance] = [copy, 0]
    result.push(copy)
  }
  return result
}

const startsItem = (row: readonly Segment[]) =>
  row[0] !== undefined && bulletPattern.test(`${row[0].text.trim()} `)

function startsHead(row: readonly Segment[]): boolean {
  const [first] = row
  return (
    first !== undefined &&
    !startsItem(row) &&
    /^[\p{Lu}\d]/u.test(first.text.trim()) &&
    headingKind(first.text) === null
  )
}

/** The date, place or duration at the right of an item, or of its second line. */
function metaBesideItem(row: readonly Segment[], distance: number): Segment | null {
  const last = row.at(-1)
  const item = startsItem(row)
  const content = item && (row[0]?.text.trim().length ?? 0) <= 2 ? 2 : 1
  if (!last || row.length <= content || !isMeta(last.text.trim())) return null
  return item || (distance > 1 && distance <= 3 && duration.test(last.text.trim())) ? last : null
}

const gridSections = new Set<SectionKind>(['skills', 'certificates', 'interests', 'awards', 'licences'])

/** Left edges that at least two rows share, left to right. */
function sharedEdges(rows: readonly Segment[][]): number[] {
  const edges: { x: number; times: number }[] = []
  for (const segment of rows.flat()) {
    const edge = edges.find(({ x }) => Math.abs(x - segment.x0) <= 4)
    if (edge) edge.times++
    else edges.push({ x: segment.x0, times: 1 })
  }
  return edges
    .filter(({ times }) => times >= 2)
    .map(({ x }) => x)
    .toSorted((one, other) => one - other)
}

/** A table whose first column names what the others list reads across. */
function isLabelled(rows: readonly Segment[][], edges: readonly number[]): boolean {
  const first = rows.flatMap((row) =>
    row[0] && Math.abs(row[0].x0 - (edges[0] ?? 0)) <= 4 ? [row[0].text] : [],
  )
  const others = rows.flatMap((row) => row.slice(1).map((segment) => segment.text))
  return (
    first.some((text) => text.trim().endsWith(':')) ||
    (edges.length === 2 &&
      others.filter((text) => text.includes(',')).length > others.length / 2 &&
      !first.some((text) => text.includes(',')))
  )
}

function asColumns(rows: Segment[][]): Segment[][] {
  const edges = sharedEdges(rows)
  const wide = rows.filter((row) => row.length > 1)
  const bullets = rows.some(
    (row) => row[0] && bulletPattern.test(`${row[0].text.trim()} `) && row[0].text.trim().length <= 2,
  )
  if (
    rows.length < 2 ||
    edges.length < 2 ||
    bullets ||
    wide.length < rows.length / 2 ||
    isLabelled(rows, edges)
  )
    return rows
  return edges.flatMap((x, index) => {
    const next = edges[index + 1] ?? Infinity
    const from = index === 0 ? -Infinity : x - 4
    return rows.flatMap((row) => {
      const cells = row.filter((segment) => segment.x0 >= from && segment.x0 < next - 4)
      return cells.length > 0 ? [cells] : []
    })
  })
}

const isCaps = (text: string) => /\p{Lu}/u.test(text) && text === text.toUpperCase()

/** Whether a line alone is set as the heading above the cards: larger or in capitals and in the same font. */
function isSetLike(line: Segment, heading: Segment): boolean {
  const same = Math.abs(line.size - heading.size) < 0.3 && line.face === heading.face
  return same && Math.abs(line.x0 - heading.x0) < 2 && isCaps(line.text) && isCaps(heading.text)
}

/** Reads cards that stand side by side below "Skills" and the like one after the other. */
export function unfoldGrids(rows: readonly Segment[][]): Segment[][] {
  const result: Segment[][] = []
  let pending: Segment[][] | null = null
  let heading: Segment | undefined
  const flush = () => {
    if (pending) result.push(...asColumns(pending))
    pending = null
  }
  for (const row of rows) {
    const [first] = row
    const kind = row.length === 1 && first ? headingKind(first.text) : null
    if (kind || (pending && heading && first && row.length === 1 && isSetLike(first, heading))) {
      flush()
      result.push(row)
      if (kind && gridSections.has(kind)) pending = []
      heading = first
    } else if (pending) pending.push(row)
    else result.push(row)
  }
  flush()
  return result
}
