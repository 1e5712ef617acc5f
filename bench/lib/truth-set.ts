import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { evidenceClasses, requirementKinds, requirementTiers } from '../../src/domains/matching/schema.ts'

const folder = fileURLToPath(new URL('../truth', import.meta.url))

export const layouts = [
  'pdf-one-column',
  'pdf-two-column',
  'pdf-sidebar',
  'docx-tables',
  'docx-plain',
] as const

const resumeSchema = z.strictObject({
  id: z.string(),
  trade: z.string(),
  language: z.enum(['en', 'de', 'fr']),
  layout: z.enum(layouts),
  letterSpacedHeadings: z.boolean(),
  name: z.string(),
  work: z.array(
    z.strictObject({
      name: z.string(),
      position: z.string(),
      startDate: z.string(),
      endDate: z.string().nullable(),
    }),
  ),
  education: z.array(
    z.strictObject({
      institution: z.string(),
      studyType: z.string(),
      area: z.string().nullable(),
      startDate: z.string().nullable(),
      endDate: z.string().nullable(),
    }),
  ),
  skills: z.array(z.string()),
  notSkills: z.array(z.string()),
})

/** One labelled résumé: what it says (truth) and the markup it is rendered from (body). */
export type TruthResume = z.infer<typeof resumeSchema> & { body: string }

const labelSchema = z.strictObject({
  quote: z.string().min(1),
  tier: z.enum(requirementTiers),
  kind: z.enum(requirementKinds),
  class: z.enum(evidenceClasses),
  optional: z.literal(true).optional(),
})
export type RequirementLabel = z.infer<typeof labelSchema>

const labelledPairSchema = z.strictObject({
  resume: z.string(),
  posting: z.string(),
  requirements: z.array(labelSchema).min(1),
})
export type LabelledPair = z.infer<typeof labelledPairSchema>

const relevanceSchema = z.record(z.string(), z.record(z.string(), z.number().int().min(0).max(3)))

/** A posting as its source would hand it over. */
export interface TruthPosting {
  id: string
  fileName: string
  source: string
}

export interface TruthSet {
  resumes: TruthResume[]
  postings: TruthPosting[]
  /** résumé id → posting id → grade 0-3. */
  relevance: Record<string, Record<string, number>>
  labels: LabelledPair[]
}

function readJson(...segments: string[]): unknown {
  return JSON.parse(readFileSync(path.join(folder, ...segments), 'utf8'))
}

function readResume(fileName: string): TruthResume {
  const truth = resumeSchema.parse(readJson('resumes', fileName))
  return { ...truth, body: readFileSync(path.join(folder, 'resumes', `${truth.id}.txt`), 'utf8') }
}

function readPosting(fileName: string): TruthPosting {
  const source = readFileSync(path.join(folder, 'postings', fileName), 'utf8')
  return { id: path.parse(fileName).name, fileName, source }
}

export function readTruthSet(): TruthSet {
  return {
    resumes: readdirSync(path.join(folder, 'resumes'))
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map(readResume),
    postings: readdirSync(path.join(folder, 'postings')).sort().map(readPosting),
    relevance: relevanceSchema.parse(readJson('relevance.json')),
    labels: z.array(labelledPairSchema).parse(readJson('labels.json')),
  }
}
