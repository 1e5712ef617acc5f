import { findDates } from './dates.ts'
import { guessHeading } from './guess-heading.ts'
import { headingKind, type SectionKind } from './headings.ts'
import { isProse, type Line } from './lines.ts'
import { organisationScore, titleScore } from './titles.ts'

/** How a document sets its headings. */
export interface Style {
  caps: boolean
  colon: boolean
  scale: number
  blank: boolean
  strong: boolean
}

export const isCaps = (text: string) => /\p{Lu}/u.test(text) && text === text.toUpperCase()

/** Larger, bold or in capitals. */
const isSet = (line: Line) => line.scale >= 1.08 || line.strong || line.marked || isCaps(line.text)

/** How this document sets its headings, told from those that can hardly be anything else. */
export function referenceStyle(lines: readonly Line[]): Style | null {
  const known = lines.filter((line) => line.bullet === 0 && headingKind(line.text) !== null)
  const main = known.filter((line) => ['work', 'education'].includes(headingKind(line.text) ?? ''))
  const set = known.filter(isSet)
  // Where the other headings stand out, a plain "Work experience" is a line of an entry.
  const groups = [main.filter(isSet), set.length > 1 ? set : [], main, known]
  const sure =
    groups.find((group) => group.length > 0) ??
    lines.filter((line) => line.bullet === 0 && isSet(line) && guessName(line) !== null)
  if (sure.length === 0) return null
  return {
    caps: sure.every((line) => isCaps(line.text)),
    colon: sure.every((line) => line.text.endsWith(':')),
    scale: Math.min(...sure.map((line) => line.scale)),
    blank: sure.every((line) => line.blankBefore),
    strong: sure.every((line) => line.strong),
  }
}

/** Whether a line that has the name of a section can be a heading beside the others. */
export function fitsStyle(line: Line, reference: Style | null): boolean {
  if (!reference) return true
  const caps = isCaps(line.text)
  if (reference.caps && !caps && line.scale <= 1.02 && !line.blankBefore) return false
  if (reference.strong && !isSet(line) && !line.blankBefore) return false
  return !(reference.scale >= 1.1 && line.scale < Math.min(reference.scale - 0.12, 1.08) && !caps)
}

/** "What I studied", "Das kann ich": nobody names a firm or a job like that. */
const firstPerson =
  /(?<!\p{L})(?:I|i|ich|je|j['’]ai|ik|my|mein|meine|mes|mon|mis?|mijn|miei?|mie|mio)(?!\p{L})|\bI['’]ve\b/u
const generic =
  /^(?:(?:my|the|and|&|\/|schools?|colleges?|university|universities|education|studies|training|further|higher|secondary|primary|tertiary|schule|hochschule|studium|ausbildung|und)(?:\s+|$))+$/i

/** Which section the words of a line name, where they can't be the name of a firm or a job. */
function guessName(line: Line): SectionKind | null {
  const text = line.text.replace(/:$/, '')
  const kind = guessHeading(text)
  if (!kind || firstPerson.test(text)) return kind
  if (titleScore(text) > 0 || isProse(text)) return null
  return organisationScore(text) > 0 && !generic.test(text) ? null : kind
}

/** Set as the headings that are known: as large, in capitals where those are, bold where those are. */
function looksLike(line: Line, reference: Style): boolean {
  if (reference.scale >= 1.1) return Math.abs(line.scale - reference.scale) <= 0.05
  if (line.scale > 1.3 || (reference.caps && !isCaps(line.text))) return false
  return (reference.strong && line.strong) || (reference.caps && isCaps(line.text)) || line.marked
}

/** Whether headings differ from the bold names of firms and jobs. */
const isDistinct = (reference: Style) => reference.scale >= 1.1 || reference.caps

/** A section that no list of names holds, told by the words of a line that is set as a heading. */
export function opensGuessed(
  lines: readonly Line[],
  index: number,
  reference: Style | null,
  current: string,
): SectionKind | null {
  const line = lines[index]
  if (!line || line.bullet > 0 || index === 0) return null
  const kind = guessName(line)
  if (!kind || !isSetAsHeading(line, reference)) return null
  // Within jobs a bold line may be a label; a dated one below it makes it the name of a firm.
  if (firstPerson.test(line.text) || (reference && isDistinct(reference))) return kind
  const isLabel = current === 'work' && !line.blankBefore && !generic.test(line.text)
  return !isLabel && standsAbove(kind, current, lines.slice(index + 1, index + 3)) ? kind : null
}

function standsAbove(kind: SectionKind, current: string, following: readonly Line[]): boolean {
  const mayBeDated = kind === 'education' || (kind === 'work' && current !== 'work')
  return mayBeDated || !isDated(following)
}

function isSetAsHeading(line: Line, reference: Style | null): boolean {
  const own = firstPerson.test(line.text)
  if (line.text.endsWith(':') && !reference?.colon && !own) return false
  if (reference && looksLike(line, reference)) return true
  return own && line.blankBefore && !isProse(line.text) && (!reference || !isSet(line))
}

const isDated = (lines: readonly Line[]) =>
  lines.some((line) => line.bullet === 0 && findDates(line.text).some((date) => date.range || date.open))

/** Whether a line is set like a heading, whatever it says. */
export function namesUnknown(line: Line, reference: Style | null): boolean {
  if (!reference || line.bullet > 0 || line.text.length > 45) return false
  if (/[,@\d|\t]/.test(line.text) || isProse(line.text) || titleScore(line.text) > 0) return false
  if (reference.scale >= 1.1) return line.blankBefore && Math.abs(line.scale - reference.scale) <= 0.04
  const caps = reference.caps && isCaps(line.text) && line.scale <= 1.1
  return reference.scale <= 1.02 && caps && (line.blankBefore || (reference.strong && line.strong))
}
