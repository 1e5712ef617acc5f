import type { Posting } from '../postings/schema.ts'
import type { JsonResume, ProfileFact } from '../resumes/schema.ts'
import { readSections } from './requirements/sections.ts'
import type { MatchEvidence, MatchResult, Requirement, Verdict } from './schema.ts'
import {
  educationEvidence,
  languageEvidence,
  readsLanguageOf,
  yearsEvidence,
} from './scoring/background-evidence.ts'
import {
  locationEvidence,
  postingCountries,
  scheduleEvidence,
  whereabouts,
  workAuthorizationEvidence,
  type Whereabouts,
} from './scoring/condition-evidence.ts'
import { isDenied } from './scoring/denial.ts'
import { credentialEvidence } from './scoring/credential-evidence.ts'
import { evidence, isCredited, type Verdictless } from './scoring/evidence-draft.ts'
import { checkGates, type Preferences } from './scoring/gates.ts'
import { moveFreely, sameCountry } from './text/countries.ts'
import { buildProfile, type Profile } from './scoring/profile.ts'
import {
  combine,
  conditionFactor,
  coverage,
  roleFit,
  RUBRIC_VERSION,
  vocabularyFit,
} from './scoring/rubric.ts'
import { heldRoots, likeness } from './scoring/likeness.ts'
import { conditionsMark, ownGates, type OwnTarget } from './scoring/own/own-gates.ts'
import { skillEvidence } from './scoring/skill-evidence.ts'
import { postingTitle } from './scoring/posting-title.ts'
import { verdictWords } from './scoring/verdict-words.ts'

export { RUBRIC_VERSION } from './scoring/rubric.ts'

export interface ScoreInput {
  requirements: Requirement[]
  facts: ProfileFact[]
  jsonResume: JsonResume
  posting: Posting
  postingText: string
  /** Jobs that go on are counted up to this day. */
  today: Date
  preferences?: Preferences
  /** Of the same facts on the same day, where many postings are scored: most of the time goes into reading them. */
  profile?: Profile
  /** What the person looks for, told by themselves; each one's conditions hold together, one that fits is enough. */
  targets?: readonly OwnTarget[]
}

/** The posting without what it says of the employer, the pay and the process. */
function aboutTheJob(postingText: string): string {
  const lines = readSections(postingText).filter((line) => line.section !== 'ignore')
  return lines.map((line) => postingText.slice(...line.span)).join('\n')
}

interface Scene {
  profile: Profile
  title: string
  place: Whereabouts
  countries: string[]
  posting: Posting
}

function evidenceFor(requirement: Requirement, scene: Scene): Verdictless {
  const { profile, title, place, countries, posting } = scene
  switch (requirement.kind) {
    case 'skill':
      return skillEvidence(profile, requirement)
    case 'experience_years':
      return yearsEvidence(profile, requirement, title)
    case 'education':
      return educationEvidence(profile, requirement, title)
    case 'language':
      return languageEvidence(profile, requirement)
    case 'certificate':
    case 'licence':
      return credentialEvidence(profile, requirement, countries)
    case 'work_authorization':
      return workAuthorizationEvidence(profile, requirement, countries)
    case 'location':
      return locationEvidence(place, requirement, countries, posting)
    case 'schedule':
      return scheduleEvidence(profile, requirement)
    case 'salary':
      return evidence('unknown', [], 'What you want to earn is not part of your résumé.')
  }
}

/** Nothing is credited without a fact that shows it. */
function proved(found: Verdictless): Verdictless {
  return isCredited(found.class) && found.factIds.length === 0
    ? evidence('unknown', [], `${found.reason} No fact shows it, though.`)
    : found
}

function verdictOf(score: number): Verdict {
  if (score >= 58) return 'strong'
  return score >= 36 ? 'possible' : 'weak'
}

/** A posting abroad, with nothing said of moving there, is a doubtful one; less so where one may simply move. */
function abroadFactor({ place, countries, posting }: Scene): number {
  const home = place.country
  if (home === null || countries.length === 0 || posting.workplaceType === 'remote') return 1
  if (countries.some((code) => sameCountry(code, home))) return 1
  return countries.some((code) => moveFreely(code, home)) ? 0.92 : 0.65
}

function doubtOf(scene: Scene, postingText: string): number {
  return abroadFactor(scene) * (readsLanguageOf(scene.profile, postingText) ? 1 : 0.7)
}

function notScored(
  { posting, postingText, requirements, targets = [] }: ScoreInput,
  words: string,
): MatchResult {
  const gates = ownGates(targets, { posting, title: posting.title, postingText, requirements })
  const against = gates.find((gate) => gate.result === 'fail')
  return {
    score: null,
    verdict: 'cant_tell',
    verdictWords: against ? `${words} It is not what you look for, though: ${against.reason}` : words,
    rubricVersion: rubricVersionFor(targets),
    gates,
    evidence: [],
  }
}

/** The version that a result carries: that of the rubric, and of the person's own conditions where there are any. */
export function rubricVersionFor(targets: readonly OwnTarget[]): string {
  return `${RUBRIC_VERSION}${conditionsMark(targets)}`
}

/**
 * Scores a posting for a résumé: gates, then a class with its facts for every requirement, then 0-100 by
 * the rubric (docs/decisions/0010-rubric.md). Pure and deterministic; the order of facts doesn't matter.
 */
export function scorePosting(input: ScoreInput): MatchResult {
  const { requirements, posting, postingText, jsonResume, preferences = {}, targets = [] } = input
  if (postingText.trim() === '')
    return notScored(input, 'Not scored: the posting has no description to read.')
  if (requirements.length === 0)
    return notScored(input, 'Not scored: the posting names no requirement that could be checked.')
  const profile = input.profile ?? buildProfile(input)
  const title = postingTitle(posting, postingText)
  const place = whereabouts(profile, jsonResume)
  const scene: Scene = { profile, title, place, posting, countries: postingCountries(posting, postingText) }
  const found: MatchEvidence[] = requirements.map((requirement) => ({
    requirementId: requirement.id,
    ...proved(evidenceFor(requirement, scene)),
  }))
  const gates = [
    ...checkGates({ ...scene, requirements, found, preferences }),
    ...ownGates(targets, { posting, title, postingText, requirements }),
  ]
  const blocked = gates.some((gate) => gate.result === 'fail')
  const about = aboutTheJob(postingText)
  const alike = likeness(heldRoots(profile), title, about)
  const role = roleFit(profile, jsonResume.basics?.label ?? '', { title, text: about, likeness: alike })
  const sum = combine({
    coverage: coverage(requirements, found),
    role,
    vocabulary: vocabularyFit(profile, about),
    likeness: alike,
    doubt:
      doubtOf(scene, postingText) *
      conditionFactor(requirements, found, (requirement) => isDenied(profile, requirement)),
  })
  const score = Math.min(100, blocked ? Math.round(sum * 0.4) : sum)
  const verdict = blocked ? 'blocked' : verdictOf(score)
  return {
    score,
    verdict,
    verdictWords: verdictWords({ verdict, requirements, found, gates }),
    rubricVersion: rubricVersionFor(targets),
    gates,
    evidence: found,
  }
}
