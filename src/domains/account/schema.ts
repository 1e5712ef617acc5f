import { z } from 'zod'
import { plans, userRoles } from '../../platform/auth/session.ts'

export const NAME_MAX_LENGTH = 100

/** Text that Postgres can hold: without NUL, trimmed. */
const line = z.string().transform((text) => text.replace(/\p{Cc}/gu, ' ').trim())

export const personSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  emailVerified: z.boolean(),
  role: z.enum(userRoles),
  plan: z.enum(plans),
  /** IANA, as `Europe/Berlin`; null: as the browser or terminal says. */
  timeZone: z.string().nullable(),
  createdAt: z.iso.datetime(),
  /** `leaving`: to be erased at `purgeAfter`, and can still come back. */
  state: z.enum(['active', 'leaving']),
  purgeAfter: z.iso.datetime().nullable(),
  /** `due`: set up and not passed in this session yet, so nothing but passing it is allowed. */
  secondStep: z.enum(['off', 'due', 'passed']),
})
export type Person = z.infer<typeof personSchema>

/** Offsets as `+02:00` are no places: they know nothing of summer. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const timeZone = z
  .string()
  .max(100)
  .refine(isTimeZone, 'Give the name of a time zone, as Europe/Berlin or America/New_York')

/** What isn't given stays. */
export const updatePersonSchema = z.object({
  name: line.pipe(z.string().max(NAME_MAX_LENGTH)).optional(),
  /** null: as the browser says. */
  timeZone: timeZone.nullable().optional(),
})

export const tokenScopes = ['read', 'write'] as const

export const tokenSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.string()),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
})
export type Token = z.infer<typeof tokenSchema>

export const createTokenSchema = z.object({
  name: line.pipe(z.string().min(1).max(100)),
  /** `read`: queries only; `write`: everything the person may do. */
  scope: z.enum(tokenScopes).default('write'),
  expiresInDays: z.number().int().min(1).max(3_650).default(90),
})

export const createdTokenSchema = tokenSchema.extend({
  /** Shown this once: only its hash is kept. */
  token: z.string(),
})

export const signInSessionSchema = z.object({
  id: z.uuid(),
  current: z.boolean(),
  userAgent: z.string().nullable(),
  /** `Firefox on Linux`; null for a program that doesn't say. */
  device: z.string().nullable(),
  /** Where it signed in, cut to the network: `203.0.113.0/24`. */
  network: z.string().nullable(),
  createdAt: z.iso.datetime(),
  /** To ten minutes. */
  lastUsedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
})

/** The newest first; `cursor` is the `nextCursor` of the answer before. */
export const securityQuerySchema = z.object({
  cursor: z.number().int().positive().optional(),
  limit: z.number().int().min(1).max(100).default(20),
})

export const securityEventSchema = z.object({
  id: z.number().int(),
  at: z.iso.datetime(),
  /** `sessions.signIn`, `tokens.create`, … */
  action: z.string(),
  words: z.string(),
  /** The network, as `203.0.113.0/24`. */
  address: z.string().nullable(),
  device: z.string().nullable(),
})
export type SecurityEvent = z.infer<typeof securityEventSchema>

export const securityHistorySchema = z.object({
  items: z.array(securityEventSchema),
  nextCursor: z.number().int().nullable(),
})

export const signInOptionsSchema = z.object({
  /** E-mail and code at /api/auth. */
  code: z.boolean(),
  /** What Clerk's browser part needs; null when it isn't set up. */
  clerk: z.object({ publishableKey: z.string() }).nullable(),
  /** "Continue with LinkedIn": POST /api/auth/sign-in/social answers where to go. */
  linkedin: z.boolean(),
})

export const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email())
