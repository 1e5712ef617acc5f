import { z } from 'zod'
import { router, userProcedure } from '../../platform/trpc/procedures.ts'
import { addSamples } from './add-samples.ts'
import { readSampleStatus } from './read-sample-status.ts'
import { removeSamples } from './remove-samples.ts'
import { removedSamplesSchema, sampleStatusSchema } from './schema.ts'

export const samplesRouter = router({
  /** What of the sample data the person has, and what they made with it. */
  status: userProcedure
    .meta({
      openapi: { method: 'GET', path: '/samples', protect: true, summary: 'The sample data you have' },
    })
    .output(sampleStatusSchema)
    .query(({ ctx }) => ctx.transact((tx) => readSampleStatus(tx, ctx.userId))),

  /**
   * Adds a fictional résumé, what it looks for and some forty fictional postings, and starts matching them. Once the
   * run has succeeded its result holds `matchRunId`, the run that matches. What is there is not added again; while one
   * run is adding, a second call answers with it. The run fails with samples_missing where the installation came without.
   */
  add: userProcedure
    .meta({
      costs: 'action',
      openapi: { method: 'POST', path: '/samples', protect: true, summary: 'Add the sample data' },
    })
    .output(z.object({ runId: z.uuid() }))
    .mutation(({ ctx }) => {
      const { userId, traceparent } = ctx
      return ctx.transact((tx) => addSamples(tx, ctx.app, { userId, traceparent }))
    }),

  /** Removes the sample data and all matches, drafts and applications made with it; counts what went. */
  remove: userProcedure
    .meta({
      openapi: { method: 'DELETE', path: '/samples', protect: true, summary: 'Remove the sample data' },
    })
    .output(removedSamplesSchema)
    .mutation(({ ctx }) => ctx.transact((tx) => removeSamples(tx, ctx.app, ctx.userId))),
})
