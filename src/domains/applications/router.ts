import { z } from 'zod'
import { router, userProcedure } from '../../platform/trpc/procedures.ts'
import { createApplication } from './create-application.ts'
import { countApplications } from './count-applications.ts'
import { listApplications } from './list-applications.ts'
import { moveApplication, undoMove } from './move-application.ts'
import { readApplication } from './read-application.ts'
import { removeApplication } from './remove-application.ts'
import { restoreApplication } from './restore-application.ts'
import {
  applicationFieldsSchema,
  applicationSchema,
  applicationSorts,
  applicationSummarySchema,
  outcomeSchema,
  stageCountsSchema,
  stageSchema,
} from './schema.ts'
import { setOutcome, updateApplication } from './update-application.ts'

const byId = z.object({ id: z.uuid() })
/** When it happened, if not now; the future can't have. */
const occurredAt = z.iso.datetime({ offset: true }).transform((value) => new Date(value))

function notInFuture(at: Date | undefined, now: Date): Date | undefined {
  return at && at > now ? now : at
}

export const applicationsRouter = router({
  /**
   * Tracks an application, for a posting or by hand. One per posting: `existing` says that there was one. Without a
   * `draftId` it takes the newest approved draft for the posting; null: none.
   */
  create: userProcedure
    .meta({
      openapi: { method: 'POST', path: '/applications', protect: true, summary: 'Track an application' },
    })
    .input(
      applicationFieldsSchema.partial().extend({
        postingId: z.uuid().optional(),
        stage: stageSchema.default('saved'),
        occurredAt: occurredAt.optional(),
      }),
    )
    .output(applicationSchema.extend({ existing: z.boolean() }))
    .mutation(({ ctx, input: { postingId, stage, occurredAt: at, ...fields } }) =>
      ctx.transact(async (tx) => {
        const { userId } = ctx
        const when = notInFuture(at, ctx.app.clock.now())
        const { id, existing } = await createApplication(tx, ctx.app, {
          userId,
          postingId,
          stage,
          fields,
          occurredAt: when,
        })
        return { ...(await readApplication(tx, userId, id)), existing }
      }),
    ),

  /**
   * A page of applications. `search`: words of title, organisation and place, all of them. A posting that isn't theirs
   * is not found. Sorted by `updated`, what changes between two pages may come twice.
   */
  list: userProcedure
    .meta({
      openapi: { method: 'GET', path: '/applications', protect: true, summary: 'Applications, newest first' },
    })
    .input(
      z.object({
        limit: z.coerce.number<number>().int().min(1).max(200).default(50),
        /** `nextCursor` of the page before. */
        cursor: z.uuid().nullish(),
        stage: stageSchema.optional(),
        /** Any of these. */
        stages: z.array(stageSchema).min(1).max(20).optional(),
        search: z.string().max(200).optional(),
        postingId: z.uuid().optional(),
        sort: z.enum(applicationSorts).default('newest'),
      }),
    )
    .output(z.object({ items: z.array(applicationSummarySchema), nextCursor: z.uuid().nullable() }))
    .query(({ ctx, input: { stage, stages, ...rest } }) => {
      const wanted = stage ? [stage].filter((one) => stages?.includes(one) ?? true) : stages
      return ctx.transact((tx) => listApplications(tx, ctx.userId, { ...rest, stages: wanted }))
    }),

  /** How many there are, in all and in each stage. */
  counts: userProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/applications/counts',
        protect: true,
        summary: 'How many applications are in each stage',
      },
    })
    .output(stageCountsSchema)
    .query(({ ctx }) => ctx.transact((tx) => countApplications(tx, ctx.userId))),

  /** One application with its timeline. */
  get: userProcedure
    .meta({
      openapi: { method: 'GET', path: '/applications/{id}', protect: true, summary: 'One application' },
    })
    .input(byId)
    .output(applicationSchema)
    .query(({ ctx, input }) => ctx.transact((tx) => readApplication(tx, ctx.userId, input.id))),

  /** Moves it to another stage. With `from` the move is refused when it stands elsewhere meanwhile. */
  move: userProcedure
    .input(
      z.object({
        id: z.uuid(),
        to: stageSchema,
        from: stageSchema.optional(),
        outcome: outcomeSchema.nullish(),
        occurredAt: occurredAt.optional(),
      }),
    )
    .output(applicationSchema)
    .mutation(({ ctx, input: { occurredAt: at, ...move } }) =>
      ctx.transact(async (tx) => {
        const when = notInFuture(at, ctx.app.clock.now())
        await moveApplication(tx, ctx.app, { userId: ctx.userId, ...move, occurredAt: when })
        return readApplication(tx, ctx.userId, move.id)
      }),
    ),

  /** Takes the last move back; the timeline keeps both. */
  undo: userProcedure
    .input(byId)
    .output(applicationSchema)
    .mutation(({ ctx, input }) =>
      ctx.transact(async (tx) => {
        await undoMove(tx, ctx.app, { userId: ctx.userId, id: input.id })
        return readApplication(tx, ctx.userId, input.id)
      }),
    ),

  /** How it ended; null while it is open. */
  setOutcome: userProcedure
    .input(z.object({ id: z.uuid(), outcome: outcomeSchema.nullable() }))
    .output(applicationSchema)
    .mutation(({ ctx, input }) =>
      ctx.transact(async (tx) => {
        await setOutcome(tx, { userId: ctx.userId, ...input })
        return readApplication(tx, ctx.userId, input.id)
      }),
    ),

  /** Changes what the person wrote; what isn't given stays. */
  update: userProcedure
    .input(applicationFieldsSchema.partial().extend({ id: z.uuid() }))
    .output(applicationSchema)
    .mutation(({ ctx, input: { id, ...fields } }) =>
      ctx.transact(async (tx) => {
        await updateApplication(tx, { userId: ctx.userId, id, fields })
        return readApplication(tx, ctx.userId, id)
      }),
    ),

  /** Removes an application with its timeline; `restore` brings it back within ten minutes. */
  remove: userProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/applications/{id}',
        protect: true,
        summary: 'Remove an application',
      },
    })
    .input(byId)
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) =>
      ctx.transact(async (tx) => {
        await removeApplication(tx, ctx.app, { userId: ctx.userId, id: input.id })
        return { ok: true as const }
      }),
    ),

  /** Takes the removal of an application back, for ten minutes. */
  restore: userProcedure
    .input(byId)
    .output(applicationSchema)
    .mutation(({ ctx, input }) =>
      ctx.transact(async (tx) => {
        await restoreApplication(tx, ctx.app, { userId: ctx.userId, id: input.id })
        return readApplication(tx, ctx.userId, input.id)
      }),
    ),
})
