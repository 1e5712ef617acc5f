import { z } from 'zod'
import { failWith } from '../../platform/errors.ts'
import { toStorableText } from '../../platform/json.ts'
import { router, userProcedure } from '../../platform/trpc/procedures.ts'
import { createTarget } from './create-target.ts'
import { targetErrors } from './errors.ts'
import { deleteTarget, listTargetRows } from './queries.ts'
import { readTarget } from './read-target.ts'
import { MAX_SENTENCE, targetSchema, understoodSchema } from './schema.ts'
import { targetView } from './target-view.ts'
import { updateTarget } from './update-target.ts'

const fail = failWith(targetErrors)
const byId = z.object({ id: z.uuid() })
const length = `Say it in at most ${MAX_SENTENCE} characters`
const kept = z.string().trim().min(1, 'Say in a sentence what you look for').max(MAX_SENTENCE, length)

export const targetsRouter = router({
  /**
   * What a sentence would be understood as; nothing is stored. Spans are half-open, in UTF-16 units of
   * `sentence`. Parts that were not understood come as `unread`.
   */
  read: userProcedure
    .input(z.object({ sentence: z.string().max(MAX_SENTENCE, length) }))
    .output(z.object({ sentence: z.string(), understood: understoodSchema }))
    .query(({ input }) => {
      const sentence = toStorableText(input.sentence)
      return { sentence, understood: readTarget(sentence) }
    }),

  /** What the person looks for, in the order they wrote it; at most ten. */
  list: userProcedure
    .meta({ openapi: { method: 'GET', path: '/targets', protect: true, summary: 'Search targets' } })
    .output(z.object({ items: z.array(targetSchema) }))
    .query(async ({ ctx }) => {
      const rows = await ctx.transact((tx) => listTargetRows(tx, ctx.userId))
      return { items: rows.map(targetView) }
    }),

  /**
   * Keeps a sentence of what the person looks for; from now on matching goes by it. Fails with target_limit
   * beyond ten and with target_not_understood when nothing can be read in it.
   */
  create: userProcedure
    .meta({ openapi: { method: 'POST', path: '/targets', protect: true, summary: 'Add a search target' } })
    .input(z.object({ sentence: kept }))
    .output(targetSchema)
    .mutation(({ ctx, input }) =>
      ctx.transact((tx) =>
        createTarget(tx, ctx.app, { userId: ctx.userId, sentence: toStorableText(input.sentence) }),
      ),
    ),

  /** Changes the sentence, or whether matching goes by it; what isn't given stays. */
  update: userProcedure
    .meta({
      openapi: { method: 'PATCH', path: '/targets/{id}', protect: true, summary: 'Change a search target' },
    })
    .input(byId.extend({ sentence: kept.optional(), active: z.boolean().optional() }))
    .output(targetSchema)
    .mutation(({ ctx, input: { id, sentence, active } }) =>
      ctx.transact((tx) =>
        updateTarget(tx, {
          userId: ctx.userId,
          id,
          sentence: sentence === undefined ? undefined : toStorableText(sentence),
          active,
        }),
      ),
    ),

  /** Removes a target; matches made by it stay until the next matching. */
  remove: userProcedure
    .meta({
      openapi: { method: 'DELETE', path: '/targets/{id}', protect: true, summary: 'Remove a search target' },
    })
    .input(byId)
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) =>
      ctx.transact(async (tx) => {
        if (!(await deleteTarget(tx, ctx.userId, input.id))) throw fail('target_not_found')
        return { ok: true as const }
      }),
    ),
})
