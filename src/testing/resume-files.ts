import {
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  Tab,
  TextRun,
  HeadingLevel,
  WidthType,
} from 'docx'
import PDFDocument from 'pdfkit'
import { createRequire } from 'node:module'
import path from 'node:path'

/** What a fictional person's résumé says; the truth that a reader of the file must find again. */
export interface SampleJob {
  title: string
  employer: string
  place?: string
  /** As written, and what it means. */
  dates: string
  start: string
  end: string | null
  highlights: string[]
}
export interface SampleStudy {
  degree: string
  institution: string
  dates: string
  end: string | null
}
export interface SampleResume {
  name: string
  headline: string
  email: string
  phone: string
  place: string
  headings: { summary: string; work: string; education: string; skills: string; languages: string }
  summary: string
  jobs: SampleJob[]
  studies: SampleStudy[]
  skills: string[]
  languages: string[]
}

const fonts = path.join(
  path.dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')),
  'ttf',
)
const plain = path.join(fonts, 'DejaVuSans.ttf')
const bold = path.join(fonts, 'DejaVuSans-Bold.ttf')

type Pdf = InstanceType<typeof PDFDocument>

function toBytes(draw: (pdf: Pdf) => void): Promise<Uint8Array> {
  const pdf = new PDFDocument({ size: 'A4', margin: 50 })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  return new Promise((resolve) => {
    pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    draw(pdf)
    pdf.end()
  })
}

interface Box {
  x: number
  width: number
}
const page: Box = { x: 50, width: 495 }

function heading(pdf: Pdf, box: Box, text: string, spaced = false): void {
  pdf.moveDown(0.8).font(bold).fontSize(13)
  pdf.text(spaced ? text.toUpperCase() : text, box.x, pdf.y, {
    width: box.width,
    characterSpacing: spaced ? 4 : 0,
  })
  pdf.moveDown(0.3)
}

function line(pdf: Pdf, box: Box, text: string, strong = false): void {
  pdf
    .font(strong ? bold : plain)
    .fontSize(10)
    .text(text, box.x, pdf.y, { width: box.width })
}

function withRight(pdf: Pdf, box: Box, left: string, right: string): void {
  const { y } = pdf
  pdf
    .font(bold)
    .fontSize(10)
    .text(left, box.x, y, { width: box.width * 0.66 })
  const after = pdf.y
  pdf.font(plain).text(right, box.x, y, { width: box.width, align: 'right' })
  pdf.y = Math.max(after, pdf.y)
}

function items(pdf: Pdf, box: Box, texts: string[]): void {
  for (const text of texts) {
    const { y } = pdf
    pdf
      .font(plain)
      .fontSize(10)
      .text('•', box.x + 4, y)
    pdf.text(text, box.x + 16, y, { width: box.width - 16 })
  }
}

function head(pdf: Pdf, box: Box, person: SampleResume): void {
  pdf.font(bold).fontSize(22).text(person.name, box.x, pdf.y, { width: box.width })
  line(pdf, box, person.headline)
  line(pdf, box, `${person.email} | ${person.phone} | ${person.place}`)
}

function studies(pdf: Pdf, box: Box, person: SampleResume): void {
  for (const study of person.studies) {
    withRight(pdf, box, study.degree, study.dates)
    line(pdf, box, study.institution)
    pdf.moveDown(0.4)
  }
}

function onColumn(
  pdf: Pdf,
  person: SampleResume,
  job: (pdf: Pdf, job: SampleJob) => void,
  spaced = false,
): void {
  head(pdf, page, person)
  heading(pdf, page, person.headings.summary, spaced)
  line(pdf, page, person.summary)
  heading(pdf, page, person.headings.work, spaced)
  for (const each of person.jobs) {
    job(pdf, each)
    items(pdf, page, each.highlights)
    pdf.moveDown(0.6)
  }
  heading(pdf, page, person.headings.education, spaced)
  studies(pdf, page, person)
  heading(pdf, page, person.headings.skills, spaced)
  line(pdf, page, person.skills.join(', '))
  heading(pdf, page, person.headings.languages, spaced)
  items(pdf, page, person.languages)
}

/** The side column holds contact, skills and languages; the main one the rest. */
function beside(pdf: Pdf, person: SampleResume, side: Box, main: Box): void {
  pdf.y = 60
  heading(pdf, side, 'Contact')
  for (const text of [person.email, person.phone, person.place]) line(pdf, side, text)
  heading(pdf, side, person.headings.skills)
  items(pdf, side, person.skills)
  heading(pdf, side, person.headings.languages)
  for (const text of person.languages) line(pdf, side, text)
  pdf.y = 50
  pdf.font(bold).fontSize(22).text(person.name, main.x, pdf.y, { width: main.width })
  line(pdf, main, person.headline)
  heading(pdf, main, person.headings.summary)
  line(pdf, main, person.summary)
  heading(pdf, main, person.headings.work)
  for (const job of person.jobs) {
    line(pdf, main, job.title, true)
    line(pdf, main, job.place ? `${job.employer}, ${job.place}` : job.employer)
    line(pdf, main, job.dates)
    items(pdf, main, job.highlights)
    pdf.moveDown(0.5)
  }
  heading(pdf, main, person.headings.education)
  studies(pdf, main, person)
}

/** Dates in the left margin, what they date beside them. */
function timeline(pdf: Pdf, person: SampleResume): void {
  const label: Box = { x: 50, width: 120 }
  const main: Box = { x: 180, width: 365 }
  head(pdf, page, person)
  heading(pdf, page, person.headings.work)
  for (const job of person.jobs) {
    const { y } = pdf
    line(pdf, label, job.dates)
    const below = pdf.y
    pdf.y = y
    line(pdf, main, job.title, true)
    line(pdf, main, job.place ? `${job.employer}, ${job.place}` : job.employer)
    items(pdf, main, job.highlights)
    pdf.y = Math.max(pdf.y, below) + 6
  }
  heading(pdf, page, person.headings.education)
  for (const study of person.studies) {
    const { y } = pdf
    line(pdf, label, study.dates)
    pdf.y = y
    line(pdf, main, study.degree, true)
    line(pdf, main, study.institution)
    pdf.y += 6
  }
  heading(pdf, page, person.headings.skills)
  line(pdf, page, person.skills.join(' • '))
}

export const pdfLayouts = {
  'one column, dates at the right': (person: SampleResume) =>
    toBytes((pdf) =>
      onColumn(pdf, person, (to, job) => {
        withRight(to, page, job.title, job.dates)
        line(to, page, job.place ? `${job.employer}, ${job.place}` : job.employer)
      }),
    ),
  'letter-spaced headings, employer first': (person: SampleResume) =>
    toBytes((pdf) =>
      onColumn(
        pdf,
        person,
        (to, job) => {
          withRight(to, page, job.employer, job.place ?? '')
          withRight(to, page, job.title, job.dates)
        },
        true,
      ),
    ),
  'one line a job': (person: SampleResume) =>
    toBytes((pdf) =>
      onColumn(pdf, person, (to, job) => {
        line(to, page, [job.title, job.employer, job.place, job.dates].filter(Boolean).join(' | '), true)
      }),
    ),
  'sidebar at the left': (person: SampleResume) =>
    toBytes((pdf) => beside(pdf, person, { x: 30, width: 180 }, { x: 235, width: 330 })),
  'sidebar at the right': (person: SampleResume) =>
    toBytes((pdf) => beside(pdf, person, { x: 395, width: 180 }, { x: 40, width: 330 })),
  'dates in the margin': (person: SampleResume) => toBytes((pdf) => timeline(pdf, person)),
} satisfies Record<string, (person: SampleResume) => Promise<Uint8Array>>

const paragraph = (text: string, options: { strong?: boolean; bullet?: boolean } = {}) =>
  new Paragraph({
    children: [new TextRun({ text, bold: options.strong ?? false })],
    ...(options.bullet ? { bullet: { level: 0 } } : {}),
  })
const title = (text: string) => new Paragraph({ text, heading: HeadingLevel.HEADING_1 })
const tabbed = (left: string, right: string) =>
  new Paragraph({
    children: [new TextRun({ text: left, bold: true }), new TextRun({ children: [new Tab(), right] })],
  })
const cell = (children: Paragraph[], width: number) =>
  new TableCell({ children, width: { size: width, type: WidthType.PERCENTAGE } })

async function toDocx(children: (Paragraph | Table)[]): Promise<Uint8Array> {
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })))
}

const wordHead = (person: SampleResume) => [
  new Paragraph({ text: person.name, heading: HeadingLevel.TITLE }),
  paragraph(person.headline),
  paragraph(`${person.email} | ${person.phone} | ${person.place}`),
]
const wordStudies = (person: SampleResume) =>
  person.studies.flatMap((study) => [tabbed(study.degree, study.dates), paragraph(study.institution)])
const wordJobs = (person: SampleResume) =>
  person.jobs.flatMap((job) => [
    tabbed(job.title, job.dates),
    paragraph(job.place ? `${job.employer}, ${job.place}` : job.employer),
    ...job.highlights.map((text) => paragraph(text, { bullet: true })),
  ])

export const docxLayouts = {
  'headings and tabs': (person: SampleResume) =>
    toDocx([
      ...wordHead(person),
      title(person.headings.work),
      ...wordJobs(person),
      title(person.headings.education),
      ...wordStudies(person),
      title(person.headings.skills),
      paragraph(person.skills.join(', ')),
    ]),
  'a table of dates and jobs': (person: SampleResume) =>
    toDocx([
      ...wordHead(person),
      title(person.headings.work),
      new Table({
        rows: person.jobs.map(
          (job) =>
            new TableRow({
              children: [
                cell([paragraph(job.dates)], 25),
                cell(
                  [
                    paragraph(`${job.title}, ${job.employer}`),
                    ...job.highlights.map((text) => paragraph(text, { bullet: true })),
                  ],
                  75,
                ),
              ],
            }),
        ),
      }),
      title(person.headings.education),
      new Table({
        rows: person.studies.map(
          (study) =>
            new TableRow({
              children: [
                cell([paragraph(study.dates)], 25),
                cell([paragraph(study.degree), paragraph(study.institution)], 75),
              ],
            }),
        ),
      }),
      title(person.headings.skills),
      paragraph(person.skills.join('; ')),
    ]),
  'a page of two cells': (person: SampleResume) =>
    toDocx([
      new Table({
        rows: [
          new TableRow({
            children: [
              cell(
                [
                  paragraph('Contact', { strong: true }),
                  paragraph(person.email),
                  paragraph(person.phone),
                  paragraph(person.place),
                  title(person.headings.skills),
                  ...person.skills.map((skill) => paragraph(skill)),
                ],
                30,
              ),
              cell(
                [
                  new Paragraph({ text: person.name, heading: HeadingLevel.TITLE }),
                  paragraph(person.headline),
                  title(person.headings.work),
                  ...wordJobs(person),
                  title(person.headings.education),
                  ...wordStudies(person),
                ],
                70,
              ),
            ],
          }),
        ],
      }),
    ]),
} satisfies Record<string, (person: SampleResume) => Promise<Uint8Array>>
