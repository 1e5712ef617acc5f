import { Document, Packer, Paragraph, TextRun } from 'docx'
import PDFDocument from 'pdfkit'
import { describe, expect, it } from 'vitest'
import { extractText } from './extract-text.ts'
import { parseResume } from './parse-resume.ts'
import { readDocument } from './reading/read-document.ts'
import type { FactKind, ParsedResume } from './schema.ts'

const today = '2026-11-20'
const parse = (text: string): ParsedResume => parseResume(text, { today })
const texts = (resume: ParsedResume, kind: FactKind) =>
  resume.facts.filter((fact) => fact.kind === kind).map((fact) => fact.text)
const jobs = (resume: ParsedResume) =>
  (resume.jsonResume.work ?? []).map((job) => [job.position, job.name, job.startDate, job.endDate])
const studies = (resume: ParsedResume) =>
  (resume.jsonResume.education ?? []).map((study) => [study.institution, study.studyType, study.endDate])

async function read(bytes: Uint8Array, fileName: string): Promise<ParsedResume> {
  const { text, marks } = await extractText(bytes, { fileName, read: readDocument })
  const resume = parseResume(text, { today, marks })
  for (const fact of resume.facts) expect(fact.text).toBe(resume.text.slice(...fact.span))
  return resume
}

type Page = InstanceType<typeof PDFDocument>

function pdf(draw: (page: Page) => void): Promise<ParsedResume> {
  const document = new PDFDocument({ size: 'A4', margin: 50 })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  return new Promise((resolve, reject) => {
    document.on('end', () => {
      read(new Uint8Array(Buffer.concat(chunks)), 'resume.pdf').then(resolve, reject)
    })
    draw(document)
    document.end()
  })
}

/** Draws lines of [x, text] one below the other; `*` before a text makes it bold. */
function lines(page: Page, from: number, rows: readonly [number, string][]): void {
  rows.forEach(([x, words], index) => {
    const bold = words.startsWith('*')
    page
      .font(bold ? 'Helvetica-Bold' : 'Helvetica')
      .fontSize(10)
      .text(bold ? words.slice(1) : words, x, from + index * 14, { lineBreak: false })
  })
}

async function word(rows: readonly string[]): Promise<ParsedResume> {
  const children = rows.map((row) => {
    const bold = row.startsWith('*')
    return new Paragraph({ children: [new TextRun({ text: bold ? row.slice(1) : row, bold })] })
  })
  const bytes = await Packer.toBuffer(new Document({ sections: [{ children }] }))
  return read(new Uint8Array(bytes), 'resume.docx')
}

describe('headings of unknown wording', () => {
  it('are told in a PDF by their font and what they say', async () => {
    const resume = await pdf((page) =>
      lines(page, 60, [
        [50, '*Jodie Catherwood'],
        [50, 'jodie.catherwood@example.com'],
        [50, '*About me'],
        [50, 'I like early shifts and tidy shelves.'],
        [50, "*Jobs I've had"],
        [50, 'Bargain Barn, Rochdale'],
        [50, 'Sales assistant'],
        [50, 'October 2021 to present'],
        [50, 'Tills and stock.'],
        [50, 'Sunny Days Nursery'],
        [50, 'Work experience'],
        [50, 'June 2018 to July 2018'],
        [50, 'Snack time and reading.'],
        [50, '*Schools and college'],
        [50, 'Hopwood Hall College'],
        [50, 'NVQ Level 2 Food Preparation'],
        [50, '2018 to 2019'],
        [50, '*What I am good at'],
        [50, 'Cash handling'],
        [50, 'Food hygiene'],
        [50, '*Hobbies'],
        [50, 'Netball, baking'],
      ]),
    )
    expect(jobs(resume)).toEqual([
      ['Sales assistant', 'Bargain Barn', '2021-10', undefined],
      ['Work experience', 'Sunny Days Nursery', '2018-06', '2018-07'],
    ])
    expect(studies(resume)).toEqual([['Hopwood Hall College', 'NVQ Level 2 Food Preparation', '2019']])
    expect(texts(resume, 'skill')).toEqual(['Cash handling', 'Food hygiene'])
  })

  it('are told in a Word file by their bold letters', async () => {
    const resume = await word([
      'Aoife Brannigan',
      'aoife.b@example.ie',
      '*WHAT I HAVE DONE',
      'Claddagh Veterinary Hospital, Galway\tMay 2019 – Present',
      'Head Veterinary Nurse',
      '*WHERE I LEARNED IT',
      'Athenry Technical College\t2013 – 2015',
      'Diploma in Veterinary Nursing',
      '*WHAT I BRING',
      'Anaesthesia monitoring, Radiography',
      '*LANGUAGES I SPEAK',
      'English, Irish (B2)',
    ])
    expect(jobs(resume)).toEqual([
      ['Head Veterinary Nurse', 'Claddagh Veterinary Hospital', '2019-05', undefined],
    ])
    expect(resume.jsonResume.education?.map((study) => study.institution)).toEqual([
      'Athenry Technical College',
    ])
    expect(texts(resume, 'skill')).toEqual(['Anaesthesia monitoring', 'Radiography'])
    expect(resume.jsonResume.languages?.map((each) => each.language)).toEqual(['English', 'Irish'])
  })
})

describe('what a page draws', () => {
  it('reads a firm that is wrapped within its cell as one name', async () => {
    const resume = await pdf((page) =>
      [
        [50, 60, 'Mehmet Krause'],
        [50, 75, 'm.krause@example.de'],
        [50, 105, 'Berufserfahrung'],
        [50, 125, '05/2020 – heute'],
        [160, 125, 'Westfalen Zeitarbeit und'],
        [160, 138, 'Personaldienste GmbH, Unna'],
        [330, 125, 'Staplerfahrer'],
        [50, 160, '09/2009 – 04/2020'],
        [160, 160, 'Ruhrpark Verteilzentrum'],
        [160, 173, 'Betriebsgesellschaft mbH'],
        [330, 160, 'Lagerhelfer'],
      ].forEach(([x, y, words]) =>
        page.fontSize(10).text(String(words), Number(x), Number(y), { lineBreak: false }),
      ),
    )
    expect(jobs(resume)).toEqual([
      ['Staplerfahrer', 'Westfalen Zeitarbeit und Personaldienste GmbH', '2020-05', undefined],
      ['Lagerhelfer', 'Ruhrpark Verteilzentrum Betriebsgesellschaft mbH', '2009-09', '2020-04'],
    ])
  })

  it('keeps the items of a list apart whose signs are no letters', async () => {
    const resume = await pdf((page) =>
      lines(page, 60, [
        [50, '*Ann Example'],
        [50, 'ann@example.org'],
        [50, '*Experience'],
        [50, 'Dispatcher, Harbour Freight Ltd, 2019 – 2022'],
        [75, 'Planned the routes of twenty-two vans over three counties'],
        [75, 'Trained four newcomers'],
        [50, 'Clerk, Mossfield Bakery Ltd, 2015 – 2019'],
        [75, 'Kept the books'],
      ]),
    )
    expect(resume.jsonResume.work?.map((job) => job.highlights)).toEqual([
      ['Planned the routes of twenty-two vans over three counties', 'Trained four newcomers'],
      ['Kept the books'],
    ])
  })
})

describe('words that are no facts of their own', () => {
  it.each([
    ['Figma\nAdvanced\nIllustrator\nExpert', ['Figma', 'Illustrator']],
    ['Web Technologies\nReact, Angular\nDatabases\nMySQL, MongoDB', ['React', 'Angular', 'MySQL', 'MongoDB']],
    ['ContaPlus, Excel avanzado', ['ContaPlus', 'Excel']],
    ['Go, PostgreSQL; some Rust', ['Go', 'PostgreSQL', 'Rust']],
  ])('skills in %j', (section, expected) => {
    expect(texts(parse(`Ann Example\n\nSkills\n${section}\n`), 'skill')).toEqual(expected)
  })

  it.each([
    [
      'Registered Nurse, Arizona State Board of Nursing, #RN000123, exp. 04/2027\nCPR, American Heart Association, 2025',
      ['Registered Nurse', 'CPR'],
    ],
    ['2017\tAusbildereignungsprüfung (IHK)', ['Ausbildereignungsprüfung (IHK)']],
    ['ISO 9606-1 coded welder, TWI, 2020', ['ISO 9606-1 coded welder']],
  ])('certificates in %j', (section, expected) => {
    const { jsonResume } = parse(`Ann Example\n\nCertifications\n${section}\n`)
    expect(jsonResume.certificates?.map((certificate) => certificate.name)).toEqual(expected)
  })

  it('the first row of a table and times without a job', () => {
    const resume = parse(
      'Ann Example\n\nExperience\nCompany\tPosition\tPeriod\nCoastal Bottling (Pty) Ltd\tPayroll Clerk\t2015/01 - 2020/02\nElternzeit\t2013/01 - 2014/12\n',
    )
    expect(jobs(resume)).toEqual([['Payroll Clerk', 'Coastal Bottling (Pty) Ltd', '2015-01', '2020-02']])
  })
})

describe('names that no list holds', () => {
  it('takes title and firm in the order of the other jobs', () => {
    const resume = parse(
      'Florian Obermayr\n\nBerufserfahrung\n2021 – 2023: Koch, Gasthof Goldene Rose, Hall in Tirol\n2013 – 2017: Senner, Alpe Hinterkaser\n',
    )
    expect(jobs(resume).map(([title, firm]) => [title, firm])).toEqual([
      ['Koch', 'Gasthof Goldene Rose'],
      ['Senner', 'Alpe Hinterkaser'],
    ])
  })

  it('keeps what a bracket says with its degree, and a grade beside a date', () => {
    const resume = parse(
      'Ann Example\n\nEducation\nCardiff University\nBSc (Hons) Biochemistry (2012 – 2015)\n\nTechnical University\tPittsburgh, PA\nMaster of Science in Engineering; GPA: 3.81/4.00\tAug. 2019 – May 2021\n',
    )
    expect(studies(resume)).toEqual([
      ['Cardiff University', 'BSc (Hons)', '2015'],
      ['Technical University', 'Master of Science', '2021-05'],
    ])
  })

  it('lets nobody employ what was done on one’s own account', () => {
    const resume = parse(
      'Ann Example\n\nExperience\nMarlow & Finch LLP — Staff Accountant — Jan 2017 – Jan 2020\n• Payroll for forty shops\nFreelance bookkeeper, 2014 – 2016\nKept books for three restaurants.\n',
    )
    expect(jobs(resume)).toEqual([
      ['Staff Accountant', 'Marlow & Finch LLP', '2017-01', '2020-01'],
      ['Freelance bookkeeper', undefined, '2014', '2016'],
    ])
  })

  it('takes a wrapped licence number for no licence of its own', () => {
    const resume = parse(
      'Ann Example\n\nLicenses\nOregon RN License\n#RN004321, exp. 08/2027\nBLS (AHA), ACLS, PALS\n',
    )
    const names = resume.facts
      .filter((fact) => fact.path.startsWith('/certificates'))
      .map((fact) => fact.value)
    expect(names).toEqual(['Oregon RN License', 'BLS (AHA)', 'ACLS', 'PALS'])
  })
})
