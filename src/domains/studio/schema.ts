import { z } from 'zod'
import { factKindSchema, spanSchema } from '../resumes/schema.ts'

/**
 * A stretch of the draft (a sentence) that names an employer, title, skill, number, date, degree or
 * certificate, with the facts it rests on. Flagged when some of what it states has no fact behind it. No
 * facts and no flag: it says nothing of the person's past (names the role applied for, repeats the posting,
 * says what is not there).
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
/** How long a removed draft or application can be brought back. */
export const UNDO_REMOVAL_MS = 600_000
/** Of the beginning that lists show, in UTF-16 characters. */
export const EXCERPT_LENGTH = 160
export const draftStates = ['draft', 'approved'] as const
export const exportFormats = ['txt', 'docx', 'pdf'] as const
export type ExportFormat = (typeof exportFormats)[number]
export type DraftState = (typeof draftStates)[number]
export const draftKinds = ['cover_letter'] as const
export type DraftKind = (typeof draftKinds)[number]
export const draftAuthors = ['agent', 'person'] as const
export type DraftAuthor = (typeof draftAuthors)[number]

/** A fact that a draft rests on. */
const citedFactSchema = z.object({
  id: z.uuid(),
  kind: factKindSchema,
  text: z.string(),
  confirmed: z.boolean(),
})

export const draftSummarySchema = z.object({
  id: z.uuid(),
  kind: z.enum(draftKinds),
  state: z.enum(draftStates),
  title: z.string(),
  organization: z.string(),
  matchId: z.uuid().nullable(),
  postingId: z.uuid().nullable(),
  /** Number of the current version. */
  version: z.number().int().positive(),
  /** Of the current version. */
  claimCount: z.number().int().nonnegative(),
  /** Claims that state something which no fact proves. */
  flagged: z.number().int().nonnegative(),
  /** Facts that it cites and nobody has confirmed yet. */
  unconfirmed: z.number().int().nonnegative(),
  /** How the text begins, in one line. */
  excerpt: z.string(),
  /** null unless the current text is approved. */
  approvedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type DraftSummary = z.infer<typeof draftSummarySchema>

export const draftVersionSchema = z.object({
  number: z.number().int().positive(),
  text: z.string(),
  /** Hex sha256 of the UTF-8 text; approving names it. */
  sha256: z.string(),
  author: z.enum(draftAuthors),
  createdAt: z.iso.datetime(),
  approvedAt: z.iso.datetime().nullable(),
  /** When that approval was taken back. */
  withdrawnAt: z.iso.datetime().nullable(),
})
export type DraftVersion = z.infer<typeof draftVersionSchema>

export const draftSchema = draftSummarySchema.extend({
  text: z.string(),
  sha256: z.string(),
  author: z.enum(draftAuthors),
  claims: z.array(draftClaimSchema),
  /** Every fact that a claim cites; approving confirms those that are not confirmed yet. */
  facts: z.array(citedFactSchema),
  /** How many there are. */
  versions: z.number().int().positive(),
  /** null when the posting is gone or has no address. */
  postingUrl: z.string().nullable(),
})
export type Draft = z.infer<typeof draftSchema>
