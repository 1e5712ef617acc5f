import type { TextLine } from './layout.ts'

/** More than fifty full pages have. */
export const MAX_LINES = 5_000
/** Longer ones are paragraphs of a book: what looks for facts takes time by the square of a line. */
const MAX_LINE = 1_000
/** Longer ones without a blank are no word and no address. Scripts without blanks have other letters. */
const longRun = /[!-~]{300}(?=[!-~])/g

/** Where to cut: at the last blank, else anywhere but within a character. */
function cutOf(text: string): number {
  const blank = text.lastIndexOf(' ', MAX_LINE)
  if (blank > MAX_LINE / 2) return blank
  const isHighSurrogate = (text.charCodeAt(MAX_LINE - 1) & 0xfc00) === 0xd800
  return isHighSurrogate ? MAX_LINE - 1 : MAX_LINE
}

/** A line in pieces of bounded length; every one of a résumé is a piece by itself. */
export function tameLine(line: TextLine): TextLine[] {
  if (line.text.length <= 300) return [line]
  let rest = line.text.replace(longRun, '$& ')
  if (rest.length <= MAX_LINE) return [{ ...line, text: rest }]
  const { startsColumn: _startsColumn, ...further } = line
  const pieces: TextLine[] = []
  while (rest.length > 0) {
    const cut = rest.length > MAX_LINE ? cutOf(rest) : rest.length
    const text = rest.slice(0, cut).trim()
    pieces.push(pieces.length === 0 ? { ...line, text } : { ...further, text, heading: false })
    rest = rest.slice(cut).trimStart()
  }
  return pieces
}
