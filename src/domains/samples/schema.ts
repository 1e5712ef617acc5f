import { z } from 'zod'

const count = z.number().int().nonnegative()

/** What of the sample data a person has, and what was made with it: all of this `remove` takes away. */
export const sampleStatusSchema = z.object({
  present: z.boolean(),
  /** The sample résumé. */
  resumeId: z.uuid().nullable(),
  /** The run that is adding it right now. */
  runId: z.uuid().nullable(),
  postings: count,
  matches: count,
  drafts: count,
  applications: count,
  targets: count,
})
export type SampleStatus = z.infer<typeof sampleStatusSchema>

/** What was removed, by kind. */
export const removedSamplesSchema = sampleStatusSchema
  .pick({ postings: true, matches: true, drafts: true, applications: true, targets: true })
  .extend({ resumes: count })
export type RemovedSamples = z.infer<typeof removedSamplesSchema>
