import { recogniseSkills } from '../../matching/recognise-skills.ts'
import type { EvidenceClass, MatchResult, Requirement } from '../../matching/schema.ts'
import type { Posting } from '../../postings/schema.ts'
import type { JsonResume, ProfileFact } from '../../resumes/schema.ts'
import { indexFacts, type Entry, type FactIndex, type IndexedFact } from '../claims/fact-index.ts'

/** A job of the person, ready to be told. */
export interface Job {
  key: string
  employer: ProfileFact | null
  title: ProfileFact | null
  /** The fact behind "since 2021"; only while the job goes on. */
  since: ProfileFact | null
  ongoing: boolean
  /** Start as a sortable string. */
  start: string
  highlights: { fact: ProfileFact; weight: number }[]
  weight: number
}

export interface Material {
  index: FactIndex
  jobs: Job[]
  name: ProfileFact | null
  /** Facts that prove skills which the posting asks for, must-haves first. */
  skills: ProfileFact[]
  otherSkills: ProfileFact[]
  education: {
    facts: ProfileFact[]
    degree: ProfileFact | null
    field: ProfileFact | null
    institution: ProfileFact | null
    finished: boolean
  }[]
  projects: { name: ProfileFact; highlights: ProfileFact[] }[]
  certificates: ProfileFact[]
  languages: { words: string; facts: ProfileFact[] }[]
  /** A must-have that isn't proved but has a neighbour that is. */
  gap: { term: string; fact: ProfileFact; words: string } | null
  asksForEducation: boolean
  asksForLanguage: boolean
}

export interface MaterialInputs {
  facts: ProfileFact[]
  jsonResume: JsonResume
  posting: Posting
  requirements: Requirement[]
  match: MatchResult
  today: string
}

const CLASS_WEIGHT = { met: 1, partly: 0.5, adjacent: 0.3, missing: 0, unknown: 0 }

/** How much each fact proves of this posting: a must-have three times as much as a nice-to-have, as in the score. */
function proofWeights(inputs: MaterialInputs, classes: EvidenceClass[]): Map<string, number> {
  const tiers = new Map(inputs.requirements.map(({ id, tier }) => [id, tier === 'must' ? 3 : 1]))
  const weights = new Map<string, number>()
  for (const evidence of inputs.match.evidence) {
    const weight =
      (tiers.get(evidence.requirementId) ?? 0) *
      (classes.includes(evidence.class) ? CLASS_WEIGHT[evidence.class] : 0)
    for (const id of evidence.factIds) weights.set(id, (weights.get(id) ?? 0) + weight)
  }
  return weights
}

function wantedSkills(requirements: Requirement[]): Map<string, number> {
  const wanted = new Map<string, number>()
  for (const { text, tier, detail } of requirements) {
    const names = [...detail.terms, ...recogniseSkills(text).map(({ skill }) => skill)]
    for (const name of names) wanted.set(name, Math.max(wanted.get(name) ?? 0, tier === 'must' ? 3 : 1))
  }
  return wanted
}

function highlightWeight(
  fact: IndexedFact,
  weights: Map<string, number>,
  wanted: Map<string, number>,
): number {
  const named = Array.from(fact.skills).reduce((sum, skill) => sum + (wanted.get(skill) ?? 0), 0)
  const length = fact.fact.text.length
  const shape = (length >= 40 && length <= 200 ? 0.6 : 0) + (fact.numbers.length > 0 ? 0.7 : 0)
  return (weights.get(fact.fact.id) ?? 0) + named * 0.8 + shape
}

function firstOf(entry: Entry, kind: ProfileFact['kind']): ProfileFact | null {
  return entry.facts.find(({ fact }) => fact.kind === kind)?.fact ?? null
}

/** What somebody has never done is no accomplishment. */
const DENIES =
  /\bnever\b|\bno (?:experience|knowledge)\b|\b(?:do|did|have|has|am|is|are|was) not\b|\bkeine?\b|\bnie\b/i

function jobOf(entry: Entry, weights: Map<string, number>, wanted: Map<string, number>): Job {
  const highlights = entry.facts
    .filter(({ fact }) => (fact.kind === 'highlight' || fact.kind === 'summary') && !DENIES.test(fact.text))
    .map((fact) => ({ fact: fact.fact, weight: highlightWeight(fact, weights, wanted) }))
    .toSorted((a, b) => b.weight - a.weight || byPlace(a.fact, b.fact))
  const start = firstOf(entry, 'start_date')
  const endSaysPresent = entry.facts.some(({ fact }) => fact.kind === 'end_date' && fact.value === 'present')
  const ongoing =
    entry.period !== null && entry.period.end === null && (endSaysPresent || !firstOf(entry, 'end_date'))
  return {
    key: entry.key,
    employer: firstOf(entry, 'employer'),
    title: firstOf(entry, 'title'),
    since: ongoing && /^\d{4}/.test(start?.value ?? '') ? start : null,
    ongoing,
    start: entry.period?.start ?? '',
    highlights,
    weight: highlights.slice(0, 3).reduce((sum, { weight }) => sum + weight, 0) + (ongoing ? 1 : 0),
  }
}

/** Where a fact stands in the résumé: the order that facts arrive in must not matter. */
export function byPlace(a: ProfileFact, b: ProfileFact): number {
  return (
    (a.span?.[0] ?? Infinity) - (b.span?.[0] ?? Infinity) ||
    a.path.localeCompare(b.path, 'en') ||
    a.text.localeCompare(b.text, 'en')
  )
}

function numberIn(path: string): number {
  return Number(/\d+/.exec(path)?.[0] ?? 0)
}

function jobsOf(index: FactIndex, weights: Map<string, number>, wanted: Map<string, number>): Job[] {
  return Array.from(index.entries.values())
    .filter(({ section }) => section === 'work')
    .map((entry) => jobOf(entry, weights, wanted))
    .filter(({ employer, title, highlights }) => employer !== null || title !== null || highlights.length > 0)
    .toSorted(
      (a, b) =>
        Number(b.ongoing) - Number(a.ongoing) ||
        b.start.localeCompare(a.start) ||
        numberIn(a.key) - numberIn(b.key),
    )
}

function isShort({ text }: ProfileFact): boolean {
  if (
    /^(?:basic|beginner|elementary|intermediate|advanced|expert|proficient|fluent|native|good|very good)$/i.test(
      text.trim(),
    )
  )
    return false
  return text.length <= 45 && !/[:;|(){}\n]/.test(text) && text.split(/\s+/).length <= 5
}

function provenSkills(
  index: FactIndex,
  weights: Map<string, number>,
): { proven: ProfileFact[]; other: ProfileFact[] } {
  const all = index.facts.map(({ fact }) => fact).filter((fact) => fact.kind === 'skill' && isShort(fact))
  const seen = new Set<string>()
  const unique = all.toSorted(byPlace).filter(({ text }) => {
    const key = text.toLowerCase()
    return seen.has(key) ? false : seen.add(key)
  })
  const weight = (fact: ProfileFact) => weights.get(fact.id) ?? 0
  const proven = unique.filter((fact) => weight(fact) > 0).toSorted((a, b) => weight(b) - weight(a))
  return { proven, other: unique.filter((fact) => weight(fact) === 0) }
}

function educationOf(index: FactIndex, today: string): Material['education'] {
  return Array.from(index.entries.values())
    .filter(({ section }) => section === 'education')
    .map((entry) => {
      const end =
        entry.facts.find(({ fact }) => fact.kind === 'end_date')?.fact.value ?? entry.period?.end ?? null
      const parts = {
        degree: firstOf(entry, 'degree'),
        field: firstOf(entry, 'field'),
        institution: firstOf(entry, 'institution'),
      }
      const facts = [parts.degree, parts.field, parts.institution].filter((fact) => fact !== null)
      const finished = end === null ? entry.period === null : end !== 'present' && end <= today
      return { ...parts, facts, finished }
    })
    .filter(({ facts }) => facts.length > 0)
}

function projectsOf(index: FactIndex): Material['projects'] {
  return Array.from(index.entries.values())
    .filter(({ section }) => section === 'projects')
    .flatMap((entry) => {
      const name = firstOf(entry, 'project')
      const highlights = entry.facts
        .map(({ fact }) => fact)
        .filter((fact) => fact.kind === 'highlight' || (fact.kind === 'project' && fact !== name))
      return name && name.text.length <= 80 ? [{ name, highlights }] : []
    })
}

function languagesOf(inputs: MaterialInputs, index: FactIndex): Material['languages'] {
  return (inputs.jsonResume.languages ?? []).flatMap(({ language, fluency }, at) => {
    const facts = index.facts
      .map(({ fact }) => fact)
      .filter(({ kind, path }) => kind === 'language' && path.startsWith(`/languages/${at}/`))
    if (!language || facts.length === 0) return []
    return [{ words: fluency ? `${language} (${fluency})` : language, facts }]
  })
}

function gapOf(inputs: MaterialInputs, index: FactIndex): Material['gap'] {
  for (const evidence of inputs.match.evidence) {
    const requirement = inputs.requirements.find(({ id }) => id === evidence.requirementId)
    if (evidence.class !== 'adjacent' || requirement?.tier !== 'must' || requirement.kind !== 'skill')
      continue
    const [asked] = recogniseSkills(requirement.text)
    const fact = index.facts.find(
      (each) => each.fact.kind === 'skill' && evidence.factIds.includes(each.fact.id),
    )?.fact
    if (asked && fact && isShort(fact))
      return { term: requirement.text.slice(...asked.span), fact, words: fact.text }
  }
  return null
}

/** Everything a letter may draw on, strongest first. */
export function gatherMaterial(inputs: MaterialInputs): Material {
  const index = indexFacts(inputs.facts.toSorted(byPlace), inputs.jsonResume, recogniseSkills)
  const weights = proofWeights(inputs, ['met', 'partly', 'adjacent'])
  // A neighbouring skill is told as such in the gap sentence, never as what was asked for.
  const skills = provenSkills(index, proofWeights(inputs, ['met', 'partly']))
  const one = (kind: ProfileFact['kind']) => index.facts.find(({ fact }) => fact.kind === kind)?.fact ?? null
  const certificates = index.facts
    .map(({ fact }) => fact)
    .filter(({ kind, text }) => (kind === 'certificate' || kind === 'licence') && text.length <= 90)
  const asks = (kind: Requirement['kind']) =>
    inputs.requirements.some((requirement) => requirement.kind === kind)
  return {
    index,
    jobs: jobsOf(index, weights, wantedSkills(inputs.requirements)),
    name: one('name'),
    skills: skills.proven,
    otherSkills: skills.other,
    education: educationOf(index, inputs.today),
    projects: projectsOf(index),
    certificates: certificates.toSorted((a, b) => (weights.get(b.id) ?? 0) - (weights.get(a.id) ?? 0)),
    languages: languagesOf(inputs, index),
    gap: gapOf(inputs, index),
    asksForEducation: asks('education'),
    asksForLanguage: asks('language'),
  }
}
