import type { Posting } from '../../postings/schema.ts'
import type { ProfileFact } from '../../resumes/schema.ts'
import {
  chooser,
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
import { articleFor, rewriteHighlight, type RewrittenHighlight } from './rewrite-highlight.ts'

type Choose = ReturnType<typeof chooser>

const ONE_HOLDER =
  /^(?:head|director|chief|vice|ceo|cto|cfo|coo|vp|co-?founder|founder|owner|president|managing director|deputy head)\b/i

/** "as a Staff Nurse", but "as Head of Finance". */
function asTitle(title: string): string {
  const text = titleText(title)
  return ONE_HOLDER.test(text) ? `as ${text}` : `as ${articleFor(text)} ${text}`
}

function facts(...some: (ProfileFact | null | undefined)[]): ProfileFact[] {
  return some.filter((fact): fact is ProfileFact => fact !== null && fact !== undefined)
}

/** "as a Staff Nurse at St. Anna", as far as both are known. */
function place(job: Job): string {
  return [job.title ? asTitle(job.title.text) : '', job.employer ? `at ${plain(job.employer.text)}` : '']
    .filter(Boolean)
    .join(' ')
}

function background(material: Material): Candidate {
  const [job] = material.jobs.filter(({ title, employer }) => title !== null || employer !== null)
  if (job) {
    const where = place(job)
    const year = /^\d{4}/.exec(job.since?.value ?? '')?.[0]
    const now = [...(year ? [`since ${year} I have worked ${where}`] : []), `I currently work ${where}`]
    return {
      variants: job.ongoing ? now : [`most recently I worked ${where}`],
      facts: facts(job.title, job.employer, job.since),
      weight: 9,
    }
  }
  const [study] = material.education.filter(({ institution }) => institution !== null)
  if (study?.institution) {
    return {
      variants: [`my education is from ${theInstitution(study.institution.text)}`],
      facts: facts(study.institution),
      weight: 9,
    }
  }
  const skills = [...material.skills, ...material.otherSkills].slice(0, 3)
  return {
    variants:
      skills.length > 0
        ? [
            `I bring ${list(
              skills.map(({ text }) => plain(text)),
              'and',
            )}`,
          ]
        : [],
    facts: skills,
    weight: 9,
  }
}

/** Names role and organisation, and in the same breath what the person is. */
function opening(material: Material, posting: Posting, choose: Choose): Candidate {
  const title = postingTitle(posting.title)
  const at = posting.hiringOrganization.name ? ` at ${plain(posting.hiringOrganization.name)}` : ''
  const applying = title
    ? choose([
        `I am applying for the position of ${title}${at}`,
        `I would like to apply for the ${title} position${at}`,
      ])
    : `I am applying for the advertised position${at}`
  const person = background(material)
  const joined = person.variants.map((variant) => `${applying}; ${variant}.`)
  return {
    variants: [...joined, `${applying}.`, 'I am applying for the advertised position.'],
    facts: person.facts,
    weight: 9,
  }
}

/** "Wound care" in mid-sentence, but "Excel": the posting's own spelling decides, or a lower-case word after the first. */
function inSentence(text: string, posting: Posting): string {
  const clean = plain(text)
  const lower = clean.charAt(0).toLowerCase() + clean.slice(1)
  return posting.descriptionText.includes(` ${lower}`) ? lower : clean
}

function skillSentence(material: Material, posting: Posting, choose: Choose): Candidate[] {
  const asked = material.skills.slice(0, 4)
  if (asked.length > 0) {
    const names = list(
      asked.map(({ text }) => inSentence(text, posting)),
      'and',
    )
    const lead = choose([
      'Of the skills you ask for, I bring',
      'From your list of requirements I bring',
      'Among the things you ask for, I can offer',
    ])
    return [{ variants: [`${lead} ${names}.`], facts: asked, weight: 8 }]
  }
  const other = material.jobs.length > 0 ? material.otherSkills.slice(0, 3) : []
  if (other.length === 0) return []
  return [
    {
      variants: [
        `My skills include ${list(
          other.map(({ text }) => inSentence(text, posting)),
          'and',
        )}.`,
      ],
      facts: other,
      weight: 2,
    },
  ]
}

interface Telling {
  job: Job
  first: boolean
  /** This job is named in the opening already. */
  introduced: boolean
  earlier: boolean
}

function firstSentence(
  told: RewrittenHighlight,
  { job, introduced, earlier }: Telling,
  choose: Choose,
): string[] {
  const employer = job.employer ? ` at ${plain(job.employer.text)}` : ''
  const where = place(job)
  if (told.kind === 'quote')
    return where ? [`About my time${employer || ` ${where}`} my résumé says: “${told.text}”.`] : []
  if (told.kind === 'nominal')
    return [
      `My work${introduced ? employer : where ? ` ${where}` : ''} ${job.ongoing ? 'includes' : 'included'} ${told.text}.`,
    ]
  if (introduced && employer)
    return choose([
      [`At${employer.slice(3)} I ${told.text}.`],
      [`In my ${job.ongoing ? 'current' : 'last'} role${employer}, I ${told.text}.`],
    ])
  if (!where) return [`In earlier work I ${told.text}.`]
  const start = `${where.charAt(0).toUpperCase()}${where.slice(1)}`
  return earlier
    ? choose([[`Before that, ${where}, I ${told.text}.`], [`Earlier, ${where}, I ${told.text}.`]])
    : [`${start}, I ${told.text}.`]
}

function nextSentence(told: RewrittenHighlight, job: Job, at: number): string[] {
  if (told.kind === 'quote') return []
  if (told.kind === 'nominal')
    return [`My work there also ${job.ongoing ? 'includes' : 'included'} ${told.text}.`]
  return [
    at === 1
      ? `I also ${told.text}.`
      : at === 2
        ? `In the same role I ${told.text}.`
        : `During that time I ${told.text}.`,
  ]
}

const KIND_ORDER = { clause: 0, nominal: 1, quote: 2 }

/** Up to three accomplishments of one job, the strongest first; a bare quotation only where nothing better exists. */
function jobParagraph(telling: Telling, choose: Choose, limit: number): Candidate[] {
  const { job } = telling
  const told = job.highlights
    .map(({ fact, weight }) => ({ fact, weight, told: rewriteHighlight(fact.text, job.ongoing) }))
    .filter(({ told: { text, kind } }) => text.length <= (kind === 'quote' ? 160 : 240))
    .toSorted((a, b) => KIND_ORDER[a.told.kind] - KIND_ORDER[b.told.kind] || b.weight - a.weight)
  const usable = told.filter((each, at) => at === 0 || each.told.kind !== 'quote').slice(0, limit)
  const ordered = usable.toSorted((a, b) => b.weight - a.weight)
  return ordered.map(({ fact, weight, told: each }, at) => ({
    variants: at === 0 ? firstSentence(each, telling, choose) : nextSentence(each, job, at),
    facts: at === 0 ? facts(fact, job.employer, telling.introduced ? null : job.title) : [fact],
    weight: weight + (at === 0 ? 2 : 0),
    goesOn: at > 0,
  }))
}

function jobParagraphs(material: Material, choose: Choose): Candidate[][] {
  const [current] = material.jobs
  const chosen = material.jobs
    .filter(({ highlights }) => highlights.length > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, 3)
  let previous: Job | null = null
  return chosen.map((job, at) => {
    const earlier = previous !== null && job.start !== '' && job.start < previous.start
    previous = job
    return jobParagraph(
      { job, first: at === 0, introduced: job === current, earlier },
      choose,
      at === 0 ? 3 : 2,
    )
  })
}

/** Earlier jobs that no paragraph tells of. */
function earlierJobs(material: Material): Candidate[] {
  const silent = material.jobs
    .slice(1)
    .filter(({ highlights, title, employer }) => highlights.length === 0 && title && employer)
    .slice(0, 2)
  if (silent.length === 0) return []
  return [
    {
      variants: [`Earlier I worked ${list(silent.map(place), 'and')}.`],
      facts: silent.flatMap((job) => facts(job.title, job.employer)),
      weight: 1,
    },
  ]
}

const AWARD =
  /^(?:bachelor|master|b\.?\s?sc|m\.?\s?sc|b\.?\s?a\b|m\.?\s?a\b|b\.?eng|m\.?eng|mba|ph\.?\s?d|diploma|diplom|associate|doctor|bsn|msn|certificate|higher|foundation|btec|nvq|licen[cs]e|hnd|degree|postgraduate|graduate)/i

/** "the University of …", but "Uppsala University". */
function theInstitution(text: string): string {
  const name = plain(text)
  return /^(?:university|institute|college|school|technical university|polytechnic) (?:of|for)\b/i.test(name)
    ? `the ${name}`
    : name
}

function educationSentence(material: Material): Candidate[] {
  const [study] = material.education.toSorted((a, b) => Number(b.degree !== null) - Number(a.degree !== null))
  if (!study) return []
  const from = study.institution
    ? ` ${study.finished ? 'from' : 'at'} ${theInstitution(study.institution.text)}`
    : ''
  const degree = study.degree ? plain(study.degree.text) : ''
  const subject = study.field ? plain(study.field.text) : ''
  const named =
    degree.toLowerCase().includes(subject.toLowerCase()) || !subject ? degree : `${degree} in ${subject}`
  const weight = material.asksForEducation ? 5 : 1.5
  const listed = list(
    [degree, subject, study.institution ? plain(study.institution.text) : ''].filter(Boolean),
    'and',
  )
  const fallback = `My education: ${listed}.`
  if (!degree) return [{ variants: [fallback], facts: study.facts, weight }]
  const article = articleFor(degree)
  const held = study.finished
    ? `I hold ${article} ${named}${from}.`
    : `I am studying for ${article} ${named}${from}.`
  return [{ variants: AWARD.test(degree) ? [held, fallback] : [fallback], facts: study.facts, weight }]
}

function credentialSentences(material: Material): Candidate[] {
  const certificates = material.certificates.slice(0, 3)
  const held =
    certificates.length > 0
      ? list(
          certificates.map(({ text }) => plain(text)),
          'and',
        )
      : ''
  const languages = material.asksForLanguage ? material.languages.slice(0, 3) : []
  const spoken = list(
    languages.map(({ words }) => plain(words)),
    'and',
  )
  return [
    ...educationSentence(material),
    ...(held
      ? [{ variants: [`My certificates and licences include ${held}.`], facts: certificates, weight: 4 }]
      : []),
    ...(spoken
      ? [
          {
            variants: [`I speak ${spoken}.`],
            facts: languages.flatMap((language) => language.facts),
            weight: 5,
          },
        ]
      : []),
  ]
}

function gapSentence({ gap }: Material): Candidate[] {
  if (!gap) return []
  const term = gap.term.charAt(0).toUpperCase() + gap.term.slice(1)
  return [
    {
      variants: [`${term} is not on my résumé yet; the closest I bring is ${plain(gap.words)}.`],
      facts: [gap.fact],
      weight: 3,
    },
  ]
}

function closing(material: Material, choose: Choose): Candidate {
  const some = material.jobs.length > 0 || material.skills.length > 0
  return {
    variants: [
      some
        ? choose([
            'I would be glad to talk through how this experience fits what you need.',
            'I would welcome a conversation about the work and where I could help first.',
            'If this fits what you are looking for, I would be glad to tell you more in a conversation.',
          ])
        : 'I would be glad to tell you more in a conversation.',
    ],
    facts: [],
    weight: 9,
  }
}

export function englishLetter(
  material: Material,
  posting: Posting,
  withHighlights: boolean,
  voice: LetterVoice,
): Letter {
  const choose = chooser(`${posting.title}\n${posting.hiringOrganization.name}\n${material.name?.text ?? ''}`)
  const told = withHighlights ? jobParagraphs(material, choose) : []
  return {
    greeting: voice.greeting ?? 'Dear hiring team,',
    paragraphs: [
      [opening(material, posting, choose), ...skillSentence(material, posting, choose)],
      ...told,
      [...earlierJobs(material), ...credentialSentences(material), ...gapSentence(material)],
      [closing(material, choose)],
    ],
    signOff: voice.signOff ?? 'Kind regards,',
    signature: [
      ...(material.name
        ? [{ variants: [plain(material.name.text)], facts: [material.name], weight: 9 }]
        : []),
      ...contactLine(material.index.facts.map(({ fact }) => fact)),
    ],
  }
}
