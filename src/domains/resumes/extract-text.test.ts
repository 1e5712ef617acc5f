import { readFile } from 'node:fs/promises'
import path from 'node:path'
import PDFDocument from 'pdfkit'
import { Document, Packer, Paragraph } from 'docx'
import { describe, expect, it } from 'vitest'
import { extractText } from './extract-text.ts'
import { parseResume } from './parse-resume.ts'

const today = '2026-11-20'

function pdf(
  draw: (pdf: InstanceType<typeof PDFDocument>) => void,
  options: object = {},
): Promise<Uint8Array> {
  const document = new PDFDocument({ size: 'A4', margin: 50, ...options })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  return new Promise((resolve) => {
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    draw(document)
    document.end()
  })
}

async function word(lines: string[]): Promise<Uint8Array> {
  const document = new Document({ sections: [{ children: lines.map((line) => new Paragraph(line)) }] })
  return new Uint8Array(await Packer.toBuffer(document))
}

const text = (words: string) => new TextEncoder().encode(words)
const failure = (bytes: Uint8Array, fileName: string) =>
  extractText(bytes, { fileName, limitMs: 20_000 }).then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  )

describe('what can not be read says why', () => {
  it.each<[string, string, Uint8Array]>([
    ['resume_empty', 'resume.pdf', new Uint8Array()],
    ['resume_too_large', 'resume.pdf', new Uint8Array(10 * 1024 * 1024 + 1)],
    ['resume_unsupported_type', 'resume.txt', text('Ann Example')],
    ['resume_unsupported_type', 'resume.pdf', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2])],
    ['resume_corrupt', 'resume.pdf', text('This is no PDF')],
    ['resume_corrupt', 'resume.pdf', text('%PDF-1.7\nbroken')],
    ['resume_corrupt', 'resume.docx', Uint8Array.from([0x50, 0x4b, 3, 4, 9, 9, 9, 9])],
    ['resume_encrypted', 'resume.docx', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])],
  ])('%s for %s', async (code, fileName, bytes) => {
    expect(await failure(bytes, fileName)).toBe(code)
  })

  it('a PDF without text is a scan', async () => {
    expect(await failure(await pdf((page) => page.rect(50, 50, 300, 400).fill('#ccc')), 'scan.pdf')).toBe(
      'resume_scanned',
    )
  })

  it('a password is named as such', async () => {
    const locked = await pdf((page) => page.text('secret'), { userPassword: 'x', pdfVersion: '1.7' })
    expect(await failure(locked, 'locked.pdf')).toBe('resume_encrypted')
  })

  it('a Word file that is a PDF inside is refused', async () => {
    expect(await failure(await pdf((page) => page.text('Ann')), 'resume.docx')).toBe(
      'resume_unsupported_type',
    )
  })

  it('more than fifty pages is no résumé', async () => {
    const long = await pdf((page) => {
      for (let number = 0; number < 51; number++) page.text('page').addPage()
    })
    expect(await failure(long, 'book.pdf')).toBe('resume_too_long')
  })

  it('an empty Word file is empty', async () => {
    expect(await failure(await word(['']), 'empty.docx')).toBe('resume_empty')
  })

  it('stops at its time limit', async () => {
    const bytes = await pdf((page) => page.text('Ann Example'))
    await expect(extractText(bytes, { fileName: 'a.pdf', limitMs: 0 })).rejects.toMatchObject({
      code: 'resume_timeout',
    })
  })
})

describe('text as a person reads it', () => {
  it('joins wrapped lines, knows page numbers and keeps blanks between words', async () => {
    const bytes = await pdf((page) => {
      page
        .fontSize(10)
        .text(
          'Nurse who kept the ward calm, the charts complete and the relatives informed through every long winter night, and who trained others to do so.',
          { width: 300 },
        )
      page.text('Page 1 of 2', 250, 790, { lineBreak: false })
      page.addPage().text('Second page')
      page.text('Page 2 of 2', 250, 790, { lineBreak: false })
    })
    const { text: found, pages } = await extractText(bytes, { fileName: 'a.pdf', limitMs: 20_000 })
    expect(found).toBe(
      'Nurse who kept the ward calm, the charts complete and the relatives informed through every long winter night, and who trained others to do so.\n\nSecond page',
    )
    expect(pages).toBe(2)
  })
})

const fixtures = process.env['FIXTURES_DIR']

/** What a reader of the open sample files lists. */
const rendercv = {
  work: [
    ['Co-Founder & CTO', 'Nexus AI', '2023-06', undefined],
    ['Research Intern', 'NVIDIA Research', '2022-05', '2022-08'],
    ['Research Intern', 'Google DeepMind', '2021-05', '2021-08'],
    ['Research Intern', 'Apple ML Research', '2020-05', '2020-08'],
    ['Research Intern', 'Microsoft Research', '2019-05', '2019-08'],
  ],
  education: [
    ['PhD', 'Computer Science', 'Princeton University', '2018-09', '2023-05'],
    ['BS', 'Computer Engineering', 'Boğaziçi University', '2014-09', '2018-06'],
  ],
}
const scorelia = {
  work: [
    ['Software Engineer', 'Google', '2020-01', undefined],
    ['ML Engineer', 'Meta', '2019-06', '2019-08'],
  ],
  education: [
    ['B.Tech', 'Computer Science', 'Stanford University', undefined, '2020'],
    ['Master of Science', 'Artificial Intelligence', 'MIT', undefined, '2022'],
  ],
}
const samples = {
  'rendercv-classic.pdf': rendercv,
  'rendercv-sb2nov.pdf': rendercv,
  'scorelia-sample.pdf': scorelia,
  'scorelia-sample.docx': scorelia,
  'reactive-resume-onyx.pdf': {
    work: [
      ['Senior Web Developer', 'Creative Solutions Inc.', '2019-01', undefined],
      ['Web Developer', 'TechAdvancers', '2016-06', '2018-12'],
    ],
    education: [
      ['Bachelor of Science', 'Computer Science', 'University of California', '2012-08', '2016-05'],
    ],
  },
  'tiny-johndoe.docx': {
    work: [['Data Analyst', undefined, undefined, undefined]],
    education: [['B.Tech', 'Computer Science', undefined, undefined, undefined]],
  },
}

// Stands aside where FIXTURES_DIR names no folder of sample files.
describe.skipIf(!fixtures)('open sample files', () => {
  const open = async (name: string) =>
    new Uint8Array(await readFile(path.join(fixtures ?? '', 'resumes', name)))

  it.each(Object.entries(samples))('%s', async (name, truth) => {
    const { text: found, marks } = await extractText(await open(name), { fileName: name, limitMs: 20_000 })
    const { jsonResume, facts, text: source } = parseResume(found, { today, marks })
    expect(jsonResume.basics?.name).toBe('John Doe')
    expect(jsonResume.work?.map((job) => [job.position, job.name, job.startDate, job.endDate])).toEqual(
      truth.work,
    )
    expect(
      jsonResume.education?.map((each) => [
        each.studyType,
        each.area,
        each.institution,
        each.startDate,
        each.endDate,
      ]),
    ).toEqual(truth.education)
    for (const fact of facts) expect(fact.text).toBe(source.slice(...fact.span))
  })

  it('corrupt.pdf is called corrupt', async () => {
    expect(await failure(await open('corrupt.pdf'), 'corrupt.pdf')).toBe('resume_corrupt')
  })
})
