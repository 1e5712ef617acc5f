import { FACT_MAX_LENGTH, type FactKind, type ParsedFact } from '../schema.ts'

/** A stretch of the source text. */
export interface Slice {
  start: number
  end: number
}

/** Collects facts; every one is a slice of the source, at most 300 characters long. */
export class FactBook {
  readonly text: string
  readonly facts: ParsedFact[] = []
  private readonly counters = new Map<string, number>()

  constructor(text: string) {
    this.text = text
  }

  /** The next free index of a JSON Resume list. */
  next(list: string): number {
    const index = this.counters.get(list) ?? 0
    this.counters.set(list, index + 1)
    return index
  }

  slice(slice: Slice): string {
    return this.text.slice(slice.start, slice.end)
  }

  /** Narrows a slice to what isn't blank. */
  trim({ start, end }: Slice, edge = /[\s]/u): Slice {
    let [from, to] = [start, end]
    while (from < to && edge.test(this.text[from] ?? '')) from++
    while (to > from && edge.test(this.text[to - 1] ?? '')) to--
    return { start: from, end: to }
  }

  /** Adds one fact; false when nothing is left of the slice or it is too long for a fact. */
  add(kind: FactKind, slice: Slice, path: string, value: string | null = null): boolean {
    const { start, end } = this.trim(slice)
    if (end <= start || end - start > FACT_MAX_LENGTH) return false
    this.facts.push({ kind, text: this.text.slice(start, end), span: [start, end], path, value })
    return true
  }

  /** Adds a text of any length, cut at the ends of sentences where it is too long for one fact. */
  addText(kind: FactKind, slice: Slice, path: string): boolean {
    const pieces = this.pieces(this.trim(slice))
    for (const piece of pieces) this.add(kind, piece, path)
    return pieces.length > 0
  }

  private pieces({ start, end }: Slice): Slice[] {
    const pieces: Slice[] = []
    let from = start
    while (end - from > FACT_MAX_LENGTH) {
      const room = this.text.slice(from, from + FACT_MAX_LENGTH)
      const cut =
        lastMatch(room, /[.!?;:](?=\s)/g) ??
        lastMatch(room, /,(?=\s)/g) ??
        lastMatch(room, /\S(?=\s)/g) ??
        safeCut(room)
      pieces.push({ start: from, end: from + cut })
      from = this.trim({ start: from + cut, end }).start
    }
    if (from < end) pieces.push({ start: from, end })
    return pieces
  }
}

/** Where the last match ends, when that is not too near the beginning. */
function lastMatch(text: string, pattern: RegExp): number | null {
  let last: number | null = null
  for (const match of text.matchAll(pattern)) last = match.index + match[0].length
  return last !== null && last > 80 ? last : null
}

/** The whole length, unless that would cut a surrogate pair. */
function safeCut(text: string): number {
  const code = text.charCodeAt(text.length - 1)
  return code >= 0xd800 && code <= 0xdbff ? text.length - 1 : text.length
}
