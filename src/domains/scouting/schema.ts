import { z } from 'zod'
import { employmentTypes } from '../postings/schema.ts'

export const wantedWorkplaces = ['remote', 'hybrid', 'onsite'] as const
export type WantedWorkplace = (typeof wantedWorkplaces)[number]
const workplacesSchema = z.array(z.enum(wantedWorkplaces))

export const payUnits = ['HOUR', 'DAY', 'WEEK', 'MONTH', 'YEAR'] as const

export const wantedPlaceSchema = z.object({
  /** As written: "the EU", "Berlin". */
  raw: z.string(),
  addressLocality: z.string().nullable(),
  addressRegion: z.string().nullable(),
  /** ISO 3166-1 alpha-2; null for an area of several countries, and where it can't be told. */
  addressCountry: z.string().nullable(),
})
export type WantedPlace = z.infer<typeof wantedPlaceSchema>

/** What a stretch of the sentence was read as; `unread` was not understood. */
export const targetPartKinds = [
  'title',
  'place',
  'workplace',
  'salary',
  'employment',
  'seniority',
  'language',
  'exclude',
  'unread',
] as const
export type TargetPartKind = (typeof targetPartKinds)[number]

/** Half-open [start, end) in UTF-16 units of the sentence. */
const spanSchema = z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()])

export const targetPartSchema = z.object({
  kind: z.enum(targetPartKinds),
  /** The sentence's slice at `span`. */
  text: z.string(),
  span: spanSchema,
})
export type TargetPart = z.infer<typeof targetPartSchema>

/** A sentence read as conditions. Empty lists and null mean that the person doesn't mind. */
export const understoodSchema = z.object({
  /** Jobs by name, in the person's words. */
  titles: z.array(z.string()),
  places: z.array(wantedPlaceSchema),
  workplaceTypes: workplacesSchema,
  /**
   * Where and how together: any one is enough. "Remote in the EU or Berlin on site" are two of them, so that
   * neither on site in Madrid nor remote from New York fits.
   */
  where: z.array(
    z.object({
      /** Empty: any. */
      workplaceTypes: workplacesSchema,
      /** null: anywhere. */
      place: wantedPlaceSchema.nullable(),
    }),
  ),
  minSalary: z
    .object({
      value: z.number(),
      /** ISO 4217; null when none was written. */
      currency: z.string().nullable(),
      unit: z.enum(payUnits),
    })
    .nullable(),
  /** Any one is enough. */
  employmentTypes: z.array(z.enum(employmentTypes)),
  /** "No freelance", "keine Teilzeit"; a permanent post rules out temporary ones and contracts. */
  excludedEmploymentTypes: z.array(z.enum(employmentTypes)),
  seniority: z.string().nullable(),
  /** BCP 47 tags of the languages to work in. */
  languages: z.array(z.string()),
  /** Words, companies and places that are not wanted. */
  exclude: z.array(z.string()),
  /** Parts that were not understood and have no effect. */
  unread: z.array(z.string()),
  /** Everything that was read and everything that was not, in the order of the sentence. */
  parts: z.array(targetPartSchema),
})
export type Understood = z.infer<typeof understoodSchema>

export const MAX_SENTENCE = 500
export const MAX_TARGETS = 10

export const targetSchema = z.object({
  id: z.uuid(),
  sentence: z.string(),
  /** Whether matching goes by it. */
  active: z.boolean(),
  /** It came with the sample data and counts for the sample résumé only. */
  isSample: z.boolean(),
  understood: understoodSchema,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type Target = z.infer<typeof targetSchema>
