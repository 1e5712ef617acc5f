import type { EvidenceClass, MatchEvidence, Requirement } from '../schema.ts'
import { findSkills } from '../skills/recognition.ts'
import { categoryOf, isSoft } from '../skills/vocabulary.ts'
import { knownSkill } from './skill-evidence.ts'
import { fieldShare } from './fields.ts'
import { findOccupations, seniorityOf, titleSimilarity } from './occupations.ts'
import type { Profile } from './profile.ts'
import { monthsOf } from './work-history.ts'

/** Changes whenever the same input may score differently; docs/decisions/0010-rubric.md says what it means. */
export const RUBRIC_VERSION = '2026-11-20.2'

const credit: Record<EvidenceClass, number> = { met: 1, partly: 0.6, adjacent: 0.4, missing: 0, unknown: 0 }

const kindWeight: Record<Requirement['kind'], number> = {
  skill: 1,
  experience_years: 1.3,
  education: 0.8,
  language: 0.8,
  certificate: 1.1,
  licence: 1.2,
  work_authorization: 0.3,
  location: 0.4,
  schedule: 0.2,
  salary: 0,
}

function isSoftDemand(requirement: Requirement): boolean {
  return (
    requirement.kind === 'skill' &&
    requirement.detail.terms.length > 0 &&
    requirement.detail.terms.every(isSoft)
  )
}

/** A must weighs three times a nice; what any résumé could claim (soft skills) weighs little. */
export function weightOf(requirement: Requirement): number {
  const tier = requirement.tier === 'must' ? 3 : 1
  return tier * (isSoftDemand(requirement) ? 0.25 : kindWeight[requirement.kind])
}

/** Share of what is asked that is proved, 0 to 1. */
export function coverage(requirements: Requirement[], found: MatchEvidence[]): number {
  const classes = new Map(found.map((entry) => [entry.requirementId, entry.class]))
  let total = 0
  let proved = 0
  for (const requirement of requirements) {
    const weight = weightOf(requirement)
    total += weight
    proved += weight * credit[classes.get(requirement.id) ?? 'unknown']
  }
  return total === 0 ? 0 : proved / total
}

const HARD = new Set<Requirement['kind']>(['licence', 'certificate', 'language'])
const lack: Partial<Record<EvidenceClass, number>> = {
  missing: 0.84,
  unknown: 0.84,
  partly: 0.95,
  adjacent: 0.9,
}

/** What a must costs that the person says they lack. */
const DENIED = 0.75

/**
 * What must be held and isn't shown makes the rest count for less, though nothing rules the person out; so
 * does what the résumé itself denies.
 */
export function conditionFactor(
  requirements: Requirement[],
  found: MatchEvidence[],
  denied: (requirement: Requirement) => boolean,
): number {
  const classes = new Map(found.map((entry) => [entry.requirementId, entry.class]))
  const factorOf = (requirement: Requirement): number => {
    const className = classes.get(requirement.id) ?? 'unknown'
    if (className === 'missing' && denied(requirement)) return DENIED
    const hard = HARD.has(requirement.kind) && requirement.detail.terms.length > 0
    return hard ? (lack[className] ?? 1) : 1
  }
  const factor = requirements
    .filter((requirement) => requirement.tier === 'must')
    .reduce((product, requirement) => product * factorOf(requirement), 1)
  return Math.max(0.6, factor)
}

function standing(profile: Profile): number {
  const titles = Math.max(-1, ...profile.work.map((entry) => seniorityOf(entry.title)))
  const years = monthsOf(profile.work) / 12
  return Math.max(Math.min(titles, 5), years >= 5 ? 3 : years >= 1.5 ? 2 : 1)
}

function seniorityFit(profile: Profile, title: string): number {
  if (profile.work.length === 0) return 1
  const step = seniorityOf(title) - standing(profile)
  if (step >= 3) return 0.55
  if (step === 2) return 0.75
  if (step === 1) return 0.92
  return step <= -3 ? 0.7 : step === -2 ? 0.88 : 1
}

function titleFit(profile: Profile, label: string, title: string): number {
  const latest = Math.max(0, ...profile.work.map((entry) => entry.interval?.[1] ?? 0))
  const fits = profile.work.map((entry) => {
    const yearsAgo = entry.interval ? (latest - entry.interval[1]) / 12 : 0
    return titleSimilarity(title, entry.title) * (yearsAgo > 8 ? 0.7 : yearsAgo > 4 ? 0.85 : 1)
  })
  return Math.max(0, titleSimilarity(title, label) * 0.9, ...fits)
}

/** Whether the vocabulary knows what both the posting and the person call the work. */
function bothNamed(profile: Profile, label: string, title: string): boolean {
  return (
    findOccupations(title).length > 0 &&
    [label, ...profile.work.map((entry) => entry.title)].some((held) => findOccupations(held).length > 0)
  )
}

interface PostingWords {
  title: string
  text: string
  likeness: number
}

function roleParts(profile: Profile, label: string, posting: PostingWords) {
  const known = bothNamed(profile, label, posting.title)
  const byTitle = titleFit(profile, label, posting.title)
  const byField =
    fieldShare(posting.text, new Set(profile.fields.keys())) * (0.9 + 0.1 * Math.min(1, 4 * posting.likeness))
  return { known, byTitle, byField, seniority: seniorityFit(profile, posting.title) }
}

/**
 * How close the job is to those the person held, 0 to 1: by title, older posts counting less; where either
 * side's titles name no known occupation, by the field the posting speaks of and by the words both use.
 */
export function roleFit(profile: Profile, label: string, posting: PostingWords): number {
  const { known, byTitle, byField, seniority } = roleParts(profile, label, posting)
  const best = known
    ? 0.7 * byTitle + 0.1 * byField * Math.min(1, byTitle * 2) + 0.2 * posting.likeness
    : Math.max(byTitle, 0.8 * byField, 0.95 * posting.likeness)
  return best * seniority
}

/** Share of the trade skills the posting names in telling of the job that the résumé shows, 0 to 1; null when it names too few. */
export function vocabularyFit(profile: Profile, aboutTheJob: string): number | null {
  const named = new Set(findSkills(aboutTheJob).map((mention) => mention.skill))
  const terms = [...named].filter((skill) => !isSoft(skill) && categoryOf(skill) !== 'office')
  if (terms.length < 2) return null
  const sum = terms.reduce((total, term) => total + credit[knownSkill(profile, term).class], 0)
  return sum / terms.length
}

export interface ScoreParts {
  coverage: number
  role: number
  vocabulary: number | null
  /** Share of the posting's telling words that the résumé uses too, weighed by rarity. */
  likeness: number
  /** 1, or less where a gate leaves doubt. */
  doubt: number
}

/** What is proved counts the more, the closer the job is: generic demands make no stranger fit. */
export function combine(parts: ScoreParts): number {
  const vocabulary = parts.vocabulary ?? parts.coverage
  const nearness = 0.4 + 0.6 * parts.role
  const sum =
    (0.4 * parts.coverage + 0.18 * vocabulary) * nearness + 0.34 * parts.role + 0.08 * parts.likeness
  return Math.round(100 * sum * parts.doubt)
}
