import { failWith } from '../../../platform/errors.ts'
import { resumeErrors } from '../errors.ts'
import { cleanText } from './clean-text.ts'
import type { ReadDocument, TextLine } from './layout.ts'
import { unzip } from './unzip.ts'
import { assertPassive, isActivePart } from './word-parts.ts'
import { headingStyles, WordWalker, type Block, type Paragraph } from './word-xml.ts'

const fail = failWith(resumeErrors)
const wanted =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/_rels\/[\w.-]+\.rels|word\/(?:document|styles|header\d*|footer\d*)\.xml)$/
/** Half-points of a body text when the document doesn't say: Word's own default of 11 pt. */
const DEFAULT_SIZE = 22

function paragraphLines(paragraph: Paragraph): TextLine[] {
  const scale = (paragraph.size || DEFAULT_SIZE) / DEFAULT_SIZE
  const own = cleanText(paragraph.text)
    .split('\n')
    .map((line) => line.trim())
    .map((text, index) => ({
      text: paragraph.bullet && index === 0 && text && !/^[•\-–*·]/.test(text) ? `• ${text}` : text,
      scale,
      heading: paragraph.heading && text !== '',
      strong: paragraph.strong && text !== '',
    }))
  const boxed = startColumn(toLines(paragraph.boxes))
  return boxed.length > 0 ? [...own, ...boxed, { ...blank, startsColumn: true }] : own
}

const text = (lines: readonly TextLine[]) => lines.filter((line) => line.text !== '')

/** A row of a table of facts reads across; a cell that holds a whole column of a page reads on its own. */
function rowLines(row: Block[][]): TextLine[] {
  const cells = row.map((blocks) => toLines(blocks)).filter((lines) => text(lines).length > 0)
  const [only] = cells
  if (cells.length === 1 && only) return only
  const size = (lines: TextLine[]) => text(lines).length
  const main = cells.reduce((best, lines) => (size(lines) > size(best) ? lines : best), only ?? [])
  const labels = cells.filter((lines) => lines !== main)
  const short = labels.every(
    (lines) => size(lines) <= 2 && text(lines).every((line) => line.text.length <= 90),
  )
  const equal = labels.some((lines) => size(lines) === size(main) && size(main) > 1)
  if (!short || equal) return cells.flatMap((lines) => startColumn(lines))
  const first = cells.map((lines) =>
    lines === main
      ? (text(lines)[0]?.text ?? '')
      : text(lines)
          .map((line) => line.text)
          .join(' '),
  )
  const head = cells.flatMap((lines) => text(lines)[0] ?? [])
  const joined: TextLine = {
    text: first.join('\t'),
    scale: Math.max(...head.map((line) => line.scale)),
    heading: head.every((line) => line.heading),
  }
  return [blank, joined, ...text(main).slice(1)]
}

function startColumn(lines: TextLine[]): TextLine[] {
  const [first, ...rest] =
    text(lines).length > 0 ? lines.slice(lines.findIndex((line) => line.text !== '')) : []
  return first ? [blank, { ...first, startsColumn: true }, ...rest] : []
}

const blank: TextLine = { text: '', scale: 1, heading: false }

function toLines(blocks: readonly Block[]): TextLine[] {
  return blocks.flatMap((block) =>
    block.kind === 'paragraph' ? paragraphLines(block.paragraph) : [...block.rows.flatMap(rowLines), blank],
  )
}

/** Reads a Word document: header, body with tables and text boxes, footer. */
export async function readDocx(bytes: Uint8Array): Promise<ReadDocument> {
  const files = await unzip(bytes, { wanted: (name) => wanted.test(name), forbidden: isActivePart })
  assertPassive(files)
  const document = files.get('word/document.xml')
  if (document === undefined || !/<w:body\b/.test(document))
    throw fail('resume_corrupt', { message: 'no word/document.xml' })
  const styles = headingStyles(files.get('word/styles.xml') ?? '')
  const read = (xml: string) => toLines(new WordWalker(xml, styles).read())
  const part = (prefix: string) =>
    [...files]
      .filter(([name]) => name.startsWith(prefix))
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([, xml]) => text(read(xml)))
  const body = read(document)
  const known = new Set(body.map((line) => line.text))
  const unknown = (lines: TextLine[]) => {
    const fresh: TextLine[] = []
    for (const line of lines) {
      if (
        known.has(line.text) ||
        /^(?:page|seite|página|pagina)?\s*\d*\s*(?:(?:of|von|de|\/)\s*\d*)?$/i.test(line.text)
      )
        continue
      known.add(line.text)
      fresh.push(line)
    }
    return fresh
  }
  const header = unknown(part('word/header'))
  const footer = unknown(part('word/footer'))
  return { lines: [...header, ...body, ...startColumn(footer)], pages: 1 }
}
