import type { Span } from '../../resumes/schema.ts'

export interface Sentence {
  /** In the draft. */
  span: Span
  text: string
  /** Sentences of one paragraph share a number. */
  paragraph: number
}

/** A full stop after one of these ends no sentence. */
const ABBREVIATION =
  /(?:^|[\s(“"'/-])(?:mr|mrs|ms|dr|prof|st|sr|jr|inc|ltd|corp|co|no|nos|vs|approx|dept|e\.g|i\.e|etc|est|fig|al|ph|b|m|u\.s|u\.k|bzw|ca|ggf|inkl|z|d|u|nr|str|abt|evtl|mind|max|min|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|dez|okt|mrz|\p{L})\.$/iu

const OPENER = /^\s+(?:I|My|We|At|In|As|There|The|Before|Earlier|Of|From|Among|This|During|That|It|Since)\b/

function isBoundary(line: string, end: number): boolean {
  const before = line.slice(0, end)
  const after = line.slice(end)
  if (!/^["”’')\]]*\s+["“‘'([]*[\p{Lu}\p{Lt}\p{N}]/u.test(after)) return false
  if (/[!?]["”’')\]]*$/.test(before)) return true
  // "1. Januar", "12. March": a numbered day goes on; a sentence that ends in a number is rarer, and joining is safe.
  if (/(?:^|\D)\p{Nd}{1,2}\.$/u.test(before) && /^\s+\p{L}/u.test(after))
    return /^\s+(?:I|My|We|In|At|Ich)\b/.test(after)
  // "… at Acme Inc. I led …": a company's suffix ends a sentence when a plain opener follows.
  if (/\b(?:inc|ltd|co|corp|llc)\.$/i.test(before) && OPENER.test(after)) return true
  return !ABBREVIATION.test(before)
}

function splitLine(line: string, isProtected: (position: number) => boolean): Span[] {
  const spans: Span[] = []
  let start = 0
  for (const match of line.matchAll(/[.!?…]+["”’')\]]*(?=\s)/g)) {
    const stop = match.index + (/^[.!?…]+/.exec(match[0])?.[0].length ?? 1)
    const end = match.index + match[0].length
    if (isProtected(match.index) || !isBoundary(line, stop)) continue
    spans.push([start, end])
    start = end
  }
  spans.push([start, line.length])
  return spans
}

/** Spans of `names` in the text, so that the full stop in "St. Anna" or "Acme Inc." splits nothing. */
function protectedSpans(text: string, names: readonly string[]): Span[] {
  const lower = text.toLowerCase()
  const spans: Span[] = []
  for (const name of names) {
    const needle = name.toLowerCase()
    if (!/[.!?]\s/.test(needle) && !/[.!?]$/.test(needle)) continue
    for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, at + needle.length)) {
      // A final full stop of a name may also end the sentence: only what follows decides.
      spans.push([at, at + needle.length - 1])
    }
  }
  return spans
}

/**
 * Sentences with their exact spans. A line end always ends one. Where it is doubtful whether a full stop
 * ends a sentence the two stay joined: a claim that is too long still covers what it names.
 */
export function splitSentences(text: string, names: readonly string[] = []): Sentence[] {
  const guarded = text.length > 0 ? protectedSpans(text, names) : []
  const sentences: Sentence[] = []
  let paragraph = 0
  for (const match of text.matchAll(/[^\r\n\u2028\u2029]+|(?:\r?\n){2,}/g)) {
    if (/^[\r\n]/.test(match[0])) {
      paragraph += 1
      continue
    }
    const offset = match.index
    const isProtected = (position: number) =>
      guarded.some(([a, b]) => offset + position >= a && offset + position < b)
    for (const [start, end] of splitLine(match[0], isProtected)) {
      const raw = match[0].slice(start, end)
      const trimmed = raw.trim()
      if (!trimmed) continue
      const from = offset + start + raw.indexOf(trimmed)
      sentences.push({ span: [from, from + trimmed.length], text: trimmed, paragraph })
    }
  }
  return sentences
}
