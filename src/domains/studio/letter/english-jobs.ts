import type { ProfileFact } from '../../resumes/schema.ts'
import { list, plain, sentence, titleText, type Candidate, type Choose } from './letter.ts'
import type { Job, Material } from './material.ts'
import { articleFor, rewriteHighlight, type RewrittenHighlight } from './rewrite-highlight.ts'

const ONE_HOLDER =
  /^(?:head|director|chief|vice|ceo|cto|cfo|coo|vp|co-?founder|founder|owner|president|managing director|deputy head)\b/i

/** "as a Staff Nurse", but "as Head of Finance". */
function asTitle(title: string): string {
  const text = titleText(title)
  return ONE_HOLDER.test(text) ? `as ${text}` : `as ${articleFor(text)} ${text}`
}

export function facts(...some: (ProfileFact | null | undefined)[]): ProfileFact[] {
  return some.filter((fact): fact is ProfileFact => fact !== null && fact !== undefined)
}

/** "as a Staff Nurse at St. Anna", as far as both are known. */
export function place(job: Job): string {
  return [job.title ? asTitle(job.title.text) : '', job.employer ? `at ${plain(job.employer.text)}` : '']
    .filter(Boolean)
    .join(' ')
}

interface Telling {
  job: Job
  /** This job is named in the opening already. */
  introduced: boolean
  /** It came before the one told of in the paragraph before. */
  earlier: 'Before that' | 'Earlier' | null
}

function firstSentences(
  told: RewrittenHighlight,
  { job, introduced, earlier }: Telling,
  choose: Choose,
): string[] {
  const employer = job.employer ? ` at ${plain(job.employer.text)}` : ''
  const where = place(job)
  if (told.kind === 'quote')
    return where ? [`About my time${employer || ` ${where}`} my résumé says: “${told.text}”`] : []
  if (told.kind === 'nominal') {
    const named = introduced && employer ? employer : where && ` ${where}`
    return [`My work${named} ${job.ongoing ? 'includes' : 'included'} ${told.text}`]
  }
  if (introduced && employer) {
    const role = job.ongoing ? 'In my current role' : 'In my last role'
    return [choose([`At${employer.slice(3)} I ${told.text}`, `${role}${employer}, I ${told.text}`])]
  }
  if (!where) return [`In earlier work I ${told.text}`]
  return [
    earlier
      ? `${earlier}, ${where}, I ${told.text}`
      : `${where.charAt(0).toUpperCase()}${where.slice(1)}, I ${told.text}`,
  ]
}

function nextSentence(told: RewrittenHighlight, job: Job, at: number, choose: Choose): string[] {
  if (told.kind === 'quote') return []
  if (told.kind === 'nominal')
    return [`My work there also ${job.ongoing ? 'includes' : 'included'} ${told.text}`]
  if (at === 1) return [choose([`I also ${told.text}`, `There I also ${told.text}`])]
  return [at === 2 ? `In the same role I ${told.text}` : `During that time I ${told.text}`]
}

const KIND_ORDER = { clause: 0, nominal: 1, quote: 2 }

/** Accomplishments of one job, the strongest first; a bare quotation only where nothing better exists. */
function jobParagraph(telling: Telling, choose: Choose, limit: number): Candidate[] {
  const { job } = telling
  const told = job.highlights
    .map(({ fact, weight }) => ({ fact, weight, told: rewriteHighlight(fact.text, job.ongoing) }))
    .filter(({ told: { text, kind } }) => text.length <= (kind === 'quote' ? 160 : 240))
    .toSorted((a, b) => KIND_ORDER[a.told.kind] - KIND_ORDER[b.told.kind] || b.weight - a.weight)
  const usable = told.filter((each, at) => at === 0 || each.told.kind !== 'quote').slice(0, limit)
  return usable
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ fact, weight, told: each }, at) => ({
      variants: (at === 0 ? firstSentences(each, telling, choose) : nextSentence(each, job, at, choose)).map(
        sentence,
      ),
      facts: at === 0 ? facts(fact, job.employer, telling.introduced ? null : job.title) : [fact],
      weight: weight + (at === 0 ? 2 : 0),
      goesOn: at > 0,
    }))
}

const MUCH_STRONGER = 1.6

/** The three strongest jobs, newest first; an older one leads only when it proves far more. */
export function tellingOrder(jobs: Job[]): Job[] {
  const strongest = jobs
    .filter(({ highlights }) => highlights.length > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, 3)
  const inTime = jobs.filter((job) => strongest.includes(job))
  const [best] = strongest
  const [newest] = inTime
  if (!best || !newest || best.weight < newest.weight * MUCH_STRONGER) return inTime
  return [best, ...inTime.filter((job) => job !== best)]
}

export function jobParagraphs(material: Material, choose: Choose): Candidate[][] {
  const [current] = material.jobs
  const words: ('Before that' | 'Earlier')[] = choose([
    ['Before that', 'Earlier'],
    ['Earlier', 'Before that'],
  ])
  return tellingOrder(material.jobs).map((job, at, told) => {
    const previous = told[at - 1]
    const earlier =
      previous && job.start !== '' && job.start < previous.start ? (words[at - 1] ?? null) : null
    return jobParagraph({ job, introduced: job === current, earlier }, choose, at === 0 ? 4 : 3)
  })
}

/** Earlier jobs that no paragraph tells of. */
export function earlierJobs(material: Material): Candidate[] {
  const silent = material.jobs
    .slice(1)
    .filter(({ highlights, title, employer }) => highlights.length === 0 && title && employer)
    .slice(0, 2)
  if (silent.length === 0) return []
  const named = list(silent.map(place), 'and')
  return [
    {
      variants: [sentence(`Earlier I worked ${named}`)],
      facts: silent.flatMap((job) => facts(job.title, job.employer)),
      weight: 1,
    },
  ]
}

/** What was made outside of jobs, where there is little else to tell. */
export function projectParagraph(material: Material): Candidate[] {
  return material.projects.slice(0, 2).flatMap(({ name, highlights }) => {
    const told = highlights
      .map((fact) => ({ fact, told: rewriteHighlight(fact.text, false) }))
      .find((each) => each.told.kind === 'clause')
    if (!told) return []
    return [
      {
        variants: [sentence(`For the project ${plain(name.text)} I ${told.told.text}`)],
        facts: [name, told.fact],
        weight: 1.8,
      },
    ]
  })
}
