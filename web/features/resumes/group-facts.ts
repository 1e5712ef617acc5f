import type { FactKind, ProfileFact } from '../../../src/domains/resumes/schema.ts'

/** What belongs together on a résumé: one job, one study; all skills. */
export interface FactEntry {
  /** Start of the paths of its facts, as addFact takes it: "/work/0". Null where facts stand for themselves. */
  key: string | null
  /** What it is, from its facts: "Data Engineer, Fernhollow". Null where the section's title says it. */
  heading: string | null
  /** "June 2018 – February 2021". */
  when: string | null
  facts: ProfileFact[]
}

export interface FactSection {
  id: string
  title: string
  entries: FactEntry[]
}

type SectionId = keyof typeof titles

/** In the order in which people read a résumé. */
const titles = {
  contact: 'Contact and summary',
  work: 'Work',
  education: 'Education',
  skills: 'Skills',
  languages: 'Languages',
  certificates: 'Certificates and licences',
  projects: 'Projects',
  volunteer: 'Volunteering',
  publications: 'Publications',
  awards: 'Awards',
  interests: 'Interests',
  conditions: 'Right to work and availability',
  other: 'Other',
}
const order = Object.keys(titles).filter((id): id is SectionId => id in titles)
/** Sections whose facts form entries with several facts each. */
const withEntries = new Set<string>(['work', 'education', 'projects', 'volunteer'])

export const factLabels: Record<FactKind, string> = {
  name: 'Name',
  headline: 'Headline',
  email: 'E-mail',
  phone: 'Phone',
  url: 'Web',
  location: 'Place',
  summary: 'Summary',
  employer: 'Employer',
  title: 'Title',
  start_date: 'From',
  end_date: 'Until',
  highlight: 'Point',
  institution: 'School',
  degree: 'Degree',
  field: 'Subject',
  grade: 'Grade',
  skill: 'Skill',
  language: 'Language',
  certificate: 'Certificate',
  licence: 'Licence',
  project: 'Project',
  publication: 'Publication',
  award: 'Award',
  volunteer: 'Organisation',
  interest: 'Interest',
  work_authorization: 'Right to work',
  availability: 'Availability',
}
const kindOrder = Object.keys(factLabels)
const headFirst = ['title', 'degree', 'field', 'project', 'employer', 'institution', 'volunteer']

function sectionOf({ path, kind }: ProfileFact): SectionId {
  if (kind === 'work_authorization' || kind === 'availability') return 'conditions'
  const list = /^\/([a-z]+)/.exec(path)?.[1] ?? ''
  if (list === 'basics') return 'contact'
  return order.find((id) => id === list) ?? 'other'
}

function entryKey({ path }: ProfileFact): string {
  return /^\/[a-z]+\/\d+/.exec(path)?.[0] ?? path
}

/** Title and place before dates, dates before points; points in their own order. */
function rank({ kind }: ProfileFact): number {
  const head = headFirst.indexOf(kind)
  return head === -1 ? headFirst.length + kindOrder.indexOf(kind) : head
}

const byPath = new Intl.Collator('en', { numeric: true })

function compare(a: ProfileFact, b: ProfileFact): number {
  return rank(a) - rank(b) || byPath.compare(a.path, b.path)
}

function textOf(facts: readonly ProfileFact[], kind: FactKind): string | null {
  return facts.find((fact) => fact.kind === kind)?.text ?? null
}

function headingOf(facts: readonly ProfileFact[]): string | null {
  const title = [textOf(facts, 'title'), textOf(facts, 'degree'), textOf(facts, 'field')]
  const name = title.filter(Boolean).join(' ') || textOf(facts, 'project')
  const place = textOf(facts, 'employer') ?? textOf(facts, 'institution') ?? textOf(facts, 'volunteer')
  return [name, place].filter(Boolean).join(', ') || null
}

function whenOf(facts: readonly ProfileFact[]): string | null {
  const dates = [textOf(facts, 'start_date'), textOf(facts, 'end_date')].filter(Boolean)
  return dates.join(' – ') || null
}

function toEntries(id: SectionId, facts: readonly ProfileFact[]): FactEntry[] {
  if (!withEntries.has(id)) {
    const inOrder = id === 'contact' ? facts.toSorted(compare) : facts.toSorted(byOwnPath)
    return [{ key: null, heading: null, when: null, facts: inOrder }]
  }
  const entries = [...Map.groupBy(facts, entryKey)].toSorted(([a], [b]) => byPath.compare(a, b))
  return entries.map(([key, own]) => ({
    key,
    heading: headingOf(own),
    when: whenOf(own),
    facts: own.toSorted(compare),
  }))
}

function byOwnPath(a: ProfileFact, b: ProfileFact): number {
  return byPath.compare(a.path, b.path)
}

/** The facts as a person reads a résumé; without removed ones and without empty sections. */
export function groupFacts(facts: readonly ProfileFact[]): FactSection[] {
  const living = facts.filter((fact) => fact.state !== 'removed')
  const bySection = Map.groupBy(living, sectionOf)
  return order.flatMap((id) => {
    const own = bySection.get(id)
    return own ? [{ id, title: titles[id], entries: toEntries(id, own) }] : []
  })
}
