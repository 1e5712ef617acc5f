import { certificateName } from './parsing/lists.ts'
import { normaliseDate } from './parsing/dates.ts'
import { degreeLevel } from './parsing/degrees.ts'
import { findLanguages, languageLevel } from './parsing/language-names.ts'
import type { FactKind } from './schema.ts'

/** Where a fact of a kind belongs in a JSON Resume; `#` stands for the index of its entry. */
const places: Record<FactKind, string> = {
  name: '/basics/name',
  headline: '/basics/label',
  email: '/basics/email',
  phone: '/basics/phone',
  url: '/basics/profiles/#/url',
  location: '/basics/location',
  summary: '/basics/summary',
  employer: '/work/#/name',
  title: '/work/#/position',
  start_date: '/work/#/startDate',
  end_date: '/work/#/endDate',
  highlight: '/work/#/highlights/#',
  institution: '/education/#/institution',
  degree: '/education/#/studyType',
  field: '/education/#/area',
  grade: '/education/#/score',
  skill: '/skills/#/name',
  language: '/languages/#',
  certificate: '/certificates/#',
  licence: '/certificates/#',
  project: '/projects/#/name',
  publication: '/publications/#/name',
  award: '/awards/#/title',
  volunteer: '/volunteer/#/organization',
  interest: '/interests/#/name',
  work_authorization: '/basics/workAuthorization',
  availability: '/basics/availability',
}

function nextIndex(paths: readonly string[], prefix: string): number {
  const indexes = paths.flatMap((path) => {
    const index = path.startsWith(prefix) ? /^\d+/.exec(path.slice(prefix.length))?.[0] : undefined
    return index === undefined ? [] : [Number(index) + 1]
  })
  return Math.max(0, ...indexes)
}

/**
 * The place of a new fact: in the entry that `entry` names ("/work/0"), or in one of its own after the
 * last. Null when there is no such entry.
 */
export function placeOf(kind: FactKind, paths: readonly string[], entry: string | null): string | null {
  let path = places[kind]
  if (entry !== null) {
    if (!paths.some((other) => other === entry || other.startsWith(`${entry}/`))) return null
    const rest = /^\/[a-z]+\/#(\/.+)$/.exec(path)?.[1]
    if (!rest || !/^\/[a-z]+\/\d+$/.test(entry)) return null
    path = entry + rest
  }
  while (path.includes('#')) {
    const prefix = path.slice(0, path.indexOf('#'))
    path = path.replace('#', String(nextIndex(paths, prefix)))
  }
  return path
}

/** The normalised form of what a person typed, as the parser would give it. */
export function valueOf(kind: FactKind, text: string): string | null {
  if (kind === 'start_date' || kind === 'end_date') return normaliseDate(text)
  if (kind === 'degree') return degreeLevel(text)
  if (kind === 'certificate' || kind === 'licence') return certificateName(text)
  if (kind !== 'language') return null
  const [named] = findLanguages(text)
  const level = languageLevel(text)
  return named ? `${named.tag}${level ? `:${level}` : ''}` : null
}
