import { z } from 'zod'

/** What a person can unsubscribe from. Sign-in codes, security and what they asked for always come. */
export const subscriptionKinds = ['briefing', 'budget', 'welcome'] as const

export const subscriptionSchema = z.object({
  kind: z.enum(subscriptionKinds),
  /** What comes under it. */
  words: z.string(),
  optedOut: z.boolean(),
})

export const preferencesSchema = z.object({ kinds: z.array(subscriptionSchema) })
export type Preferences = z.infer<typeof preferencesSchema>

export const setPreferenceInput = z.object({ kind: z.enum(subscriptionKinds), optedOut: z.boolean() })

export const messageStates = [
  'queued',
  'sent',
  'delivered',
  'bounced',
  'complained',
  'suppressed',
  'failed',
] as const

export const messageSchema = z.object({
  id: z.uuid(),
  kind: z.string(),
  /** The first letter and what follows the @; empty: forgotten. */
  recipient: z.string(),
  state: z.enum(messageStates),
  /** Why it hasn't gone out or didn't arrive. */
  error: z.string().nullable(),
  /** How often the provider was asked. */
  tries: z.number().int(),
  createdAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
  /** Whether messages.resend would take it. */
  canResend: z.boolean(),
})

export const messageListInput = z.object({
  state: z.enum(messageStates).optional(),
  /** `sign_in_code`, `briefing`, … */
  kind: z.string().max(60).optional(),
  /** From `nextCursor` of the page before. */
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(100).default(50),
})

export const messagePageSchema = z.object({
  /** The newest first. */
  items: z.array(messageSchema),
  nextCursor: z.string().nullable(),
})

export const resendInput = z.object({
  id: z.uuid(),
  /** Kept in the audit log. */
  reason: z.string().trim().min(1, 'Say why; one word is enough').max(500),
})

export const resentSchema = z.object({
  /** Of the job that sends it. */
  jobId: z.uuid(),
})
