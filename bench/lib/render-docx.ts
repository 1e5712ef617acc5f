import {
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx'
import type { Block, ResumeDocument, Section } from './resume-markup.ts'

const paragraph = (text: string) => new Paragraph({ children: [new TextRun(text)] })
const boldParagraph = (text: string) => new Paragraph({ children: [new TextRun({ text, bold: true })] })

function cell(children: Paragraph[], percent: number): TableCell {
  return new TableCell({
    width: { size: percent, type: WidthType.PERCENTAGE },
    children: children.length > 0 ? children : [paragraph('')],
  })
}

function table(rows: TableRow[]): Table {
  return new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows })
}

function plainBlock(block: Block): Paragraph {
  switch (block.type) {
    case 'entry':
      return new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: 9000 }],
        children: [
          new TextRun({ text: block.left, bold: true }),
          new TextRun(block.right ? `\t${block.right}` : ''),
        ],
      })
    case 'subline':
      return new Paragraph({ children: [new TextRun({ text: block.text, italics: true })] })
    case 'bullet':
      return new Paragraph({ bullet: { level: 0 }, children: [new TextRun(block.text)] })
    case 'row':
      return paragraph(block.cells.join('\t'))
    case 'paragraph':
      return paragraph(block.text)
  }
}

/** Entries become table rows: dates in the first cell, everything else in the second. */
function tableBlocks(section: Section): (Paragraph | Table)[] {
  const children: (Paragraph | Table)[] = []
  let entries: { date: string; body: Paragraph[] }[] = []
  let rows: string[][] = []
  const flush = () => {
    const entryRow = (entry: { date: string; body: Paragraph[] }) =>
      new TableRow({ children: [cell([paragraph(entry.date)], 25), cell(entry.body, 75)] })
    const cellRow = (cells: string[]) =>
      new TableRow({ children: cells.map((text) => cell([paragraph(text)], Math.floor(100 / cells.length))) })
    if (entries.length > 0) children.push(table(entries.map(entryRow)))
    if (rows.length > 0) children.push(table(rows.map(cellRow)))
    entries = []
    rows = []
  }
  for (const block of section.blocks) {
    const open = entries.at(-1)
    if (block.type === 'entry') entries.push({ date: block.right, body: [boldParagraph(block.left)] })
    else if (block.type === 'row') rows.push(block.cells)
    else if (open) open.body.push(plainBlock(block))
    else children.push(plainBlock(block))
  }
  flush()
  return children
}

function heading(title: string, styled: boolean): Paragraph {
  return styled
    ? new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(title)] })
    : boldParagraph(title)
}

export type DocxLayout = 'docx-plain' | 'docx-tables'

export async function renderDocx(document: ResumeDocument, layout: DocxLayout): Promise<Buffer> {
  const tables = layout === 'docx-tables'
  const children = [
    new Paragraph({ children: [new TextRun({ text: document.name, bold: true, size: 36 })] }),
    ...(document.headline ? [paragraph(document.headline)] : []),
    ...document.contact.map(paragraph),
    ...document.sections.flatMap((section) => [
      heading(section.title, tables),
      ...(tables ? tableBlocks(section) : section.blocks.map(plainBlock)),
    ]),
  ]
  return Packer.toBuffer(new Document({ sections: [{ children }] }))
}
