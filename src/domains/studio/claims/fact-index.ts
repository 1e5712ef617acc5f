import type { JsonResume, ProfileFact, Span } from '../../resumes/schema.ts'
import { findNumbers, type NumberMention } from './numbers.ts'
import { contentStems, fold, foldedWords } from './words.ts'

/** Finds skills in prose and gives each its canonical name. */
export type SkillRecogniser = (text: string) => { skill: string; span: Span }[]

/** A fact with what the checks ask of it again and again. */
export interface IndexedFact {
  fact: ProfileFact
  words: string[]
  stems: string[]
  numbers: NumberMention[]
  /** Canonical skills that it states (not those it denies). */
  skills: Set<string>
  /** Keys of the jobs, studies, projects it belongs to: `/work/0`; none for a list of skills or a summary. */
  entries: string[]
}

export interface Period {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  start: string
  /** null while it goes on. */
  end: string | null
}

export interface Entry {
  key: string
  section: string
  period: Period | null
  facts: IndexedFact[]
}

export interface FactIndex {
  facts: IndexedFact[]
  entries: Map<string, Entry>
}

const DENIAL =
  /\b(?:no|without(?: any)?|never|not|lack(?:s|ing)?(?: of)?|kein(?:e|en|erlei)?|ohne|nie|nicht|pas de|aucune?|sin)\b(?! only\b)(?! nur\b)[^.;:,!?]*$/i

/** "no experience with Kubernetes" names a skill and denies it. */
export function isDenied(text: string, at: number): boolean {
  return DENIAL.test(text.slice(Math.max(0, at - 70), at))
}

export function statedSkills(text: string, recognise: SkillRecogniser): Set<string> {
  return new Set(
    recognise(text)
      .filter(({ span }) => !isDenied(text, span[0]))
      .map(({ skill }) => skill),
  )
}

function entryKey(path: string): string | null {
  return /^\/(?:work|volunteer|education|projects)\/\d+/.exec(path)?.[0] ?? null
}

interface PlainEntry {
  name?: string | undefined
  startDate?: string | undefined
  endDate?: string | undefined
}

/** Each entry of the structured résumé that has a place in time, whatever its section calls its fields. */
function plainEntries(resume: JsonResume): Map<string, PlainEntry> {
  const entries = new Map<string, PlainEntry>()
  resume.work?.forEach((entry, at) => entries.set(`/work/${at}`, entry))
  resume.volunteer?.forEach((entry, at) =>
    entries.set(`/volunteer/${at}`, { ...entry, name: entry.organization }),
  )
  resume.education?.forEach((entry, at) =>
    entries.set(`/education/${at}`, { ...entry, name: entry.institution }),
  )
  resume.projects?.forEach((entry, at) => entries.set(`/projects/${at}`, entry))
  return entries
}

function periodOf(plain: PlainEntry | undefined, facts: IndexedFact[]): Period | null {
  const value = (kind: string) => facts.find(({ fact }) => fact.kind === kind)?.fact.value ?? undefined
  const start = plain?.startDate ?? value('start_date')
  if (!start || !/^\d{4}/.test(start)) return null
  const end = plain?.endDate ?? value('end_date') ?? null
  return { start, end: end && /^\d{4}/.test(end) ? end : null }
}

/** Several roles at one employer may share the one fact that names it. */
function shareNames(facts: IndexedFact[], plain: Map<string, PlainEntry>): void {
  for (const [key, { name }] of plain) {
    if (!name) continue
    const named = facts.filter(({ fact }) => fact.kind === 'employer' || fact.kind === 'institution')
    if (named.some(({ entries }) => entries.includes(key))) continue
    const wanted = fold(name).replace(/\s+/g, ' ').trim()
    const section = key.split('/')[1] ?? ''
    for (const candidate of named) {
      const sameSection = candidate.entries.some((entry) => entry.startsWith(`/${section}/`))
      if (sameSection && fold(candidate.fact.text).replace(/\s+/g, ' ').trim() === wanted)
        candidate.entries.push(key)
    }
  }
}

export function indexFacts(facts: ProfileFact[], resume: JsonResume, recognise: SkillRecogniser): FactIndex {
  const indexed = facts
    .filter(({ state }) => state !== 'removed')
    .map((fact): IndexedFact => {
      const key = entryKey(fact.path)
      return {
        fact,
        words: foldedWords(fact.text),
        stems: contentStems(fact.text),
        numbers: findNumbers(fact.text),
        skills: statedSkills(fact.text, recognise),
        entries: key ? [key] : [],
      }
    })
  const plain = plainEntries(resume)
  shareNames(indexed, plain)
  const entries = new Map<string, Entry>()
  for (const key of new Set([...plain.keys(), ...indexed.flatMap((fact) => fact.entries)])) {
    const own = indexed.filter((fact) => fact.entries.includes(key))
    entries.set(key, {
      key,
      section: key.split('/')[1] ?? '',
      period: periodOf(plain.get(key), own),
      facts: own,
    })
  }
  return { facts: indexed, entries }
}
