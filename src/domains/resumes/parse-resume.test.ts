import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseResume } from './parse-resume.ts'
import type { FactKind, ParsedResume } from './schema.ts'

const options = { today: '2026-11-20' }
const parse = (text: string): ParsedResume => parseResume(text, options)
const texts = (resume: ParsedResume, kind: FactKind) =>
  resume.facts.filter((fact) => fact.kind === kind).map((fact) => fact.text)
const jobs = (resume: ParsedResume) =>
  (resume.jsonResume.work ?? []).map((job) => [job.position, job.name, job.startDate, job.endDate])

describe('jobs', () => {
  const work = (lines: string) => jobs(parse(`Ann Example\n\nExperience\n${lines}\n`))

  it.each([
    [
      'Software Engineer at Google\nJan 2020 - Present',
      ['Software Engineer', 'Google', '2020-01', undefined],
    ],
    ['Cook | Hotel Post | Graz | 05/2017 – 08/2019', ['Cook', 'Hotel Post', '2017-05', '2019-08']],
    [
      'Swiftline Freight LLC — OTR Driver — Tulsa, OK    2019–Present',
      ['OTR Driver', 'Swiftline Freight LLC', '2019', undefined],
    ],
    [
      'Nexus AI, Co-Founder & CTO, June 2018 - May 2019',
      ['Co-Founder & CTO', 'Nexus AI', '2018-06', '2019-05'],
    ],
    [
      '2012-05 → 2014-11  Warehouse Associate, Amazon.com Services LLC, Robbinsville, NJ',
      ['Warehouse Associate', 'Amazon.com Services LLC', '2012-05', '2014-11'],
    ],
    [
      'seit 03/2019\tBuchhalterin, Muster & Söhne GmbH, Leipzig',
      ['Buchhalterin', 'Muster & Söhne GmbH', '2019-03', undefined],
    ],
    [
      'De 2016 à 2020 : Infirmière, Clinique du Parc (Villeurbanne)',
      ['Infirmière', 'Clinique du Parc', '2016', '2020'],
    ],
    [
      'Lagerist bei der Nordfracht AG in Hamburg (2015 bis 2019)',
      ['Lagerist', 'Nordfracht AG', '2015', '2019'],
    ],
    ['Tutor, Brightside Learning, Summer 2018', ['Tutor', 'Brightside Learning', '2018', undefined]],
    ["Barista, Blue Door Coffee, Mar '16 - Dec '18", ['Barista', 'Blue Door Coffee', '2016-03', '2018-12']],
    [
      'maart 2021 t/m heden\nHeftruckchauffeur – Havenlogistiek B.V., Rotterdam',
      ['Heftruckchauffeur', 'Havenlogistiek B.V.', '2021-03', undefined],
    ],
    [
      'Company Name : Sunrise Traders Pvt Ltd\nDesignation : Senior Accountant\nDuration : April 2019 - Till date',
      ['Senior Accountant', 'Sunrise Traders Pvt Ltd', '2019-04', undefined],
    ],
  ])('reads %j', (lines, expected) => {
    expect(work(lines)).toEqual([expected])
  })

  it.each([
    [
      'Corvalle Retail\n5 years 3 months\nHR Business Partner\nMarch 2022 - Present (2 years 9 months)\nLisbon, Portugal\nPartner to three regions.',
      ['HR Business Partner', 'Corvalle Retail', '2022-03', undefined],
    ],
    [
      'Brightsea Shipping, Hamburg — Logistics Coordinator\nMARCH 2019 - PRESENT\nCoordinated containers.',
      ['Logistics Coordinator', 'Brightsea Shipping', '2019-03', undefined],
    ],
    [
      'Lead Diesel Mechanic\nMaumee Truck Repair - Toledo, OH\nJune 2018 to Present\nRepair trucks.',
      ['Lead Diesel Mechanic', 'Maumee Truck Repair', '2018-06', undefined],
    ],
    ['2011–2014  Junior Accountant, Bexcorp, Slough.', ['Junior Accountant', 'Bexcorp', '2011', '2014']],
    [
      'Bright Future Academy, Ikeja, Lagos\nChemistry Teacher\nSept., 2018 till date',
      ['Chemistry Teacher', 'Bright Future Academy', '2018-09', undefined],
    ],
    [
      'Développeur full-stack chez Nuagerie (Paris) - CDI - depuis janvier 2021',
      ['Développeur full-stack', 'Nuagerie', '2021-01', undefined],
    ],
    [
      '15/06/2014 – 28/02/2019 – Amersfoort, Netherlands\nNURSE ASSISTANT – ZORGCENTRUM EIKENHOF',
      ['NURSE ASSISTANT', 'ZORGCENTRUM EIKENHOF', '2014-06', '2019-02'],
    ],
    [
      'Registered Nurse - ICU, June 2018 to Present\nMercy Medical Center, Salem, OR',
      ['Registered Nurse - ICU', 'Mercy Medical Center', '2018-06', undefined],
    ],
  ])('knows the manner of %j', (lines, expected) => {
    expect(work(lines)).toEqual([expected])
  })

  it('finds jobs and studies where no heading names them', () => {
    const resume = parse(`Paul Achterberg
paul@example.com | +1 614 555 0120

Line Cook, Copper Kettle Diner, Dayton, OH
March 2021 - Present
- Grill and sauté for 200 covers

Dishwasher, Copper Kettle Diner
2019 - 2021

High School Diploma, Fairmont High School, 2019
`)
    expect(resume.jsonResume.basics?.name).toBe('Paul Achterberg')
    expect(jobs(resume)).toEqual([
      ['Line Cook', 'Copper Kettle Diner', '2021-03', undefined],
      ['Dishwasher', 'Copper Kettle Diner', '2019', '2021'],
    ])
    expect(resume.jsonResume.education?.[0]?.institution).toBe('Fairmont High School')
  })

  it('keeps entries apart that are set in different ways', () => {
    const found = work(`Assistante administrative | Cabinet Morel & Associés | Toulouse | Depuis 03/2020
Accueil téléphonique, gestion des agendas, facturation sous Sage
Secrétaire médicale (CDD)
Clinique des Pins, Toulouse
Du 01/09/2017 au 28/02/2020
• Prise de rendez-vous`)
    expect(found).toEqual([
      ['Assistante administrative', 'Cabinet Morel & Associés', '2020-03', undefined],
      ['Secrétaire médicale', 'Clinique des Pins', '2017-09', '2020-02'],
    ])
  })

  it('settles days and months of slashed dates by the whole document', () => {
    expect(work('Clerk, Foo Ltd, 01/03/2019 - 15/06/2020')).toEqual([
      ['Clerk', 'Foo Ltd', '2019-03', '2020-06'],
    ])
    expect(work('Clerk, Foo Inc, 01/03/2019 - 06/15/2020')).toEqual([
      ['Clerk', 'Foo Inc', '2019-01', '2020-06'],
    ])
  })

  it('gives every role at one employer its employer', () => {
    const found = work(`Northwind Cloud — Seattle, WA
Staff Engineer   Jan 2022 – Present
• Designed a control plane
Software Engineer II   Jul 2017 – Dec 2021
• Built pipelines
`)
    expect(found).toEqual([
      ['Staff Engineer', 'Northwind Cloud', '2022-01', undefined],
      ['Software Engineer II', 'Northwind Cloud', '2017-07', '2021-12'],
    ])
  })

  it('keeps what was done with the job, also over wrapped lines', () => {
    const resume = parse(`Ann Example

Work History
Nurse, St Mary Hospital, 2018 - 2020
- Cared for patients on a busy acute ward with twenty-eight beds, including
  patients after surgery
- Trained juniors
Carer, Oak House, 2015 - 2018
- Helped residents
`)
    expect(resume.jsonResume.work?.map((job) => job.highlights)).toEqual([
      [
        'Cared for patients on a busy acute ward with twenty-eight beds, including patients after surgery',
        'Trained juniors',
      ],
      ['Helped residents'],
    ])
  })
})

describe('education', () => {
  const study = (line: string) =>
    (parse(`Ann Example\n\nEducation\n${line}\n`).jsonResume.education ?? []).map((each) => [
      each.studyType,
      each.area,
      each.institution,
      each.endDate,
    ])

  it.each([
    [
      'Bachelor of Science in Nursing, University of Illinois at Chicago, 2015',
      ['Bachelor of Science', 'Nursing', 'University of Illinois at Chicago', '2015'],
    ],
    [
      '2009 – 2012\tAusbildung zum Koch, Berufsschule Halle',
      ['Ausbildung', 'Koch', 'Berufsschule Halle', '2012'],
    ],
    ['B.Com from Bangalore University in 2016', ['B.Com', undefined, 'Bangalore University', '2016']],
    [
      'University of California, Berkeley\nB.A. History, May 2010',
      ['B.A.', 'History', 'University of California, Berkeley', '2010-05'],
    ],
    ['GED, Tulsa Adult Learning Center, 2009', ['GED', undefined, 'Tulsa Adult Learning Center', '2009']],
    [
      'Ph.D., Molecular Biology, Stanford University, Stanford, CA, 2010',
      ['Ph.D.', 'Molecular Biology', 'Stanford University', '2010'],
    ],
  ])('reads %j', (line, expected) => {
    expect(study(line)).toEqual([expected])
  })

  it('normalises the level of a degree', () => {
    const levels = (line: string) =>
      parse(`Education\n${line}, Some University, 2010`).facts.find((fact) => fact.kind === 'degree')?.value
    expect(levels('MSc Physics')).toBe('master')
    expect(levels('Associate of Applied Science')).toBe('associate')
    expect(levels('High School Diploma')).toBe('high_school')
    expect(levels('Ph.D. in Chemistry')).toBe('doctorate')
  })
})

describe('skills and languages', () => {
  it('never makes a denied skill a fact', () => {
    const resume = parse(`Ann Example

Skills
Patient assessment, IV therapy; no experience with Cerner or Meditech.
Kubernetes: never used. Docker, Terraform, keine Erfahrung mit Ansible
AWS (EC2, S3), familiar with Go
No knowledge of Excel
`)
    expect(texts(resume, 'skill')).toEqual([
      'Patient assessment',
      'IV therapy',
      'Docker',
      'Terraform',
      'AWS (EC2, S3)',
      'Go',
    ])
    expect(resume.facts.find((fact) => fact.text === 'Go')?.value).toBe('level:basic')
  })

  it('reads languages with their levels', () => {
    const resume = parse(
      'Ann Example\n\nLanguages\nDeutsch (Muttersprache), Englisch – C1\nSpanish: conversational\n',
    )
    expect(resume.facts.filter((fact) => fact.kind === 'language').map((fact) => fact.value)).toEqual([
      'de:native',
      'en:C1',
      'es:B1',
    ])
    expect(resume.jsonResume.languages?.map((each) => each.language)).toEqual([
      'Deutsch',
      'Englisch',
      'Spanish',
    ])
  })
})

describe('the head', () => {
  it('finds the person, not the title, the heading or the document name', () => {
    const resume = parse(
      'CURRICULUM VITAE\n\nJANE A. SMITHFIELD, RN, BSN\nRegistered Nurse\n12 Elm Street, Springfield, IL 62704 | (217) 555-0199 | jane@mail.example\n',
    )
    expect(resume.jsonResume.basics).toMatchObject({
      name: 'JANE A. SMITHFIELD',
      label: 'Registered Nurse',
      phone: '(217) 555-0199',
      email: 'jane@mail.example',
    })
  })

  it('reads permits to work and to drive', () => {
    const resume = parse(
      'Sam Poe\nTulsa, OK\nAuthorized to work in the US without sponsorship. Clean driving licence.\nFührerschein Klasse B\n',
    )
    expect(texts(resume, 'work_authorization')).toEqual(['Authorized to work in the US without sponsorship'])
    expect(texts(resume, 'licence')).toHaveLength(2)
  })

  it('invents nobody', () => {
    expect(parse('invoice 2231\ntotal 44.00\n').jsonResume).toEqual({})
    expect(parse('').facts).toEqual([])
  })
})

const fragments = [
  'Experience',
  'EDUCATION',
  'Skills:',
  '- did a thing',
  'Engineer at Acme',
  'Jan 2020 – Present',
  '2019-2021',
  '\t',
  '  ',
  '\0',
  'ﬁre',
  '\u00AD',
  '“',
  'no experience with',
  'Languages',
  'German (C1)',
  'x'.repeat(400),
  'a@b.example',
  '😀',
  'Führerschein',
  '__proto__',
  'constructor: a, b',
]
const messy = fc
  .array(fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: 'grapheme', maxLength: 40 })), {
    maxLength: 30,
  })
  .map((parts) => parts.join('\n'))

describe('whatever the text', () => {
  it('every fact is its slice, at most 300 characters, and the same text gives the same facts', () => {
    fc.assert(
      fc.property(messy, (text) => {
        const resume = parse(text)
        for (const fact of resume.facts) {
          expect(fact.text).toBe(resume.text.slice(...fact.span))
          expect(fact.text.length).toBeGreaterThan(0)
          expect(fact.text.length).toBeLessThanOrEqual(300)
        }
        expect(resume.text).not.toContain('\0')
        expect(parse(text)).toEqual(resume)
        expect(parse(resume.text).text).toBe(resume.text)
      }),
      { numRuns: 150 },
    )
  })

  it('cuts long items into facts at the ends of sentences', () => {
    const long = `${'Led the team through a difficult year with care. '.repeat(12)}Done.`
    const facts = parse(`Experience\nNurse, Oak House, 2015 - 2018\n- ${long}`).facts.filter(
      (fact) => fact.kind === 'highlight',
    )
    expect(facts.length).toBeGreaterThan(1)
    for (const fact of facts) expect(fact.text).toMatch(/\.$/)
  })
})
