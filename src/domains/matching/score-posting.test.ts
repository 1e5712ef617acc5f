import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ProfileFact } from '../resumes/schema.ts'
import { extractRequirements } from './extract-requirements.ts'
import type { MatchResult } from './schema.ts'
import { RUBRIC_VERSION, scorePosting } from './score-posting.ts'
import { aFact, aPosting, aResume } from './testing/samples.ts'

const today = new Date('2026-06-15T00:00:00Z')
type Resume = ReturnType<typeof aResume>

function score(
  resume: Resume,
  text: string,
  title = '',
  extra: Partial<Parameters<typeof scorePosting>[0]> = {},
): MatchResult {
  const posting = aPosting({ title, descriptionText: text })
  const requirements = extractRequirements({ posting, text })
  return scorePosting({ ...resume, requirements, posting, postingText: text, today, ...extra })
}

const classOf = (resume: Resume, bullet: string, title = '') =>
  score(resume, `Requirements\n- ${bullet}`, title).evidence[0]?.class

const developer = aResume({
  work: [
    {
      name: 'Northwind Ltd',
      position: 'Backend Developer',
      startDate: '2020-01',
      highlights: ['Built billing services in Python with PostgreSQL and React dashboards'],
    },
    { name: 'Blue Kite', position: 'Junior Developer', startDate: '2018-01', endDate: '2020-06' },
  ],
  degrees: ['BSc Computer Science'],
  skills: ['Docker', 'AWS', 'Basic Kafka', 'No experience with Kubernetes'],
  languages: ['English (native)', 'German (A2)', 'Spanish'],
})

describe('classes of evidence', () => {
  test.each([
    ['Python', 'met'],
    ['SQL', 'met'],
    ['JavaScript', 'met'],
    ['Kafka', 'partly'],
    ['Google Cloud', 'adjacent'],
    ['MySQL', 'adjacent'],
    ['Kubernetes', 'missing'],
    ['Haskell', 'missing'],
    ['Python or Haskell', 'met'],
    ['Excellent communication skills', 'unknown'],
    ["Bachelor's degree in computer science", 'met'],
    ["Master's degree in computer science", 'partly'],
    ['Fluent English', 'met'],
    ['German (B1)', 'partly'],
    ['Spanish (B2)', 'partly'],
    ['Fluent French', 'missing'],
    ['Driving licence required', 'missing'],
    ['Right to work in the UK', 'unknown'],
  ])('%s is %s', (bullet, expected) => {
    expect(classOf(developer, bullet)).toBe(expected)
  })

  test('years merge overlapping posts and count a running one up to today', () => {
    expect(classOf(developer, '8+ years of software development experience', 'Software Developer')).toBe(
      'met',
    )
    expect(classOf(developer, '9+ years of software development experience', 'Software Developer')).toBe(
      'partly',
    )
    expect(classOf(developer, '6+ years of experience with Python', 'Software Developer')).toBe('met')
  })

  test('what is credited names its facts, and only facts that exist', () => {
    const result = score(
      developer,
      'Requirements\n- Python\n- SQL\n- 3 years of Python\n- Fluent English\n- Teamwork',
    )
    const ids = new Set(developer.facts.map((fact) => fact.id))
    const credited = result.evidence.filter((entry) => ['met', 'partly', 'adjacent'].includes(entry.class))
    expect(credited.map((entry) => entry.class)).toEqual(['met', 'met', 'met', 'met'])
    expect(credited.filter((entry) => entry.factIds.length === 0)).toEqual([])
    expect(result.evidence.flatMap((entry) => entry.factIds).filter((id) => !ids.has(id))).toEqual([])
  })

  test.each([
    'No experience with Terraform',
    'I have never used Terraform',
    'Haven’t worked with Terraform',
    'Keen to learn Terraform',
    'Keine Erfahrung mit Terraform',
    'Aucune expérience avec Terraform',
    'Sin experiencia con Terraform',
  ])('what is denied proves nothing: %s', (denial) => {
    expect(classOf(aResume({ others: [['summary', denial]] }), 'Terraform')).toBe('missing')
  })

  test('a denial ends with its clause', () => {
    const resume = aResume({
      others: [['summary', 'No Terraform experience yet, but five years of Docker.']],
    })
    expect(classOf(resume, 'Docker')).toBe('met')
    const denied = aResume({
      others: [['summary', 'No experience with Terraform, but five years of Docker.']],
    })
    expect([classOf(denied, 'Terraform'), classOf(denied, 'Docker')]).toEqual(['missing', 'met'])
  })

  test('a removed fact proves nothing', () => {
    const facts = developer.facts.map((fact): ProfileFact =>
      fact.text === 'Docker' ? { ...fact, state: 'removed' } : fact,
    )
    expect(classOf({ ...developer, facts }, 'Docker')).not.toBe('met')
  })
})

describe('phrases outside of the vocabulary', () => {
  const optician = aResume({
    work: [
      {
        name: 'Lakeside Eyewear',
        position: 'Dispensing Optician',
        startDate: '2017-05',
        highlights: [
          'Ordered varifocal lenses in Ocuco and explained frame fitting to anxious parents',
          'Built appointment services for three branches',
        ],
      },
    ],
    certificates: ['GOC registered, no. 01-00000'],
    others: [['summary', 'Registered with the College of Vision Care. I have never fitted scleral lenses.']],
  })

  test.each([
    ['You know your way around Ocuco or something like it', 'met'],
    ['Experience with Optix', 'missing'],
    ['CVC membership', 'met'],
    ['Registration with the General Optical Council', 'met'],
    ['Experience with appointment systems', 'met'],
    ['Experience with scleral lenses', 'missing'],
    ['You are punctual and friendly', 'unknown'],
    ['Willing to visit our other branches', 'unknown'],
  ])('%s is %s', (bullet, expected) => {
    expect(classOf(optician, bullet, 'Dispensing Optician')).toBe(expected)
  })

  test('the head of a phrase has to be shown, not only what describes it', () => {
    const resume = aResume({ skills: ['Deep-sea angling trips'] })
    expect(classOf(resume, 'Deep-sea welding robots')).not.toMatch(/met|partly/)
  })

  test('German compounds meet their parts, Romance words their other gender', () => {
    const smith = aResume({ skills: ['Hufbeschlag und Klauenpflege'] })
    expect(classOf(smith, 'Erfahrung im Hufbeschlag')).toBe('met')
    const cellar = aResume({ skills: ['Vinificación de vinos tintos'] })
    expect(classOf(cellar, 'Conocimientos de vinificación')).toBe('met')
  })

  test('what is denied is not made up for by what is near', () => {
    const resume = aResume({
      work: [
        {
          name: 'Quarry Lane Clinic',
          position: 'Staff Nurse',
          startDate: '2018-01',
          highlights: ['Looked after medical patients; no experience with MySQL or haemodialysis'],
        },
      ],
      skills: ['PostgreSQL'],
    })
    expect(classOf(resume, 'MySQL')).toBe('missing')
    expect(classOf(resume, 'Haemodialysis')).toBe('missing')
  })
})

describe('other trades', () => {
  test('a nurse: registration by name, ICU from the title, a certificate that is missing', () => {
    const nurse = aResume({
      work: [
        {
          name: 'St Brannock Hospital',
          position: 'ICU Nurse',
          startDate: '2019-03',
          highlights: ['Cared for ventilated patients'],
        },
      ],
      certificates: ['NMC registration', 'BLS certified'],
    })
    expect(classOf(nurse, 'NMC registration')).toBe('met')
    expect(classOf(nurse, 'At least five years of intensive care experience')).toBe('met')
    expect(classOf(nurse, 'Emergency department experience')).toBe('adjacent')
    expect(classOf(nurse, 'ACLS certification')).toBe('missing')
  })

  test('a driver: C+E includes C, but not the other way round', () => {
    const licence = (text: string) => aResume({ others: [['licence', text]] })
    expect(classOf(licence('Driving licence C+E'), 'Class C licence')).toBe('met')
    expect(classOf(licence('Class C licence'), 'C+E licence')).toBe('partly')
  })

  test('a warehouse worker: forklift types are close to each other', () => {
    const worker = aResume({ skills: ['Reach truck'] })
    expect(classOf(worker, 'Experience with a counterbalance truck')).not.toBe('missing')
    expect(classOf(worker, 'Forklift driving')).toBe('met')
  })

  test('an accountant: one package stands near another', () => {
    const accountant = aResume({ skills: ['QuickBooks', 'Bank reconciliations'] })
    expect(classOf(accountant, 'Experience with Xero')).toMatch(/adjacent|partly/)
    expect(classOf(accountant, 'Reconciliations')).toBe('met')
  })

  test('a German electrician is read in German', () => {
    const electrician = aResume({
      work: [
        {
          name: 'Stahlbau Nord GmbH',
          position: 'Elektroniker für Betriebstechnik',
          startDate: '2015-08',
          highlights: ['Wartung von Frequenzumrichtern und SPS'],
        },
      ],
      degrees: ['Abgeschlossene Ausbildung zum Elektroniker'],
      others: [['licence', 'Führerschein Klasse B']],
    })
    const bullets = [
      'Ausbildung als Elektroniker',
      'Führerschein Klasse B',
      'Kenntnisse in SPS-Programmierung',
      'Mindestens 3 Jahre Berufserfahrung in der Instandhaltung',
    ]
    expect(bullets.map((bullet) => classOf(electrician, bullet, 'Elektroniker'))).toEqual([
      'met',
      'met',
      'met',
      'met',
    ])
  })

  test('a teacher is not a cook', () => {
    const teacher = aResume({
      work: [{ name: 'Hill School', position: 'Primary School Teacher', startDate: '2016-09' }],
      degrees: ['B.Ed. Primary Education'],
    })
    const school =
      'Requirements\n- Qualified teacher status\n- Experience teaching key stage 2\n- Behaviour management\n- Excellent communication'
    const kitchen = 'Requirements\n- Two years in a commercial kitchen\n- HACCP\n- Excellent communication'
    const fitting = score(teacher, school, 'Year 4 Teacher')
    const other = score(teacher, kitchen, 'Chef de Partie')
    expect(fitting.score ?? 0).toBeGreaterThan((other.score ?? 0) + 40)
    expect(other.verdict).toBe('weak')
  })
})

describe('gates', () => {
  test('a level far below what must be spoken blocks', () => {
    const result = score(
      developer,
      'Requirements\n- Python\n- Fluent German is essential',
      'Backend Developer',
    )
    expect(result.verdict).toBe('blocked')
    expect(result.gates).toContainEqual(expect.objectContaining({ kind: 'language', result: 'fail' }))
  })

  test('what the résumé does not say blocks nothing', () => {
    const result = score(
      developer,
      'Requirements\n- Python\n- Driving licence\n- Right to work in the UK',
      'Backend Developer',
    )
    expect(result.verdict).not.toBe('blocked')
    expect(result.gates.map((gate) => gate.result)).toEqual(['unknown', 'unknown'])
  })

  test('who needs a visa is blocked where none is sponsored', () => {
    const resume = aResume({
      skills: ['Python'],
      others: [['work_authorization', 'Requires visa sponsorship']],
    })
    expect(score(resume, 'Requirements\n- Python\nWe cannot sponsor visas.').verdict).toBe('blocked')
  })

  test.each([
    ['No sponsorship needed, British citizen', 'met'],
    ['Irish citizen', 'met'],
    ['Canadian citizen', 'missing'],
  ])('a permit counts where it holds: %s', (stated, expected) => {
    const resume = aResume({ skills: ['Python'], others: [['work_authorization', stated]] })
    const result = score(resume, 'Requirements\n- Right to work in the UK')
    expect(result.evidence[0]?.class).toBe(expected)
    expect(result.verdict).not.toBe('blocked')
  })

  test("another country's licence to practise passes no gate", () => {
    const nurse = aResume({
      work: [{ name: 'Bayfront Hospital', position: 'Registered Nurse', startDate: '2018-01' }],
      others: [['licence', 'RN license, State of Oregon']],
    })
    const result = score(nurse, 'Requirements\n- Current NMC registration', 'Staff Nurse')
    expect(result.evidence[0]).toMatchObject({
      class: 'partly',
      reason: expect.stringContaining('another country'),
    })
    expect(result.gates).toContainEqual(expect.objectContaining({ kind: 'licence', result: 'unknown' }))
  })

  test('pay below the wish of the person blocks, unknown pay does not', () => {
    const preferences = { minimumYearlySalary: { currency: 'EUR', value: 60_000 } }
    const pay = {
      currency: 'EUR',
      minValue: 40_000,
      maxValue: 45_000,
      unitText: 'YEAR',
      raw: '',
      estimated: false,
      suspect: null,
    } as const
    const low = score(developer, 'Requirements\n- Python', '', {
      preferences,
      posting: aPosting({ baseSalary: pay }),
    })
    expect(low.verdict).toBe('blocked')
    expect(score(developer, 'Requirements\n- Python', '', { preferences }).verdict).not.toBe('blocked')
  })
})

describe('the score', () => {
  test('nothing to score is said, not scored', () => {
    expect(score(developer, '')).toMatchObject({
      score: null,
      verdict: 'cant_tell',
      rubricVersion: RUBRIC_VERSION,
    })
    expect(score(developer, 'Come and join a friendly team.')).toMatchObject({
      score: null,
      verdict: 'cant_tell',
    })
  })

  test('the same job abroad, or in a language the person does not have, counts for less', () => {
    const cook = aResume({
      location: { city: 'Leeds', countryCode: 'GB' },
      work: [
        {
          name: 'The Heron',
          position: 'Chef de Partie',
          startDate: '2019-01',
          highlights: ['Ran the sauce section and the grill for a brigade of six'],
        },
      ],
    })
    const place = (raw: string, addressCountry: string) => ({
      raw,
      addressCountry,
      addressLocality: null,
      addressRegion: null,
    })
    const text = 'Requirements\n- Two years in a commercial kitchen\n- Food hygiene'
    const at = (raw: string, country: string) =>
      score(cook, text, 'Chef de Partie', {
        posting: aPosting({ title: 'Chef de Partie', jobLocation: [place(raw, country)] }),
      }).score ?? 0
    expect(at('York, UK', 'GB')).toBeGreaterThan(at('Lyon, France', 'FR') + 10)
    const french =
      'Nous cherchons un cuisinier pour notre restaurant.\nProfil recherché\n- Deux ans d’expérience en cuisine avec une équipe dans les Alpes\n- Hygiène alimentaire pour tous les plats'
    expect(score(cook, french, 'Cuisinier').score ?? 0).toBeLessThan(
      score(cook, text, 'Cuisinier').score ?? 0,
    )
  })

  test('a job told in everyday words is known by its field, whatever it is called', () => {
    const cook = aResume({ work: [{ name: 'The Heron', position: 'Chef de Partie', startDate: '2019-01' }] })
    const clerk = aResume({ work: [{ name: 'Mill & Co', position: 'Bookkeeper', startDate: '2019-01' }] })
    const text =
      'Keeper of the stoves\nYou will send out plates that make guests smile, look after the oven and the pans, and write the menu with us.\nRequirements\n- A calm head when the dining room is full'
    expect(score(cook, text, 'Keeper of the stoves').score ?? 0).toBeGreaterThan(
      (score(clerk, text, 'Keeper of the stoves').score ?? 0) + 15,
    )
  })

  test('a job that no vocabulary names is known by the words it shares', () => {
    const maker = aResume({
      work: [
        {
          name: 'Fellside Bells',
          position: 'Campanologist and Bell Hanger',
          startDate: '2015-01',
          highlights: [
            'Re-hung church bells on ball bearings',
            'Turned headstocks and clappers, tuned rings of eight',
          ],
        },
      ],
    })
    const clerk = aResume({ work: [{ name: 'Mill & Co', position: 'Bookkeeper', startDate: '2015-01' }] })
    const text =
      'Bell Hanger\nWe restore rings of bells in towers.\nRequirements\n- Fitting headstocks, clappers and bearings\n- Head for heights'
    const [own, other] = [maker, clerk].map((resume) => score(resume, text, 'Bell Hanger'))
    expect(own?.verdict).toMatch(/strong|possible/)
    expect(other?.verdict).toBe('weak')
  })

  test('what it says of the fit is a sentence', () => {
    const words = (text: string) => score(developer, text, 'Backend Developer').verdictWords
    expect(words('Requirements\n- Python')).toContain('the one must-have is met')
    expect(words('Requirements\n- Python\n- Haskell\n- Erlang')).toContain('1 of 3 must-haves is met')
  })

  test('a must weighs more than a nice', () => {
    const withMust = score(
      developer,
      'Requirements\n- Python\n- Haskell\nNice to have\n- Erlang\n- Docker',
      'Backend Developer',
    )
    const withNice = score(
      developer,
      'Requirements\n- Python\n- Docker\nNice to have\n- Erlang\n- Haskell',
      'Backend Developer',
    )
    expect(withNice.score ?? 0).toBeGreaterThan(withMust.score ?? 0)
  })

  const posting =
    'Backend Developer\nRequirements\n- Python, Kafka and Kubernetes\n- MySQL or Oracle SQL\n- Fluent French\n- AWS certification\n- 4 years of Go\n- Teamwork\nNice to have\n- Terraform\n- CISSP'
  const proofs = [
    aFact('skill', 'Kubernetes', '/skills/90/name'),
    aFact('skill', 'Terraform', '/skills/91/name'),
    aFact('language', 'French (C2)', '/languages/90/language'),
    aFact('certificate', 'CISSP', '/certificates/90/name'),
    aFact('certificate', 'AWS Certified Developer', '/certificates/91/name'),
    aFact('highlight', 'Worked in a team of nine to move MySQL to the cloud', '/projects/90/description'),
    aFact('language', 'Italian (B2)', '/languages/91/language'),
    aFact('degree', 'MSc Physics', '/education/90/studyType'),
    aFact('summary', 'A reliable developer, well organised', '/basics/summary'),
  ]

  test('adding proof never lowers it', () => {
    fc.assert(
      fc.property(fc.subarray(proofs), fc.constantFrom(...proofs), (some, one) => {
        const before =
          score({ ...developer, facts: [...developer.facts, ...some] }, posting, 'Backend Developer').score ??
          0
        const after =
          score(
            { ...developer, facts: [...developer.facts, ...some.filter((fact) => fact.id !== one.id), one] },
            posting,
            'Backend Developer',
          ).score ?? 0
        expect(after).toBeGreaterThanOrEqual(before)
      }),
      { numRuns: 80 },
    )
  })

  test('it is the same in whatever order the facts come', () => {
    const wanted = score(developer, posting, 'Backend Developer')
    fc.assert(
      fc.property(fc.shuffledSubarray(developer.facts, { minLength: developer.facts.length }), (facts) => {
        expect(score({ ...developer, facts }, posting, 'Backend Developer')).toEqual(wanted)
      }),
      { numRuns: 40 },
    )
  })

  test('any facts against any posting: within 0 and 100, one class for each requirement', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 60 }), { maxLength: 8 }),
        fc.string({ maxLength: 200 }),
        (texts, noise) => {
          const facts = texts.map((text, index) => aFact('highlight', text, `/work/0/highlights/${index}`))
          const result = score({ facts, jsonResume: {} }, `Requirements\n- ${noise}\n- Welding`)
          expect(result.score ?? 0).toBeGreaterThanOrEqual(0)
          expect(result.score ?? 0).toBeLessThanOrEqual(100)
          expect(result.evidence.length).toBeGreaterThan(0)
        },
      ),
      { numRuns: 100 },
    )
  })
})
