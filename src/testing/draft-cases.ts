import { aPosting } from '../domains/matching/testing/samples.ts'
import type { MatchResult, Requirement } from '../domains/matching/schema.ts'
import type { Posting } from '../domains/postings/schema.ts'
import type { FactKind, JsonResume, ProfileFact } from '../domains/resumes/schema.ts'

/** A fictional person and a posting, as the parsers would hand them on. */
export interface DraftCase {
  facts: ProfileFact[]
  jsonResume: JsonResume
  posting: Posting
  postingText: string
  requirements: Requirement[]
  match: MatchResult
  today: string
}

type Row = [kind: FactKind, path: string, text: string, value?: string]

export function factsFrom(rows: Row[]): ProfileFact[] {
  let offset = 0
  return rows.map(([kind, path, text, value], at) => {
    const start = offset
    offset += text.length + 1
    const id = `00000000-0000-4000-8000-${String(at + 1).padStart(12, '0')}`
    return {
      id,
      kind,
      text,
      span: [start, start + text.length],
      path,
      value: value ?? null,
      state: 'unconfirmed',
      origin: 'resume',
    }
  })
}

export function postingFrom(
  overrides: Partial<Posting> & { title: string; descriptionText: string },
): Posting {
  return aPosting({
    identifier: { source: 'text', board: null, value: '1' },
    inLanguage: 'en',
    fetchedAt: '2026-11-20T00:00:00Z',
    ...overrides,
  })
}

type Wanted = [
  text: string,
  tier: 'must' | 'nice',
  kind: Requirement['kind'],
  terms: string[],
  evidence: MatchResult['evidence'][number]['class'],
  factTexts: string[],
]

/** Requirements found in the posting's text, each with the facts (by their text) that answer it. */
export function caseFrom(posting: Posting, rows: Row[], jsonResume: JsonResume, wanted: Wanted[]): DraftCase {
  const facts = factsFrom(rows)
  const text = posting.descriptionText
  const requirements = wanted.map(([phrase, tier, kind, terms], at): Requirement => {
    const start = text.indexOf(phrase)
    if (start < 0) throw new Error(`The posting doesn't say ${phrase}`)
    return {
      id: `r${at + 1}`,
      text: phrase,
      span: [start, start + phrase.length],
      tier,
      kind,
      detail: { mode: 'all', terms, years: null, level: null },
    }
  })
  const evidence = wanted.map(([, , , , evidenceClass, texts], at) => ({
    requirementId: `r${at + 1}`,
    class: evidenceClass,
    factIds: facts.filter((fact) => texts.includes(fact.text)).map(({ id }) => id),
    reason: '',
  }))
  const match: MatchResult = {
    score: 70,
    verdict: 'possible',
    verdictWords: '',
    rubricVersion: 'test',
    gates: [],
    evidence,
  }
  return { facts, jsonResume, posting, postingText: text, requirements, match, today: '2026-11-20' }
}

export function engineerCase(): DraftCase {
  const posting = postingFrom({
    title: 'Senior Data Engineer',
    hiringOrganization: { name: 'Brightwater Energy', sameAs: null, logo: null },
    descriptionText:
      'Brightwater Energy is looking for a Senior Data Engineer.\nRequirements:\n- 5+ years of experience with Python\n- SQL\n- Airflow\n- Kubernetes\n- Degree in computer science\nNice to have: Terraform',
  })
  const rows: Row[] = [
    ['name', '/basics/name', 'Mara Lindqvist'],
    ['email', '/basics/email', 'mara@lindqvist.example'],
    ['phone', '/basics/phone', '+46 70 123 45 67'],
    ['title', '/work/0/position', 'Data Engineer'],
    ['employer', '/work/0/name', 'Nordlys Analytics AB'],
    ['start_date', '/work/0/startDate', 'Mar 2021', '2021-03'],
    ['end_date', '/work/0/endDate', 'Present', 'present'],
    [
      'highlight',
      '/work/0/highlights/0',
      'Built Airflow pipelines in Python that load 4 million meter readings a day',
    ],
    [
      'highlight',
      '/work/0/highlights/1',
      'Cut warehouse costs by 30% by moving batch jobs to spot instances',
    ],
    ['highlight', '/work/0/highlights/2', 'Led team of 4 engineers and mentored two interns'],
    ['title', '/work/1/position', 'Junior Software Developer'],
    ['employer', '/work/1/name', 'Kvist Systems'],
    ['start_date', '/work/1/startDate', '08/2017', '2017-08'],
    ['end_date', '/work/1/endDate', '02/2021', '2021-02'],
    ['highlight', '/work/1/highlights/0', 'Maintained 12 internal SQL reports for the finance department'],
    ['highlight', '/work/1/highlights/1', 'Migration of the billing database to PostgreSQL'],
    ['degree', '/education/0/studyType', 'BSc', 'bachelor'],
    ['field', '/education/0/area', 'Computer Science'],
    ['institution', '/education/0/institution', 'Uppsala University'],
    ['end_date', '/education/0/endDate', '2017', '2017'],
    ['skill', '/skills/0/name', 'Python'],
    ['skill', '/skills/1/name', 'SQL'],
    ['skill', '/skills/2/name', 'Docker'],
    ['skill', '/skills/3/name', 'Airflow'],
    ['certificate', '/certificates/0/name', 'AWS Certified Developer'],
    ['language', '/languages/0/language', 'Swedish (native)', 'sv:native'],
    ['language', '/languages/1/language', 'English (C1)', 'en:C1'],
  ]
  const jsonResume: JsonResume = {
    basics: { name: 'Mara Lindqvist' },
    work: [
      { name: 'Nordlys Analytics AB', position: 'Data Engineer', startDate: '2021-03' },
      {
        name: 'Kvist Systems',
        position: 'Junior Software Developer',
        startDate: '2017-08',
        endDate: '2021-02',
      },
    ],
    education: [
      { institution: 'Uppsala University', studyType: 'BSc', area: 'Computer Science', endDate: '2017' },
    ],
    languages: [
      { language: 'Swedish', fluency: 'native' },
      { language: 'English', fluency: 'C1' },
    ],
  }
  return caseFrom(posting, rows, jsonResume, [
    [
      '5+ years of experience with Python',
      'must',
      'experience_years',
      ['python'],
      'met',
      ['Mar 2021', 'Present', 'Python'],
    ],
    [
      'SQL',
      'must',
      'skill',
      ['sql'],
      'met',
      ['SQL', 'Maintained 12 internal SQL reports for the finance department'],
    ],
    [
      'Airflow',
      'must',
      'skill',
      ['apache airflow'],
      'met',
      ['Airflow', 'Built Airflow pipelines in Python that load 4 million meter readings a day'],
    ],
    ['Kubernetes', 'must', 'skill', ['kubernetes'], 'adjacent', ['Docker']],
    ['Degree in computer science', 'must', 'education', [], 'met', ['BSc', 'Computer Science']],
    ['Terraform', 'nice', 'skill', ['terraform'], 'missing', []],
  ])
}

export function nurseCase(): DraftCase {
  const posting = postingFrom({
    title: 'Ward Manager (f/m/d)',
    hiringOrganization: { name: 'Hartwell General Hospital', sameAs: null, logo: null },
    descriptionText:
      'You lead a surgical ward.\nYou have wound care experience, a valid nursing licence, and fluent English. ICU experience is a plus. At least 3 years on a surgical ward.',
  })
  const rows: Row[] = [
    ['name', '/basics/name', 'Oyelaran Adebayo-Smith'],
    ['title', '/work/0/position', 'REGISTERED NURSE, SURGICAL WARD'],
    ['employer', '/work/0/name', "St. Brannoc's Hospital"],
    ['start_date', '/work/0/startDate', '2019', '2019'],
    ['end_date', '/work/0/endDate', 'to date', 'present'],
    ['highlight', '/work/0/highlights/0', 'Care for 12 patients per shift on a 28-bed surgical ward'],
    ['highlight', '/work/0/highlights/1', 'Manages wound care plans and trains newly qualified nurses'],
    ['highlight', '/work/0/highlights/2', 'Reduced pressure ulcers from 9 to 3 a year'],
    ['title', '/work/1/position', 'Healthcare Assistant'],
    ['employer', '/work/1/name', 'Fernhill Care Home'],
    ['start_date', '/work/1/startDate', '2016', '2016'],
    ['end_date', '/work/1/endDate', '2019', '2019'],
    ['highlight', '/work/1/highlights/0', 'Responsible for medication rounds'],
    ['degree', '/education/0/studyType', 'Bachelor of Nursing', 'bachelor'],
    ['institution', '/education/0/institution', 'University of Plymouth'],
    ['licence', '/certificates/0/name', 'NMC registration 18A1234E'],
    ['skill', '/skills/0/name', 'Wound care'],
    ['skill', '/skills/1/name', 'Medication administration'],
    ['language', '/languages/0/language', 'English (fluent)', 'en:C1'],
    ['language', '/languages/1/language', 'Yoruba (native)', 'yo:native'],
  ]
  const jsonResume: JsonResume = {
    basics: { name: 'Oyelaran Adebayo-Smith' },
    work: [
      { name: "St. Brannoc's Hospital", position: 'Registered Nurse, Surgical Ward', startDate: '2019' },
      { name: 'Fernhill Care Home', position: 'Healthcare Assistant', startDate: '2016', endDate: '2019' },
    ],
    education: [{ institution: 'University of Plymouth', studyType: 'Bachelor of Nursing' }],
    languages: [
      { language: 'English', fluency: 'fluent' },
      { language: 'Yoruba', fluency: 'native' },
    ],
  }
  return caseFrom(posting, rows, jsonResume, [
    [
      'wound care experience',
      'must',
      'skill',
      ['wound care'],
      'met',
      ['Wound care', 'Manages wound care plans and trains newly qualified nurses'],
    ],
    ['valid nursing licence', 'must', 'licence', [], 'met', ['NMC registration 18A1234E']],
    ['fluent English', 'must', 'language', [], 'met', ['English (fluent)']],
    ['ICU experience', 'nice', 'skill', ['intensive care'], 'missing', []],
  ])
}
