/** [start, end) in UTF-16 characters. */
export type TextSpan = readonly [number, number]

export interface Mark {
  id: string
  span: TextSpan
}

/** A stretch of the text that the same marks cover. */
export interface Segment {
  start: number
  text: string
  /** Every mark over it, the widest first and so the innermost last; none for plain text. */
  ids: readonly string[]
}

/**
 * Cuts a text at the ends of its marks: the segments, joined, are the text again. Marks may overlap, nest and
 * touch; what lies outside the text or covers nothing is left out. No cut goes through a character's surrogate pair.
 */
export function markSpans(text: string, marks: readonly Mark[]): Segment[] {
  const widest = marks
    .map(({ id, span }) => ({ id, span: fit(text, span) }))
    .filter(({ span: [start, end] }) => start < end)
    .toSorted((a, b) => length(b.span) - length(a.span) || a.span[0] - b.span[0])
  const cuts = [...new Set([0, text.length, ...widest.flatMap(({ span }) => span)])].toSorted((a, b) => a - b)
  const opening = Map.groupBy(widest, ({ span }) => span[0])
  const order = new Map(widest.map((mark, index) => [mark, index]))
  const segments: Segment[] = []
  let open: typeof widest = []
  for (const [index, start] of cuts.entries()) {
    const end = cuts[index + 1]
    if (end === undefined) break
    open = [...open.filter(({ span }) => span[1] > start), ...(opening.get(start) ?? [])].toSorted(
      (a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0),
    )
    segments.push({ start, text: text.slice(start, end), ids: open.map(({ id }) => id) })
  }
  return segments
}

function length([start, end]: TextSpan): number {
  return end - start
}

/** Within the text, and around whole characters. */
function fit(text: string, [start, end]: TextSpan): TextSpan {
  const from = Math.min(Math.max(start, 0), text.length)
  const to = Math.min(Math.max(end, 0), text.length)
  return [inPair(text, from) ? from - 1 : from, inPair(text, to) ? to + 1 : to]
}

function inPair(text: string, at: number): boolean {
  return at > 0 && isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at))
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}
