import { z } from 'zod'
import { spanSchema } from '../resumes/schema.ts'

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
