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
  return !(reference.scale >= 1.1 && style.scale < Math.min(reference.scale - 0.12, 1.08) && !style.caps)
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

/** Neither larger nor in capitals: only its words and its place can make such a line a heading. */
const isPlain = (line: Line) => line.scale <= 1.02 && !isCaps(line.text)

/** "Achievements:" within a job is a label, not a section. */
function isSubheading(reader: Reader, line: Line, kind: SectionKind, current: Section): boolean {
  if (current.kind !== 'work' || !subheadings.has(kind)) return false
  if (line.text.endsWith(':') && !reader.reference?.colon) return true
  return !line.blankBefore && (reader.reference?.blank ?? false) && !line.marked && isPlain(line)
}

/** Names of sections that are something else where they stand: a category of skills, a job without employer. */
function isMisleading(
  reader: Reader,
  line: Line,
  index: number,
  kind: SectionKind,
  current: Section,
): boolean {
  const next = reader.lines[index + 1]
  if (current.kind === 'skills' && kind === 'languages') {
    return !reader.lines.slice(index + 1, index + 4).some((other) => namesLanguage(other.text))
  }
  if (current.kind === 'skills' && kind === 'skills') return !line.blankBefore && isPlain(line)
  // "Freelance" with its dates below is a job, not a section.
  const dated = next && !next.bullet && findDates(next.text).some((mention) => mention.range)
  return current.kind === 'work' && kind === 'work' && Boolean(dated) && isPlain(line)
}

function opens(reader: Reader, line: Line, index: number, current: Section): SectionKind | null {
  const kind = line.bullet === 0 ? headingKind(line.text) : null
  if (!kind || !fitsStyle(line, reader.reference)) return null
  // The document's own name.
  if (index < 3 && /^r[eé]sum[eé]$/i.test(line.text)) return null
  const isOther =
    isSubheading(reader, line, kind, current) || isMisleading(reader, line, index, kind, current)
  return isOther ? null : kind
}

/** Kinds that a person puts on a line of its own wherever there is room. */
const personal = new Set<SectionKind>(['languages', 'interests', 'availability', 'authorization', 'licences'])

/** Within jobs, studies and the like "Skills: …" tells about them; only what is personal begins something new. */
function opensInEntries(kind: SectionKind, line: Line, current: Section): boolean {
  if (line.bullet > 0) return false
  const isWork = current.kind === 'work'
  if (isWork && !line.blankBefore && current.lines.length !== 1) return false
  return personal.has(kind) || (!isWork && kind === 'skills') || (line.blankBefore && kind === 'education')
}

function opensInline(line: Line, current: Section): ReturnType<typeof inlineHeading> {
  const found = inlineHeading(line.bullet > 0 ? tail(line, line.bullet).text : line.text)
  if (!found) return null
  const { kind, contentStart } = found
  if (kind === 'languages' && !namesLanguage(line.text.slice(contentStart))) return null
  if (current.inline) return found
  if (entrySections.has(current.kind) || current.kind === 'summary')
    return opensInEntries(kind, line, current) ? found : null
  if (current.kind === 'skills' || current.kind === 'other')
    return personal.has(kind) || (kind !== 'skills' && line.blankBefore) ? found : null
  return found
}

/** An unknown name of a section: set like the known ones and followed by something that isn't a job. */
function opensOther(reader: Reader, line: Line, index: number, current: Section): boolean {
  const { reference } = reader
  if (!reference || line.bullet > 0 || !line.blankBefore || line.text.length > 45) return false
  if (/[,@\d|\t]/.test(line.text) || isProse(line.text) || titleScore(line.text) > 0) return false
  if (current.kind === 'header' && reader.sections.length === 1 && index < 3) return false
  if (!looksLikeReference(line, reference)) return false
  const following = reader.lines.slice(index + 1, index + 3)
  return !following.some((other) => other.bullet === 0 && findDates(other.text).length > 0)
}

/** Set as the headings that are known: as large, or in capitals where those are. */
function looksLikeReference(line: Line, reference: Style): boolean {
  if (reference.scale >= 1.1) return Math.abs(line.scale - reference.scale) <= 0.04
  return reference.scale <= 1.02 && reference.caps && isCaps(line.text) && line.scale <= 1.1
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
