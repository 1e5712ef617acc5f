import { z } from 'zod'
import { postingNotices, salarySchema, workplaceTypes } from '../postings/schema.ts'
import { factKindSchema, factStates, spanSchema } from '../resumes/schema.ts'

export const requirementTiers = ['must', 'nice'] as const
export const requirementKinds = [
  'skill',
  'experience_years',
  'education',
  'language',
  'certificate',
  'licence',
  'work_authorization',
  'location',
  'schedule',
  'salary',
] as const

/** One thing the posting asks for; `text` equals the posting text's slice at `span`. */
export const requirementSchema = z.object({
  id: z.string(),
  text: z.string(),
  span: spanSchema,
  tier: z.enum(requirementTiers),
  kind: z.enum(requirementKinds),
  /**
   * What the rubric compares, normalised: canonical skills (any one satisfies when `mode` is 'any'),
   * years, degree level, language tag and CEFR level, country codes, workplace type …
   */
  detail: z.object({
    mode: z.enum(['all', 'any']).default('all'),
    terms: z.array(z.string()).default([]),
    years: z.number().nullable().default(null),
    level: z.string().nullable().default(null),
  }),
})
export type Requirement = z.infer<typeof requirementSchema>

export const evidenceClasses = ['met', 'partly', 'adjacent', 'missing', 'unknown'] as const
export type EvidenceClass = (typeof evidenceClasses)[number]

export const matchEvidenceSchema = z.object({
  requirementId: z.string(),
  class: z.enum(evidenceClasses),
  /** Facts that prove it; never empty for met, partly and adjacent. */
  factIds: z.array(z.string()),
  /** One plain sentence: why this class. */
  reason: z.string(),
})
export type MatchEvidence = z.infer<typeof matchEvidenceSchema>

export const gateKinds = [
  'work_authorization',
  'location',
  'language',
  'licence',
  'certificate',
  'schedule',
  'salary',
] as const

/** A hard condition checked before anything is scored. */
export const gateSchema = z.object({
  kind: z.enum(gateKinds),
  result: z.enum(['pass', 'fail', 'unknown']),
  requirementId: z.string().nullable(),
  factIds: z.array(z.string()),
  reason: z.string(),
  /** A condition of the person's own targets, not of the posting; what they ruled out by a word is of kind `schedule`. */
  own: z.boolean().optional(),
})
export type Gate = z.infer<typeof gateSchema>

export const verdicts = ['strong', 'possible', 'weak', 'blocked', 'cant_tell'] as const
export type Verdict = (typeof verdicts)[number]

export const matchResultSchema = z.object({
  /** 0-100, or null when there is nothing to score (verdict cant_tell). */
  score: z.number().int().min(0).max(100).nullable(),
  verdict: z.enum(verdicts),
  /** One or two plain sentences. */
  verdictWords: z.string(),
  rubricVersion: z.string(),
  gates: z.array(gateSchema),
  evidence: z.array(matchEvidenceSchema),
})
export type MatchResult = z.infer<typeof matchResultSchema>

export const matchSorts = ['best', 'newest', 'organization'] as const
export type MatchSort = (typeof matchSorts)[number]

const count = z.number().int().nonnegative()

// The domains above own these two lists; a value that is missing here doesn't compile where rows are read.
const draftStates = ['draft', 'approved'] as const
const applicationStages = [
  'saved',
  'applied',
  'recruiter_screen',
  'assessment',
  'technical',
  'final',
  'offer',
  'closed',
] as const
const applicationOutcomes = ['accepted', 'declined', 'rejected', 'withdrawn', 'ghosted'] as const

/** A match as lists show it. */
export const matchSummarySchema = z.object({
  id: z.uuid(),
  postingId: z.uuid(),
  resumeId: z.uuid(),
  title: z.string(),
  organization: z.string(),
  /** As the posting writes them. */
  places: z.array(z.string()),
  workplaceType: z.enum(workplaceTypes),
  salary: salarySchema.nullable(),
  /** ISO 8601 UTC, or YYYY-MM-DD where the source has a day only. */
  datePosted: z.string().nullable(),
  notices: z.array(z.enum(postingNotices)),
  /** Its posting came with the sample data. */
  isSample: z.boolean(),
  /** 0-100; null when there was nothing to score. */
  score: z.number().int().nullable(),
  verdict: z.enum(verdicts),
  verdictWords: z.string(),
  /** What the posting demands, and how much of it is proved in full. */
  musts: count,
  mustsMet: count,
  /** Up to three demands that nothing in the résumé answers. */
  missing: z.array(z.string()),
  /** Why it is blocked: up to two reasons. */
  failedGates: z.array(z.string()),
  hidden: z.boolean(),
  /** When the person saw it with this verdict. */
  seenAt: z.iso.datetime().nullable(),
  /** The newest one for this résumé and posting. */
  draft: z.object({ id: z.uuid(), state: z.enum(draftStates) }).nullable(),
  /** The one that is tracked for the posting. */
  application: z
    .object({
      id: z.uuid(),
      stage: z.enum(applicationStages),
      outcome: z.enum(applicationOutcomes).nullable(),
    })
    .nullable(),
  createdAt: z.iso.datetime(),
})
export type MatchSummary = z.infer<typeof matchSummarySchema>

const matchFactSchema = z.object({
  id: z.uuid(),
  kind: factKindSchema,
  text: z.string(),
  state: z.enum(factStates),
  /** In the text of `resumeVersionId`; null for what the person added. */
  span: spanSchema.nullable(),
  /** JSON pointer of the JSON Resume place: `/work/0/position`. */
  path: z.string(),
})

export const matchDetailsSchema = matchSummarySchema.extend({
  resumeVersionId: z.uuid(),
  resumeFileName: z.string(),
  url: z.string(),
  /** Requirement spans index it. */
  postingText: z.string(),
  rubricVersion: z.string(),
  requirements: z.array(requirementSchema),
  gates: z.array(gateSchema),
  evidence: z.array(matchEvidenceSchema),
  /** Every fact that the evidence names. */
  facts: z.array(matchFactSchema),
})
export type MatchDetails = z.infer<typeof matchDetailsSchema>

export const matchCountsSchema = z.object({
  /** Those shown; hidden ones are counted apart. */
  total: count,
  /** Shown and not yet seen. */
  unseen: count,
  hidden: count,
  /** Of those shown. */
  byVerdict: z.object({ strong: count, possible: count, weak: count, blocked: count, cant_tell: count }),
})
export type MatchCounts = z.infer<typeof matchCountsSchema>
