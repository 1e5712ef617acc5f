import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Document, Packer, Paragraph, TextRun } from 'docx'
import PDFDocument from 'pdfkit'
import { failWith } from '../../platform/errors.ts'
import { studioErrors } from './errors.ts'
import type { ExportFormat } from './schema.ts'

const fail = failWith(studioErrors)

export interface RenderedDocument {
  contentType: string
  bytes: Buffer
}

interface DocumentFacts {
  title: string
  /** Stands in the file's properties. */
  createdAt: Date
}

/** Text in, text out: one paragraph per line, an empty line stays one. */
async function toDocx(text: string, { title }: DocumentFacts): Promise<Buffer> {
  // XML 1.0 has no place for control characters.
  const lines = text.replace(/[^\P{Cc}\t\n\r]/gu, '').split(/\r\n|\r|\n/)
  const children = lines.map(
    (line) =>
      new Paragraph({
        spacing: { after: 0 },
        children: [new TextRun({ text: line, font: 'Calibri', size: 22 })],
      }),
  )
  return Packer.toBuffer(new Document({ title, creator: '', sections: [{ children }] }))
}

/** DejaVu Sans covers Latin with all accents, Greek and Cyrillic; its licence lets documents embed it. */
const FONT = fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'))

/** pdfkit hands out no glyph lookup; the embedded font it holds (fontkit) has one. */
interface HoldsFont {
  _font: { font: { hasGlyphForCodePoint(code: number): boolean } }
}

function unsupported(doc: object, text: string): string[] {
  const { _font: held } = doc as HoldsFont
  const missing = Array.from(new Set(text)).filter((char) => {
    if (/\s/.test(char)) return false
    // Right-to-left scripts have glyphs, but no line layout here: they would come out reversed.
    return (
      /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(char) ||
      !held.font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0)
    )
  })
  return missing.slice(0, 20)
}

async function toPdf(text: string, { title, createdAt }: DocumentFacts): Promise<Buffer> {
  const info = { Title: title, CreationDate: createdAt, ModDate: createdAt }
  const doc = new PDFDocument({ size: 'A4', margin: 72, info, lang: 'en' })
  const chunks: Buffer[] = []
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
  doc.registerFont('letter', await readFile(FONT))
  doc.font('letter').fontSize(10.5)
  const lines = text.replace(/[^\P{Cc}\n\r]/gu, ' ').split(/\r\n|\r|\n/)
  const missing = unsupported(doc, lines.join(''))
  if (missing.length > 0) {
    throw fail('draft_characters_unsupported', {
      userMessage: `The PDF font lacks ${missing.join(' ')}. Export the text as .docx or .txt instead.`,
      data: { characters: missing },
    })
  }
  for (const line of lines) {
    // Ligatures would be copied out of the file as one odd character by some readers.
    if (line.trim()) doc.text(line, { lineGap: 3, features: [] })
    else doc.moveDown(1)
  }
  doc.end()
  return done
}

export async function renderDocument(
  text: string,
  format: ExportFormat,
  facts: DocumentFacts,
): Promise<RenderedDocument> {
  if (format === 'txt') return { contentType: 'text/plain; charset=utf-8', bytes: Buffer.from(text, 'utf8') }
  if (format === 'pdf') return { contentType: 'application/pdf', bytes: await toPdf(text, facts) }
  const contentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  return { contentType, bytes: await toDocx(text, facts) }
}
