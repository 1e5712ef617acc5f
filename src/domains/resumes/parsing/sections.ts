import { findDates } from './dates.ts'
import { headingKind, inlineHeading, type SectionKind } from './headings.ts'
import { fitsStyle, isCaps, namesUnknown, opensGuessed, referenceStyle, type Style } from './heading-style.ts'
import { tail, type Line } from './lines.ts'
import { looksLikePlace } from './looks.ts'
import { namesLanguage } from './language-names.ts'

export interface Section {
  /** `header` before the first heading and where a column begins without one; `other` for unknown names. */
  kind: SectionKind | 'header' | 'other'
  title: string
  lines: Line[]
  /** True where name and content began on one line. */
  inline: boolean
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

/** Bold and alone outside of jobs: a heading though others are larger, as in a sidebar. */
const isSetApart = (line: Line, current: Section) => line.strong && !entrySections.has(current.kind)

function opens(reader: Reader, line: Line, index: number, current: Section): SectionKind | null {
  const kind = line.bullet === 0 ? headingKind(line.text) : null
  if (!kind || !(fitsStyle(line, reader.reference) || isSetApart(line, current))) return null
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

/** "Languages: Go, Rust", "Technical University<tab>Pittsburgh, PA": the content says it is no heading. */
const contradicts = (kind: SectionKind, content: string) =>
  (kind === 'languages' && !namesLanguage(content)) || (kind === 'education' && looksLikePlace(content))

function opensInline(line: Line, current: Section): ReturnType<typeof inlineHeading> {
  const found = inlineHeading(line.bullet > 0 ? tail(line, line.bullet).text : line.text)
  if (!found) return null
  const { kind, contentStart } = found
  if (contradicts(kind, line.text.slice(contentStart))) return null
  if (current.inline) return found
  if (entrySections.has(current.kind) || current.kind === 'summary')
    return opensInEntries(kind, line, current) ? found : null
  if (current.kind === 'skills' || current.kind === 'other')
    return personal.has(kind) || (kind !== 'skills' && line.blankBefore) ? found : null
  return found
}

/** An unknown name of a section: set like the known ones and followed by something that isn't a job. */
function opensOther(reader: Reader, line: Line, index: number, current: Section): boolean {
  if (current.kind === 'header' && reader.sections.length === 1 && index < 3) return false
  if (!namesUnknown(line, reader.reference)) return false
  const following = reader.lines.slice(index + 1, index + 3)
  return !following.some((other) => other.bullet === 0 && findDates(other.text).length > 0)
}

const columnName =
  /^(?:s\.? ?no\.?|#|no\.?|year(?: of (?:passing|completion|graduation))?|years?|passing year|period|duration|dates?|from|to|from\s*[-–]\s*to|company|company name|employer|organi[sz]ation|name of (?:the )?(?:organi[sz]ation|company|institution)|position|job title|title|role|designation|duties|responsibilities|location|place|degree|course|qualification|examination|exam|institution|institute|school|college|university|school\/college|board|board\/university|university\/board|cgpa|gpa|percentage|marks|grade|result|%|cgpa ?\/ ?%|language|speak|speaking|write|writing|read|reading|spoken|written|level|proficiency|skill|certificate|certification|issuer|issued by|zeitraum|von|bis|datum|arbeitgeber|firma|unternehmen|tätigkeit|position|funktion|ort|schule|abschluss|note|jahr|sprache|niveau|période|dates|entreprise|employeur|poste|fonction|lieu|année|diplôme|établissement|langue|periodo|período|empresa|puesto|cargo|lugar|año|título|centro|idioma|nivel|periode|werkgever|functie|plaats|jaar|opleiding|instelling|taal|azienda|ruolo|luogo|anno|titolo|istituto|lingua|livello)$/i

/** The first row of a table: "Company, Position, Period" says nothing about anyone. */
function namesColumns(text: string): boolean {
  const cells = text.split(/\t| {3,}|\s+\|\s+/).map((cell) => cell.trim())
  return (
    cells.length >= 2 &&
    cells.every((cell) =>
      cell.split(/\s+(?=\p{Lu})/u).every((part) => columnName.test(part) || columnName.test(cell)),
    )
  )
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
    if (!current || namesColumns(line.text)) return
    const kind = opens(reader, line, index, current)
    if (kind) return open(kind, line.text)
    const guessed = opensGuessed(lines, index, reader.reference, current.kind)
    if (guessed) return open(guessed, line.text)
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
