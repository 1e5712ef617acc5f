import { EXCERPT_LENGTH } from './schema.ts'

/** The beginning of a letter in one line, cut between words. */
export function excerptOf(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  if (line.length <= EXCERPT_LENGTH) return line
  const cut = line.slice(0, EXCERPT_LENGTH)
  const end = cut.lastIndexOf(' ')
  // Writing without spaces is cut between characters.
  return `${(end > EXCERPT_LENGTH / 2 ? cut.slice(0, end) : cut).toWellFormed().replace(/\uFFFD$/u, '')}…`
}
