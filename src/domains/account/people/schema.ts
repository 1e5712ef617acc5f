import { z } from 'zod'
import { plans, userRoles } from '../../../platform/auth/session.ts'

export const personStates = ['active', 'suspended', 'leaving'] as const
export type PersonState = (typeof personStates)[number]

/** Where reasons are read: the audit log, which the person may see as well. */
const reason = z
  .string()
  .transform((text) => text.replace(/\p{Cc}+/gu, ' ').trim())
  .pipe(z.string().min(3, 'Say in a few words why').max(500))

export const listPeopleSchema = z.object({
  /** How the address or the name begins, whatever its case; or a whole id. */
  query: z.string().trim().max(254).optional(),
  role: z.enum(userRoles).optional(),
  plan: z.enum(plans).optional(),
  state: z.enum(personStates).optional(),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(200).nullish(),
  limit: z.coerce.number<number>().int().min(1).max(100).default(50),
})
export type ListPeopleInput = z.output<typeof listPeopleSchema>

export const personItemSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.enum(userRoles),
  plan: z.enum(plans),
  /** `leaving`: to be erased at `purgeAfter`, unless they come back before. */
  state: z.enum(personStates),
  purgeAfter: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  /** When they last signed in or called with a token, to the day or so; null: never, or by Clerk only. */
  lastSeenAt: z.iso.datetime().nullable(),
})
export type PersonItem = z.infer<typeof personItemSchema>

export const peoplePageSchema = z.object({
  items: z.array(personItemSchema),
  nextCursor: z.string().nullable(),
})

/** One of the two. */
export const showPersonSchema = z
  .object({ id: z.uuid().optional(), email: z.string().trim().max(254).optional() })
  .refine(({ id, email }) => (id === undefined) !== (email === undefined), 'Give either id or email')

const audited = z.object({
  id: z.number().int(),
  at: z.iso.datetime(),
  action: z.string(),
  /** null: the command line on the machine that has the database; without an address: somebody who is gone. */
  actor: z.object({ id: z.uuid(), email: z.string().nullable() }).nullable(),
  actorRole: z.string(),
  reason: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
})

export const personDetailSchema = personItemSchema.extend({
  emailVerified: z.boolean(),
  timeZone: z.string().nullable(),
  /** Whether Clerk signs them in. */
  byClerk: z.boolean(),
  /** Whether signing in takes a second step. */
  secondStep: z.boolean(),
  /** How many of each they have. */
  counts: z.object({
    resumes: z.number().int(),
    postings: z.number().int(),
    matches: z.number().int(),
    drafts: z.number().int(),
    applications: z.number().int(),
    runs: z.number().int(),
  }),
  /** Where they are signed in, the newest first; at most 100. */
  sessions: z.array(
    z.object({
      id: z.uuid(),
      userAgent: z.string().nullable(),
      createdAt: z.iso.datetime(),
      expiresAt: z.iso.datetime(),
    }),
  ),
  /** Working tokens, the newest first. */
  tokens: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      scopes: z.array(z.string()),
      createdAt: z.iso.datetime(),
      lastUsedAt: z.iso.datetime().nullable(),
      expiresAt: z.iso.datetime().nullable(),
    }),
  ),
  /** The latest 50 entries of the audit log that concern them. */
  audit: z.array(audited),
})
export type PersonDetail = z.infer<typeof personDetailSchema>

export const standingSchema = z.object({ id: z.uuid(), reason })
export const setRoleSchema = standingSchema.extend({ role: z.enum(userRoles) })
export const setPlanSchema = standingSchema.extend({ plan: z.enum(plans) })
export const revokeSessionsSchema = standingSchema.extend({
  /** Their personal access tokens too. */
  tokens: z.boolean().default(false),
})

/** How many were ended. */
export const revokedSchema = z.object({ sessions: z.number().int(), tokens: z.number().int() })
