import { findDates } from './dates.ts'
import { headingKind, inlineHeading, type SectionKind } from './headings.ts'
import { isProse, tail, type Line } from './lines.ts'
import { namesLanguage } from './language-names.ts'
import { titleScore } from './titles.ts'

export interface Section {
  /** `header` before the first heading and where a column begins without one; `other` for unknown names. */
  kind: SectionKind | 'header' | 'other'
  title: string
  lines: Line[]
  /** True where name and content began on one line. */
  inline: boolean
}

interface Style {
  caps: boolean
  colon: boolean
  scale: number
  blank: boolean
}

const isCaps = (text: string) => /\p{Lu}/u.test(text) && text === text.toUpperCase()
const styleOf = (line: Line): Style => ({
  caps: isCaps(line.text),
  colon: line.text.endsWith(':'),
  scale: line.scale,
  blank: line.blankBefore,
})

/** How this document sets its headings, told from those that can hardly be anything else. */
function referenceStyle(lines: readonly Line[]): Style | null {
  const sure = lines.filter((line) => {
    const kind = line.bullet === 0 ? headingKind(line.text) : null
    return kind === 'work' || kind === 'education'
  })
  if (sure.length === 0) return null
  return {
    caps: sure.every((line) => isCaps(line.text)),
    colon: sure.every((line) => line.text.endsWith(':')),
    scale: Math.min(...sure.map((line) => line.scale)),
    blank: sure.every((line) => line.blankBefore),
  }
}

function fitsStyle(line: Line, reference: Style | null): boolean {
  if (!reference) return true
  const style = styleOf(line)
  if (reference.caps && !style.caps && style.scale <= 1.02 && !line.blankBefore) return false
  return !(reference.scale >= 1.1 && style.scale < reference.scale - 0.12 && !style.caps)
}

const entrySections = new Set(['work', 'projects', 'volunteer', 'education'])
/** What these say needs the name before the colon. */
const wholeLine = new Set<SectionKind>(['authorization', 'availability', 'licences'])
const subheadings = new Set(['awards', 'summary', 'skills', 'projects', 'certificates'])

interface Reader {
  lines: readonly Line[]
  reference: Style | null
  sections: Section[]
}

function opens(reader: Reader, line: Line, index: number, current: Section): SectionKind | null {
  if (line.bullet > 0) return null
  const kind = headingKind(line.text)
  if (!kind || !fitsStyle(line, reader.reference)) return null
  // The document's own name.
  if (index < 3 && /^r[eé]sum[eé]$/i.test(line.text)) return null
  const next = reader.lines[index + 1]
  if (current.kind === 'work' && subheadings.has(kind)) {
    const colon = line.text.endsWith(':') && !reader.reference?.colon
    if (
      colon ||
      (!line.blankBefore &&
        reader.reference?.blank &&
        !line.marked &&
        line.scale <= 1.02 &&
        !isCaps(line.text))
    )
      return null
  }
  if (current.kind === 'skills' && kind === 'languages') {
    const content = reader.lines.slice(index + 1, index + 4).map((other) => other.text)
    if (!content.some((text) => namesLanguage(text))) return null
  }
  if (
    current.kind === 'skills' &&
    kind === 'skills' &&
    !line.blankBefore &&
    line.scale <= 1.02 &&
    !isCaps(line.text)
  )
    return null
  // "Freelance" with its dates below is a job, not a section.
  const dated = next && !next.bullet && findDates(next.text).some((mention) => mention.range)
  if (current.kind === 'work' && kind === 'work' && dated && line.scale <= 1.02 && !isCaps(line.text))
    return null
  return kind
}

function opensInline(line: Line, current: Section): ReturnType<typeof inlineHeading> {
  const found = inlineHeading(line.bullet > 0 ? tail(line, line.bullet).text : line.text)
  if (!found) return null
  const content = line.text.slice(found.contentStart)
  if (found.kind === 'languages' && !namesLanguage(content)) return null
  if (current.inline) return found
  const personal = ['languages', 'interests', 'availability', 'authorization', 'licences']
  if (entrySections.has(current.kind) || current.kind === 'summary') {
    const allowed =
      personal.includes(found.kind) ||
      (current.kind !== 'work' && found.kind === 'skills') ||
      (line.blankBefore && found.kind === 'education')
    return allowed &&
      (line.blankBefore || current.lines.length === 1 || current.kind !== 'work') &&
      line.bullet === 0
      ? found
      : null
  }
  if (current.kind === 'skills' || current.kind === 'other')
    return personal.includes(found.kind) || (found.kind !== 'skills' && line.blankBefore) ? found : null
  return found
}

/** An unknown name of a section: set like the known ones and followed by something that isn't a job. */
function opensOther(reader: Reader, line: Line, index: number, current: Section): boolean {
  const { reference } = reader
  if (line.bullet > 0 || line.text.length > 45 || /[,@\d|\t]/.test(line.text) || isProse(line.text))
    return false
  if (current.kind === 'header' && reader.sections.length === 1 && index < 3) return false
  if (!reference || !line.blankBefore || titleScore(line.text) > 0) return false
  const big = reference.scale >= 1.1 && Math.abs(line.scale - reference.scale) <= 0.04
  const caps = reference.scale <= 1.02 && reference.caps && isCaps(line.text) && line.scale <= 1.1
  if (!big && !caps) return false
  const following = reader.lines.slice(index + 1, index + 3)
  return !following.some((other) => other.bullet === 0 && findDates(other.text).length > 0)
}

/** Cuts a résumé into its sections. */
export function toSections(lines: readonly Line[]): Section[] {
  const reader: Reader = {
    lines,
    reference: referenceStyle(lines),
    sections: [{ kind: 'header', title: '', lines: [], inline: false }],
  }
  const open = (kind: Section['kind'], title: string, content: Line[] = [], inlined = false) => {
    reader.sections.push({ kind, title, lines: content, inline: inlined })
  }
  lines.forEach((line, index) => {
    const current = reader.sections.at(-1)
    if (!current) return
    const kind = opens(reader, line, index, current)
    if (kind) return open(kind, line.text)
    const inline = opensInline(line, current)
    if (inline) {
      const bare = line.bullet > 0 ? tail(line, line.bullet) : line
      return open(
        inline.kind,
        bare.text.slice(0, inline.contentStart),
        [wholeLine.has(inline.kind) ? bare : tail(bare, inline.contentStart)],
        true,
      )
    }
    if (opensOther(reader, line, index, current)) return open('other', line.text)
    if (line.startsColumn && current.kind !== 'header') return open('header', '', [line])
    current.lines.push(line)
  })
  return reader.sections
}
