import { z } from 'zod'

/** [start, end) in UTF-16 characters of the text beside it. */
export const spanSchema = z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()])
export type Span = z.infer<typeof spanSchema>

/** What a fact says. `value` holds its normalised form where one exists (dates ISO 8601, language tags, …). */
export const factKinds = [
  'name',
  'headline',
  'email',
  'phone',
  'url',
  'location',
  'summary',
  'employer',
  'title',
  'start_date',
  'end_date',
  'highlight',
  'institution',
  'degree',
  'field',
  'grade',
  'skill',
  'language',
  'certificate',
  'licence',
  'project',
  'publication',
  'award',
  'volunteer',
  'interest',
  'work_authorization',
  'availability',
] as const
export const factKindSchema = z.enum(factKinds)
export type FactKind = z.infer<typeof factKindSchema>

/** The longest text of a fact, in characters. */
export const FACT_MAX_LENGTH = 300

/** A fact as the parser finds it: `text` always equals `source.slice(span[0], span[1])`. */
export interface ParsedFact {
  kind: FactKind
  text: string
  span: Span
  /** JSON pointer of the JSON Resume place this fact supports: `/work/0/position`, `/skills/3/name`. */
  path: string
  /** Normalised value: `2021-03`, `present`, `bachelor`, `de:C1`, canonical skill name … or null. */
  value: string | null
}

const text = z.string()
const date = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)

/** JSON Resume (jsonresume.org/schema), the parts JobPilot reads. What isn't there stays absent. */
export const jsonResumeSchema = z.object({
  basics: z
    .object({
      name: text.optional(),
      label: text.optional(),
      email: text.optional(),
      phone: text.optional(),
      url: text.optional(),
      summary: text.optional(),
      location: z
        .object({
          address: text.optional(),
          postalCode: text.optional(),
          city: text.optional(),
          countryCode: text.optional(),
          region: text.optional(),
        })
        .optional(),
      profiles: z
        .array(z.object({ network: text.optional(), username: text.optional(), url: text.optional() }))
        .optional(),
    })
    .optional(),
  work: z
    .array(
      z.object({
        name: text.optional(),
        position: text.optional(),
        location: text.optional(),
        url: text.optional(),
        startDate: date.optional(),
        /** Absent while the job goes on. */
        endDate: date.optional(),
        summary: text.optional(),
        highlights: z.array(text).optional(),
      }),
    )
    .optional(),
  volunteer: z
    .array(
      z.object({
        organization: text.optional(),
        position: text.optional(),
        startDate: date.optional(),
        endDate: date.optional(),
        summary: text.optional(),
        highlights: z.array(text).optional(),
      }),
    )
    .optional(),
  education: z
    .array(
      z.object({
        institution: text.optional(),
        area: text.optional(),
        studyType: text.optional(),
        startDate: date.optional(),
        endDate: date.optional(),
        score: text.optional(),
        courses: z.array(text).optional(),
      }),
    )
    .optional(),
  awards: z
    .array(
      z.object({
        title: text.optional(),
        date: date.optional(),
        awarder: text.optional(),
        summary: text.optional(),
      }),
    )
    .optional(),
  certificates: z
    .array(
      z.object({
        name: text.optional(),
        date: date.optional(),
        issuer: text.optional(),
        url: text.optional(),
      }),
    )
    .optional(),
  publications: z
    .array(
      z.object({
        name: text.optional(),
        publisher: text.optional(),
        releaseDate: date.optional(),
        url: text.optional(),
        summary: text.optional(),
      }),
    )
    .optional(),
  skills: z
    .array(z.object({ name: text.optional(), level: text.optional(), keywords: z.array(text).optional() }))
    .optional(),
  languages: z.array(z.object({ language: text.optional(), fluency: text.optional() })).optional(),
  interests: z.array(z.object({ name: text.optional(), keywords: z.array(text).optional() })).optional(),
  projects: z
    .array(
      z.object({
        name: text.optional(),
        description: text.optional(),
        highlights: z.array(text).optional(),
        startDate: date.optional(),
        endDate: date.optional(),
        url: text.optional(),
      }),
    )
    .optional(),
})
export type JsonResume = z.infer<typeof jsonResumeSchema>

/** What the parser returns: the text it read (NUL-free, normalised) and everything proved by it. */
export interface ParsedResume {
  text: string
  facts: ParsedFact[]
  jsonResume: JsonResume
  /** BCP 47 of the document, or null when it can't be told. */
  inLanguage: string | null
}

export const factStates = ['unconfirmed', 'confirmed', 'removed'] as const

/** A stored fact. `span` is null only for facts the person typed (origin `person`). */
export const profileFactSchema = z.object({
  id: z.uuid(),
  kind: factKindSchema,
  text: z.string().max(FACT_MAX_LENGTH),
  span: spanSchema.nullable(),
  path: z.string(),
  value: z.string().nullable(),
  state: z.enum(factStates),
  origin: z.enum(['resume', 'person']),
})
export type ProfileFact = z.infer<typeof profileFactSchema>
