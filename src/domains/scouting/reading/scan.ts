import type { TargetPart, TargetPartKind } from '../schema.ts'

export type Span = [number, number]

/** Stands where something was read: no letter, no space, no punctuation, and one unit long, so that offsets stay. */
export const TAKEN = '\uFFFC'

/** A sentence while it is read: what one reader takes, the next one doesn't see. */
export interface Scan {
  readonly sentence: string
  /** The sentence with what was taken blanked out. */
  rest: string
  readonly parts: TargetPart[]
}

export function createScan(sentence: string): Scan {
  return { sentence, rest: sentence.replaceAll(TAKEN, ' '), parts: [] }
}

/** The text with a stretch of it blanked out. */
export function without(text: string, [start, end]: Span): string {
  return text.slice(0, start) + TAKEN.repeat(end - start) + text.slice(end)
}

export function blank(scan: Scan, span: Span): void {
  scan.rest = without(scan.rest, span)
}

export function take(scan: Scan, kind: TargetPartKind, span: Span): string {
  blank(scan, span)
  const text = scan.sentence.slice(...span)
  scan.parts.push({ kind, text, span })
  return text
}

/** The span without what the pattern matches at its ends. */
export function trimSpan(text: string, [start, end]: Span): Span {
  const slice = text.slice(start, end)
  const lead = slice.length - slice.trimStart().length
  return [start + Math.min(lead, slice.length), start + Math.max(lead, slice.trimEnd().length)]
}
