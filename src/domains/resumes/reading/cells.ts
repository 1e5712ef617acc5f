import { bulletPattern } from '../parsing/bullets.ts'
import { headingKind } from '../parsing/headings.ts'
import { looksLikeDate } from '../parsing/looks.ts'
import { companyForm } from '../parsing/vocabulary.ts'
import { joinWrapped } from './clean-text.ts'
import type { Segment } from './layout.ts'

const isAligned = (one: Segment, other: Segment) => Math.abs(one.x0 - other.x0) < 2

/** Words that can't end a phrase, or begin one: they prove that a cell was wrapped. */
const unfinished =
  /(?:[,&/(–-]|\b(?:and|und|et|y|e|en|of|for|für|de|des|du|der|di|del|della|van|the|zum|zur|im|in|at))$/i
const rest = /^(?:\p{Ll}|[&)(/])/u

function isRest(text: string): boolean {
  return rest.test(text) || companyForm.test((text.split(/[\s,]/)[0] ?? '').trim())
}

/** Whether the first word of `below` would not have fitted into the cell above it. */
function wouldNotFit(cell: Segment, below: Segment, limit: number): boolean {
  const perLetter = (cell.x1 - cell.x0) / Math.max(1, cell.text.length)
  const word = /^\S+/.exec(below.text.trim())?.[0] ?? ''
  return cell.x1 + (word.length + 1) * perLetter > limit - 0.3 * cell.size
}

/** Items, headings, dates and ways to reach someone are no rest of anything. */
const isOwn = (text: string) =>
  /@|^(?:https?:|www\.|\+?\d[\d ()/-]{6,}$)/i.test(text) ||
  bulletPattern.test(`${text} `) ||
  headingKind(text) !== null ||
  looksLikeDate(text)

/** The cell of the row that a segment below it continues; null where it begins something of its own. */
function cellAbove(
  row: Segment[],
  below: Segment,
  last: Map<Segment, number>,
  right: number,
): Segment | null {
  const index = row.findIndex((cell) => isAligned(cell, below))
  const cell = row[index]
  if (!cell || Math.abs(cell.size - below.size) > 0.6 || looksLikeDate(cell.text)) return null
  const pitch = below.y - (last.get(cell) ?? cell.y)
  if (pitch <= 0 || pitch > 1.5 * cell.size) return null
  const text = below.text.trim()
  if (isOwn(text)) return null
  if (unfinished.test(cell.text.trim()) || isRest(text)) return cell
  const next = row[index + 1]
  // At the page's own margin only a long line is surely wrapped.
  const isWide = next !== undefined || cell.text.length >= 40
  return isWide && wouldNotFit(cell, below, next ? next.x0 - 2 : right) ? cell : null
}

/** Joins the lines of wrapped cells: a row below that only goes on in columns of the row above is part of it. */
export function unwrapCells(rows: readonly Segment[][], right: number): Segment[][] {
  const result: Segment[][] = []
  let last = new Map<Segment, number>()
  for (const row of rows) {
    const above = result.at(-1)
    const parts =
      above && above.length > 1 ? row.flatMap((below) => cellAbove(above, below, last, right) ?? []) : []
    const [first] = above ?? []
    if (first && parts.length === row.length && !parts.includes(first)) {
      parts.forEach((cell, index) => {
        const below = row[index]
        if (!cell || !below) return
        cell.text = joinWrapped(cell.text, below.text.trim())
        cell.x1 = below.x1
        last.set(cell, below.y)
      })
      continue
    }
    result.push(row.map((segment) => ({ ...segment })))
    last = new Map()
  }
  return result
}
