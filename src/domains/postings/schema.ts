import { z } from 'zod'

export const employmentTypes = [
  'FULL_TIME',
  'PART_TIME',
  'CONTRACTOR',
  'TEMPORARY',
  'INTERN',
  'VOLUNTEER',
  'PER_DIEM',
  'OTHER',
] as const
export const workplaceTypes = ['remote', 'hybrid', 'onsite', 'unknown'] as const

export const placeSchema = z.object({
  raw: z.string(),
  addressLocality: z.string().nullable(),
  addressRegion: z.string().nullable(),
  /** ISO 3166-1 alpha-2. */
  addressCountry: z.string().nullable(),
})

export const salarySchema = z.object({
  /** ISO 4217. */
  currency: z.string().nullable(),
  minValue: z.number().nullable(),
  maxValue: z.number().nullable(),
  unitText: z.enum(['HOUR', 'DAY', 'WEEK', 'MONTH', 'YEAR']).nullable(),
  raw: z.string(),
  estimated: z.boolean(),
  /** Why the figure can't be trusted, or null. */
  suspect: z.string().nullable(),
})

/** A job posting under schema.org JobPosting names; own additions say so. Source: schema.org/JobPosting. */
export const postingSchema = z.object({
  identifier: z.object({ source: z.string(), board: z.string().nullable(), value: z.string() }),
  /** Canonical page for a person; '' when captured from text without an address. */
  url: z.string(),
  /** The same job elsewhere (aggregators). */
  sameAs: z.array(z.string()),
  /** Own. */
  directApplyUrl: z.string().nullable(),
  title: z.string(),
  /** Sanitised HTML. */
  description: z.string(),
  /** Own: plain text of the description. */
  descriptionText: z.string(),
  hiringOrganization: z.object({
    name: z.string(),
    sameAs: z.string().nullable(),
    logo: z.string().nullable(),
  }),
  /** ISO 8601 UTC, or YYYY-MM-DD where the source has a day only. */
  datePosted: z.string().nullable(),
  dateModified: z.string().nullable(),
  validThrough: z.string().nullable(),
  employmentType: z.array(z.enum(employmentTypes)),
  jobLocation: z.array(placeSchema),
  jobLocationType: z.literal('TELECOMMUTE').nullable(),
  /** Own. */
  workplaceType: z.enum(workplaceTypes),
  applicantLocationRequirements: z.array(
    z.object({ raw: z.string(), addressCountry: z.string().nullable() }),
  ),
  baseSalary: salarySchema.nullable(),
  skills: z.array(z.string()),
  industry: z.string().nullable(),
  /** Own. */
  department: z.string().nullable(),
  experienceRequirements: z.string().nullable(),
  /** BCP 47. */
  inLanguage: z.string().nullable(),
  /** Own: a source that asks for a link back. */
  attribution: z.object({ name: z.string(), url: z.string() }).nullable(),
  fetchedAt: z.string(),
  /** Own: sha256 hex of what identifies the content (title, organisation, descriptionText). */
  contentHash: z.string(),
  /** Own: the source's payload for this posting as read. */
  raw: z.unknown(),
})
export type Posting = z.infer<typeof postingSchema>

/** Something the person should know before relying on a posting. */
export const postingNotices = [
  'looks_closed',
  'no_description',
  'snippet_only',
  'suspect_salary',
  'possible_duplicate',
] as const
export type PostingNotice = (typeof postingNotices)[number]
