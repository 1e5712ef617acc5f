import type { LineMark } from '../extract-text.ts'
import { bulletLength } from './bullets.ts'

/** A line of the text with its place in the source; `text` has no blanks around it. */
export interface Line {
  start: number
  end: number
  text: string
  /** Characters of the list sign at the start, 0 where there is none. */
  bullet: number
  blankBefore: boolean
  scale: number
  marked: boolean
  startsColumn: boolean
  /** Bold, or in another font than the body. */
  strong: boolean
}

/** The non-blank lines of a text. */
export function toLines(text: string, marks: readonly LineMark[] = []): Line[] {
  const byLine = new Map(marks.map((mark) => [mark.line, mark]))
  const lines: Line[] = []
  let offset = 0
  let blankBefore = true
  let startsColumn = false
  text.split('\n').forEach((raw, number) => {
    const lead = raw.length - raw.trimStart().length
    const trimmed = raw.trim()
    startsColumn ||= byLine.get(number)?.startsColumn ?? false
    if (trimmed) {
      const start = offset + lead
      const mark = byLine.get(number)
      lines.push({
        start,
        end: start + trimmed.length,
        text: trimmed,
        bullet: bulletLength(trimmed),
        blankBefore,
        scale: mark?.scale ?? 1,
        marked: mark?.heading ?? false,
        startsColumn,
        strong: mark?.strong ?? false,
      })
    }
    blankBefore = !trimmed
    if (trimmed) startsColumn = false
    offset += raw.length + 1
  })
  return lines
}

/** The rest of a line from `offset` on, as a line of its own. */
export function tail(line: Line, offset: number): Line {
  const rest = line.text.slice(offset)
  const lead = rest.length - rest.trimStart().length
  const text = rest.trim()
  const start = line.start + offset + lead
  return { ...line, start, end: start + text.length, text, bullet: bulletLength(text) }
}

/** A line without its list sign. */
export function withoutBullet(line: Line): Line {
  return line.bullet > 0 ? tail(line, line.bullet) : line
}

const connectors = new Set(
  'of and the in at for to a an de la le du des und der die das für von y el los e di del et en van voor with & - – —'.split(
    ' ',
  ),
)

/** Running text, as opposed to a name, a title or a list of short things. */
export function isProse(text: string): boolean {
  const words = text.split(/\s+/).filter((word) => /\p{L}/u.test(word))
  if (words.length < 5) return false
  if (
    /[.!?]$/.test(text) &&
    words.length >= 7 &&
    !/\b(?:inc|ltd|co|corp|etc|b\.sc|m\.sc|\p{L})\.$/iu.test(text)
  )
    return true
  const meaning = words.filter((word) => !connectors.has(word.toLowerCase()))
  const small = meaning.filter((word) => /^\p{Ll}/u.test(word))
  return (
    (meaning.length >= 6 && small.length / meaning.length >= 0.5) ||
    (meaning.length >= 5 && small.length / meaning.length >= 0.7)
  )
}
