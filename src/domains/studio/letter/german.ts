import type { Posting } from '../../postings/schema.ts'
import type { ProfileFact } from '../../resumes/schema.ts'
import {
  contactLine,
  list,
  plain,
  postingTitle,
  titleText,
  type Candidate,
  type Letter,
  type LetterVoice,
} from './letter.ts'
import type { Job, Material } from './material.ts'

function facts(...some: (ProfileFact | null | undefined)[]): ProfileFact[] {
  return some.filter((fact): fact is ProfileFact => fact !== null && fact !== undefined)
}

function place(job: Job): string {
  return [
    job.title ? `als ${titleText(job.title.text)}` : '',
    job.employer ? `bei ${plain(job.employer.text)}` : '',
  ]
    .filter(Boolean)
    .join(' ')
}

function background(material: Material): Candidate {
  const [job] = material.jobs.filter(({ title, employer }) => title !== null || employer !== null)
  if (job) {
    const year = /^\d{4}/.exec(job.since?.value ?? '')?.[0]
    const now = [
      ...(year ? [`seit ${year} arbeite ich ${place(job)}`] : []),
      `derzeit arbeite ich ${place(job)}`,
    ]
    return {
      variants: job.ongoing ? now : [`zuletzt habe ich ${place(job)} gearbeitet`],
      facts: facts(job.title, job.employer, job.since),
      weight: 9,
    }
  }
  const skills = [...material.skills, ...material.otherSkills].slice(0, 3)
  return {
    variants:
      skills.length > 0
        ? [
            `ich bringe mit: ${list(
              skills.map(({ text }) => plain(text)),
              'und',
            )}`,
          ]
        : [],
    facts: skills,
    weight: 9,
  }
}

function opening(material: Material, posting: Posting): Candidate {
  const title = postingTitle(posting)
  const at = posting.hiringOrganization.name ? ` bei ${plain(posting.hiringOrganization.name)}` : ''
  const applying = title
    ? `ich bewerbe mich auf Ihre Stelle als „${title}“${at}`
    : `ich bewerbe mich auf die ausgeschriebene Stelle${at}`
  const person = background(material)
  const joined = person.variants.map((variant) => `${applying}; ${variant}.`)
  return {
    variants: [...joined, `${applying}.`, 'ich bewerbe mich auf die ausgeschriebene Stelle.'],
    facts: person.facts,
    weight: 9,
  }
}

/** German bullets are mostly nouns: they stay as they are behind a colon. */
function jobParagraph(job: Job, limit: number): Candidate[] {
  const where = place(job)
  return job.highlights.slice(0, limit).map(({ fact, weight }, at) => {
    const text = plain(fact.text).replace(/\.$/, '')
    const first = where
      ? `Zu meiner Arbeit ${where} ${job.ongoing ? 'gehört' : 'gehörte'}: ${text}.`
      : `Zu meinen Aufgaben gehörte: ${text}.`
    return {
      variants: [at === 0 ? first : `Ebenso ${job.ongoing ? 'gehört' : 'gehörte'} dazu: ${text}.`],
      facts: at === 0 ? facts(fact, job.title, job.employer) : [fact],
      weight: weight + (at === 0 ? 2 : 0),
      goesOn: at > 0,
    }
  })
}

function credentials(material: Material): Candidate[] {
  const [study] = material.education
  const learned = study
    ? list(
        study.facts.map(({ text }) => plain(text)),
        'und',
      )
    : ''
  const held = material.certificates.slice(0, 3)
  const languages = material.asksForLanguage ? material.languages.slice(0, 3) : []
  return [
    ...(study && learned
      ? [
          {
            variants: [`Meine Ausbildung: ${learned}.`],
            facts: study.facts,
            weight: material.asksForEducation ? 5 : 1.5,
          },
        ]
      : []),
    ...(held.length > 0
      ? [
          {
            variants: [
              `Nachweisen kann ich: ${list(
                held.map(({ text }) => plain(text)),
                'und',
              )}.`,
            ],
            facts: held,
            weight: 4,
          },
        ]
      : []),
    ...(languages.length > 0
      ? [
          {
            variants: [
              `Sprachen: ${list(
                languages.map(({ words }) => plain(words)),
                'und',
              )}.`,
            ],
            facts: languages.flatMap((language) => language.facts),
            weight: 5,
          },
        ]
      : []),
  ]
}

export function germanLetter(
  material: Material,
  posting: Posting,
  withHighlights: boolean,
  voice: LetterVoice,
): Letter {
  const told = withHighlights
    ? material.jobs
        .filter(({ highlights }) => highlights.length > 0)
        .toSorted((a, b) => b.weight - a.weight)
        .slice(0, 3)
    : []
  const skills = material.skills.slice(0, 4)
  const brought = list(
    skills.map(({ text }) => plain(text)),
    'und',
  )
  return {
    greeting: voice.greeting ?? 'Sehr geehrte Damen und Herren,',
    paragraphs: [
      [
        opening(material, posting),
        ...(brought
          ? [{ variants: [`Von dem, was Sie suchen, bringe ich mit: ${brought}.`], facts: skills, weight: 8 }]
          : []),
      ],
      ...told.map((job, at) => jobParagraph(job, at === 0 ? 3 : 2)),
      credentials(material),
      [{ variants: ['Gern erzähle ich Ihnen in einem Gespräch mehr.'], facts: [], weight: 9 }],
    ],
    signOff: voice.signOff ?? 'Mit freundlichen Grüßen',
    signature: [
      ...(material.name
        ? [{ variants: [plain(material.name.text)], facts: [material.name], weight: 9 }]
        : []),
      ...contactLine(material.index.facts.map(({ fact }) => fact)),
    ],
  }
}
