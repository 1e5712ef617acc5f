import { z } from 'zod'
import { spanSchema } from '../resumes/schema.ts'

/**
 * A stretch of the draft (a sentence) that names an employer, title, skill, number, date, degree or
 * certificate, with the facts it rests on. Flagged when some of what it states has no fact behind it.
 */
export const draftClaimSchema = z.object({
  span: spanSchema,
  factIds: z.array(z.string()),
  flagged: z.boolean(),
  /** What is not covered, in plain words; null when nothing is. */
  reason: z.string().nullable(),
})
export type DraftClaim = z.infer<typeof draftClaimSchema>

export const composedDraftSchema = z.object({ text: z.string(), claims: z.array(draftClaimSchema) })
export type ComposedDraft = z.infer<typeof composedDraftSchema>

export const DRAFT_MAX_LENGTH = 20_000
export const draftStates = ['draft', 'approved'] as const
export const exportFormats = ['txt', 'docx', 'pdf'] as const
export type ExportFormat = (typeof exportFormats)[number]
