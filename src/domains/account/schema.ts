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
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
})

export const signInOptionsSchema = z.object({
  /** E-mail and code at /api/auth. */
  code: z.boolean(),
  /** What Clerk's browser part needs; null when it isn't set up. */
  clerk: z.object({ publishableKey: z.string() }).nullable(),
})

export const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email())
