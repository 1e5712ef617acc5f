import { z } from 'zod'

export const exportStates = ['preparing', 'ready', 'failed', 'expired'] as const

const progressSchema = z.object({
  /** 0 to 100; null: not known. */
  percent: z.number().int().nullable(),
  /** What is being done, in plain words. */
  words: z.string(),
})

export const exportSchema = z.object({
  id: z.uuid(),
  state: z.enum(exportStates),
  /** While it is being prepared. */
  progress: progressSchema.nullable(),
  /** Size of the archive, once it is ready. */
  bytes: z.number().int().nullable(),
  /** Of the archive, hex. */
  sha256: z.string().nullable(),
  /** Where it can be downloaded until `expiresAt`; null unless it is ready. */
  url: z.string().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
})
export type Export = z.infer<typeof exportSchema>

export const importStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const

export const importSchema = z.object({
  id: z.uuid(),
  state: z.enum(importStates),
  progress: progressSchema.nullable(),
  /** Why it failed and what to do; null unless it did. */
  problem: z.string().nullable(),
  /** Once it succeeded: how many rows were added, and how many were there already. */
  result: z.object({ added: z.number().int(), skipped: z.number().int() }).nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
})
export type Import = z.infer<typeof importSchema>

export const deletionSchema = z.object({
  state: z.enum(['active', 'leaving']),
  requestedAt: z.iso.datetime().nullable(),
  /** When everything is erased; until then the person may come back. */
  purgeAfter: z.iso.datetime().nullable(),
})
export type Deletion = z.infer<typeof deletionSchema>

export const consentPurposes = ['analytics', 'product_mail', 'model_use'] as const
export const consentPurposeSchema = z.enum(consentPurposes)
export type ConsentPurpose = z.infer<typeof consentPurposeSchema>

export const consentSchema = z.object({
  purpose: consentPurposeSchema,
  title: z.string(),
  /** What the person agrees to, whole. */
  text: z.string(),
  /** Of the text; another text must be agreed to anew. */
  version: z.string(),
  granted: z.boolean(),
  /** When the person last said yes or no to this text; null: never. */
  decidedAt: z.iso.datetime().nullable(),
})
export type Consent = z.infer<typeof consentSchema>

/** One call of a language model: what was sent, in kinds and sizes, never the text. */
export const modelCallSchema = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  provider: z.string(),
  model: z.string(),
  /** What for. */
  purpose: z.string(),
  /** Kinds of what was sent: résumé, posting, … */
  sent: z.array(z.string()),
  inputTokens: z.number().int().nullable(),
  outputTokens: z.number().int().nullable(),
  /** Millionths of a US dollar. */
  costMicrodollars: z.number().int().nullable(),
  outcome: z.string(),
})

export const retentionSchema = z.object({
  table: z.string(),
  /** What it holds, in plain words. */
  about: z.string(),
  /** How long, in plain words. */
  kept: z.string(),
  /** The same in days; null: as long as the account, or as long as it is needed. */
  keptDays: z.number().int().nullable(),
  /** What happens when the person leaves. */
  leaving: z.enum(['erase', 'pseudonymise', 'keep']),
})

/** What an archive says about itself. */
export const ARCHIVE_VERSION = 1
export const manifestSchema = z.object({
  /** Of the archive's form: 1. */
  version: z.number().int().positive(),
  exportedAt: z.iso.datetime(),
  tables: z.record(z.string(), z.object({ rows: z.number().int().nonnegative(), sha256: z.string() })),
  /** By their path in the archive. */
  files: z
    .record(z.string(), z.object({ bytes: z.number().int().nonnegative(), sha256: z.string() }))
    .default({}),
})
export type Manifest = z.infer<typeof manifestSchema>
