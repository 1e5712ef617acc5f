import { z } from 'zod'
import { verdicts } from '../matching/schema.ts'

export const stages = [
  'saved',
  'applied',
  'recruiter_screen',
  'assessment',
  'technical',
  'final',
  'offer',
  'closed',
] as const
export const stageSchema = z.enum(stages)
export type Stage = z.infer<typeof stageSchema>

export const applicationSorts = ['newest', 'updated', 'organization'] as const
export type ApplicationSort = (typeof applicationSorts)[number]

export const outcomes = ['accepted', 'declined', 'rejected', 'withdrawn', 'ghosted'] as const
export const outcomeSchema = z.enum(outcomes)
export type Outcome = (typeof outcomes)[number]

export const stageActors = ['person', 'agent'] as const
export type StageActor = (typeof stageActors)[number]
/** What made the move: creating the application, a move, taking one back. */
export const stageSources = ['create', 'move', 'undo'] as const
export type StageSource = (typeof stageSources)[number]

export const stageEventSchema = z.object({
  number: z.number().int().positive(),
  from: stageSchema.nullable(),
  to: stageSchema,
  actor: z.enum(stageActors),
  source: z.enum(stageSources),
  occurredAt: z.iso.datetime(),
})
export type StageEvent = z.infer<typeof stageEventSchema>

export const applicationSummarySchema = z.object({
  id: z.uuid(),
  postingId: z.uuid().nullable(),
  draftId: z.uuid().nullable(),
  title: z.string(),
  organization: z.string(),
  url: z.string().nullable(),
  note: z.string(),
  stage: stageSchema,
  outcome: outcomeSchema.nullable(),
  /** Since when it has been in its stage; a move that was taken back doesn't count. */
  stageSince: z.iso.datetime(),
  /** When it was last moved; null when it is where it started. */
  lastMovedAt: z.iso.datetime().nullable(),
  /** As the posting writes them; none without a posting. */
  places: z.array(z.string()),
  /** 0-100, of the best match with the posting; null without one or when there was nothing to score. */
  matchScore: z.number().int().nullable(),
  /** Of that match. */
  verdict: z.enum(verdicts).nullable(),
  /** Its posting came with the sample data. */
  isSample: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type ApplicationSummary = z.infer<typeof applicationSummarySchema>

export const applicationSchema = applicationSummarySchema.extend({
  /** Oldest first. */
  timeline: z.array(stageEventSchema),
})
export type Application = z.infer<typeof applicationSchema>

const shortText = z.string().trim().max(300)
const address = z
  .string()
  .trim()
  .max(2000)
  .refine(
    (value) => URL.canParse(value) && /^https?:/i.test(value),
    'Give a full address that starts with https://',
  )

/** What a person may write; a new field of the application belongs here first. */
export const applicationFieldsSchema = z.object({
  title: shortText.min(1, 'Give the job’s title'),
  organization: shortText,
  url: address.nullable(),
  note: z.string().max(10_000),
  draftId: z.uuid().nullable(),
})
export type ApplicationFields = z.infer<typeof applicationFieldsSchema>

export const stageCountsSchema = z.object({
  total: z.number().int().nonnegative(),
  /** Every stage, also those that hold none. */
  byStage: z.record(stageSchema, z.number().int().nonnegative()),
})
export type StageCounts = z.infer<typeof stageCountsSchema>
