import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'
import type { Block, ResumeDocument, Section } from './resume-markup.ts'

type Pdf = InstanceType<typeof PDFDocument>

const font = (name: string) => fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`))
const REGULAR = font('DejaVuSans')
const BOLD = font('DejaVuSans-Bold')
const PAGE = { width: 595, height: 842, margin: 45 }

/** A stretch of page that text flows down. */
interface Column {
  x: number
  y: number
  width: number
}

interface Style {
  bold?: boolean
  size?: number
  align?: 'left' | 'right' | 'center'
  spacing?: number
  gapBefore?: number
}

function write(pdf: Pdf, column: Column, text: string, style: Style = {}): void {
  const options = {
    width: column.width,
    align: style.align ?? 'left',
    characterSpacing: style.spacing ?? 0,
  } as const
  pdf.font(style.bold ? BOLD : REGULAR).fontSize(style.size ?? 9)
  column.y += style.gapBefore ?? 1
  if (column.y + pdf.heightOfString(text, options) > PAGE.height - PAGE.margin) {
    pdf.addPage()
    column.y = PAGE.margin
  }
  pdf.text(text, column.x, column.y, options)
  column.y = pdf.y
}

function writeEntry(pdf: Pdf, column: Column, left: string, right: string): void {
  pdf.font(BOLD).fontSize(9.5)
  const leftWidth = pdf.widthOfString(left)
  pdf.font(REGULAR).fontSize(9)
  const fits = leftWidth + pdf.widthOfString(right) + 18 < column.width
  write(pdf, column, left, { bold: true, size: 9.5, gapBefore: 6 })
  if (right === '') return
  if (!fits) return write(pdf, column, right)
  const below = column.y
  column.y = pdf.y - pdf.currentLineHeight(true)
  write(pdf, column, right, { align: 'right', gapBefore: 0 })
  column.y = Math.max(below, column.y)
}

function writeBlock(pdf: Pdf, column: Column, block: Block): void {
  switch (block.type) {
    case 'entry':
      return writeEntry(pdf, column, block.left, block.right)
    case 'subline':
      return write(pdf, column, block.text)
    case 'bullet': {
      const indented = { x: column.x + 10, y: column.y, width: column.width - 10 }
      pdf
        .font(REGULAR)
        .fontSize(9)
        .text('•', column.x, column.y + 1, { lineBreak: false })
      write(pdf, indented, block.text)
      column.y = indented.y
      return
    }
    case 'row':
      return write(pdf, column, block.cells.join('    '))
    case 'paragraph':
      return write(pdf, column, block.text)
  }
}

function writeSections(pdf: Pdf, column: Column, sections: Section[], letterSpaced: boolean): void {
  for (const section of sections) {
    const title = letterSpaced ? section.title.toUpperCase() : section.title
    write(pdf, column, title, { bold: true, size: 11, gapBefore: 11, spacing: letterSpaced ? 4 : 0 })
    for (const block of section.blocks) writeBlock(pdf, column, block)
  }
}

function writeHeader(pdf: Pdf, column: Column, document: ResumeDocument, withContact = true): void {
  write(pdf, column, document.name, { bold: true, size: 19 })
  if (document.headline) write(pdf, column, document.headline, { size: 12 })
  if (withContact) for (const line of document.contact) write(pdf, column, line)
}

const inColumn = (document: ResumeDocument, ...names: string[]) =>
  document.sections.filter((section) => names.includes(section.column ?? ''))

function oneColumn(pdf: Pdf, document: ResumeDocument, letterSpaced: boolean): void {
  const column = { x: PAGE.margin, y: PAGE.margin, width: PAGE.width - 2 * PAGE.margin }
  writeHeader(pdf, column, document)
  writeSections(pdf, column, document.sections, letterSpaced)
}

function twoColumns(pdf: Pdf, document: ResumeDocument, letterSpaced: boolean): void {
  const header = { x: PAGE.margin, y: PAGE.margin, width: PAGE.width - 2 * PAGE.margin }
  writeHeader(pdf, header, document)
  const gap = 24
  const width = (header.width - gap) / 2
  writeSections(pdf, { x: header.x, y: header.y, width }, inColumn(document, 'left'), letterSpaced)
  writeSections(
    pdf,
    { x: header.x + width + gap, y: header.y, width },
    inColumn(document, 'right'),
    letterSpaced,
  )
}

function sidebar(pdf: Pdf, document: ResumeDocument, letterSpaced: boolean): void {
  const barWidth = 175
  pdf.save().rect(0, 0, barWidth, PAGE.height).fill('#e8edf2').restore().fillColor('black')
  const bar = { x: 20, y: PAGE.margin + 40, width: barWidth - 35 }
  for (const line of document.contact) write(pdf, bar, line)
  writeSections(pdf, bar, inColumn(document, 'side'), letterSpaced)
  const main = { x: barWidth + 20, y: PAGE.margin, width: PAGE.width - barWidth - 20 - PAGE.margin }
  writeHeader(pdf, main, document, false)
  writeSections(pdf, main, inColumn(document, 'main'), letterSpaced)
}

const painters = { 'pdf-one-column': oneColumn, 'pdf-two-column': twoColumns, 'pdf-sidebar': sidebar }
export type PdfLayout = keyof typeof painters

export function renderPdf(
  document: ResumeDocument,
  layout: PdfLayout,
  letterSpaced: boolean,
): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', margin: 0 })
  const chunks: Buffer[] = []
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
    painters[layout](pdf, document, letterSpaced)
    pdf.end()
  })
}
