import type { Requirement, requirementTiers } from '../../src/domains/matching/schema.ts'
import type { JsonResume } from '../../src/domains/resumes/schema.ts'
import type { ReadResume } from './read-set.ts'
import type { TruthResume } from './truth-set.ts'

/** A skill requirement whose span is the first place of `words` in `text`. */
export function buildRequirement(
  text: string,
  id: string,
  words: string,
  tier: (typeof requirementTiers)[number],
): Requirement {
  const start = text.indexOf(words)
  const detail = { mode: 'all', terms: [], years: null, level: null } as const
  return {
    id,
    text: words,
    span: [start, start + words.length],
    tier,
    kind: 'skill',
    detail: { ...detail, terms: [] },
  }
}

/** A labelled person with what the parser would have read. */
export function buildPerson(truth: TruthResume['work'], read: NonNullable<JsonResume['work']>): ReadResume {
  return {
    truth: {
      id: 'person',
      trade: 'baking',
      language: 'en',
      layout: 'docx-plain',
      letterSpacedHeadings: false,
      name: 'A Person',
      work: truth,
      education: [],
      skills: [],
      notSkills: [],
      body: '',
    },
    parsed: { text: '', facts: [], jsonResume: { work: read }, inLanguage: null },
    facts: [],
  }
}
