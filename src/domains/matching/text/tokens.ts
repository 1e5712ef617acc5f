import type { Span } from '../../resumes/schema.ts'

export interface Token {
  /** As written. */
  raw: string
  /** Lower case, accents folded, plural s dropped: what vocabularies are compared by. */
  norm: string
  start: number
  end: number
}

const WORD = /\.net\b|[\p{L}\p{N}]+(?:['’](?:s|ll|re|ve|d|m|t)\b)?|[+#&]/giu

/** `Élèves` → `eleve`; enough for terms, and it keeps ß and digits. */
export function fold(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['’](?:s|ll|re|ve|d|m|t)$/u, '')
}

/** Folds English plurals so that vocabulary and text meet; deliberately nothing more. */
export function singular(word: string): string {
  if (word.length <= 3 || !word.endsWith('s') || /(?:ss|us|is|ws)$/.test(word)) return word
  return word.endsWith('ies') && word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1)
}

/** German case endings fold, for long words only: "Frequenzumrichtern" meets "Frequenzumrichter". */
export function uninflected(word: string): string {
  return word.length >= 7 ? word.replace(/(?:en|em|es|e|n)$/, '') : word
}

export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(WORD)) {
    const raw = match[0]
    tokens.push({ raw, norm: singular(fold(raw)), start: match.index, end: match.index + raw.length })
  }
  return tokens
}

/** Narrows a span to what lies between its outer spaces, list marks and trailing punctuation. */
export function trimSpan(text: string, [start, end]: Span): Span {
  let from = start
  let to = end
  while (from < to && /[\s\-–—•*·▪◦●○‣,;:.)&/|]/.test(text.charAt(from)) && !/^\.net/i.test(text.slice(from)))
    from++
  while (to > from && /[\s,;:.(\-–—•*|&/]/.test(text.charAt(to - 1))) to--
  return [from, to]
}

export function overlaps(a: Span, b: Span): boolean {
  return a[0] < b[1] && b[0] < a[1]
}
