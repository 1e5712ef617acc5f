import { z } from 'zod'
import { requireVerified } from '../../platform/auth/require-session.ts'
import { failWith } from '../../platform/errors.ts'
import {
  doorProcedure,
  publicProcedure,
  router,
  sensitiveProcedure,
  userProcedure,
} from '../../platform/trpc/procedures.ts'
import { readLeaving } from '../account/leaving/read-leaving.ts'
import { auditActor } from '../account/record-audit.ts'
import { deletionView } from './deletion-view.ts'
import { cancelDeletion } from './erasing/cancel-deletion.ts'
import { requestDeletion } from './erasing/request-deletion.ts'
import { privacyErrors } from './errors.ts'
import { exportView, importView } from './export-view.ts'
import { startExport } from './exporting/start-export.ts'
import { listConsents } from './list-consents.ts'
import {
  findExport,
  findImport,
  listExports,
  listImports,
  listModelCalls,
  type ModelCallRow,
} from './queries.ts'
import { registerOfTables } from './register-of-tables.ts'
import {
  consentPurposeSchema,
  consentSchema,
  deletionSchema,
  exportSchema,
  importSchema,
  modelCallSchema,
  retentionSchema,
} from './schema.ts'
import { setConsent } from './set-consent.ts'
import { importTask } from './tasks.ts'

const fail = failWith(privacyErrors)
const byId = z.object({ id: z.uuid() })
/** Of a list of things that are few. */
const FEW = 50

const meta = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: `/${string}`, summary: string) => ({
  openapi: { method, path, protect: true, summary, tags: ['privacy'] },
})

export const exportsRouter = router({
  /**
   * Begins to prepare an archive of everything that is kept about the person; a mail says when it is ready. At most
   * three in 24 hours, one at a time: export_too_many, export_under_way.
   */
  start: sensitiveProcedure
    .meta({ ...meta('POST', '/privacy/exports', 'Ask for an archive of everything'), costs: 'action' })
    .output(exportSchema)
    .mutation(async ({ ctx }) => {
      requireVerified(ctx.session)
      const { userId, app, traceparent } = ctx
      const row = await ctx.transact((tx) =>
        startExport(tx, app, { userId, actor: auditActor(ctx), traceparent }),
      )
      return exportView(app, row)
    }),

  /** The person's archives, newest first, at most 50. The link of a ready one works until `expiresAt`. */
  list: userProcedure
    .meta(meta('GET', '/privacy/exports', 'Your archives'))
    .input(z.object({}))
    .output(z.object({ items: z.array(exportSchema) }))
    .query(async ({ ctx }) => {
      const rows = await ctx.transact((tx) => listExports(tx, ctx.userId, FEW))
      return { items: await Promise.all(rows.map((row) => exportView(ctx.app, row))) }
    }),

  /** The newest archive with its link, or how far it is: export_not_found when there is none yet. */
  latest: userProcedure
    .meta(meta('GET', '/users/me/export', 'Your newest archive'))
    .output(exportSchema)
    .query(async ({ ctx }) => {
      const [row] = await ctx.transact((tx) => listExports(tx, ctx.userId, 1))
      if (!row) throw fail('export_not_found')
      return exportView(ctx.app, row)
    }),

  /** One archive with how far it is: export_not_found. */
  show: userProcedure
    .meta(meta('GET', '/privacy/exports/{id}', 'One archive'))
    .input(byId)
    .output(exportSchema)
    .query(async ({ ctx, input }) => {
      const row = await ctx.transact((tx) => findExport(tx, ctx.userId, input.id))
      if (!row) throw fail('export_not_found')
      return exportView(ctx.app, row)
    }),
})

export const importsRouter = router({
  /** Archives that were brought in with `POST /api/v1/privacy/imports`, newest first, at most 50; of the last days. */
  list: userProcedure
    .meta(meta('GET', '/privacy/imports', 'Archives brought in'))
    .input(z.object({}))
    .output(z.object({ items: z.array(importSchema) }))
    .query(async ({ ctx }) => {
      const rows = await ctx.transact((tx) => listImports(tx, ctx.userId, importTask.name, FEW))
      return { items: rows.map(importView) }
    }),

  /** One of them with how far it is, or how it ended: import_not_found. */
  show: userProcedure
    .meta(meta('GET', '/privacy/imports/{id}', 'One archive that is brought in'))
    .input(byId)
    .output(importSchema)
    .query(async ({ ctx, input }) => {
      const row = await ctx.transact((tx) => findImport(tx, ctx.userId, importTask.name, input.id))
      if (!row) throw fail('import_not_found')
      return importView(row)
    }),
})

export const deletionRouter = router({
  /**
   * Marks the account for deletion in 30 days and ends every other sign-in, all tokens and all work under way. Until then
   * the person may sign in to cancel it, and do nothing else.
   */
  request: sensitiveProcedure
    .meta(meta('DELETE', '/users/me', 'Delete the account in 30 days'))
    .output(deletionSchema)
    .mutation(async ({ ctx }) => {
      const { userId, app, session } = ctx
      const keepSession = session.via === 'session' ? session.sessionId : null
      await requestDeletion(app, { userId, keepSession, actor: auditActor(ctx) })
      ctx.forgetPerson?.(userId)
      return deletionView(await ctx.transact((tx) => readLeaving(tx, userId)))
    }),

  /** Takes the deletion back: everything is as it was, but for tokens. not_leaving, deletion_begun. */
  cancel: doorProcedure
    .meta(meta('POST', '/privacy/deletion/cancel', 'Keep the account after all'))
    .output(deletionSchema)
    .mutation(async ({ ctx }) => {
      const { userId, app } = ctx
      await cancelDeletion(app, { userId, actor: auditActor(ctx) })
      ctx.forgetPerson?.(userId)
      return deletionView(await ctx.transact((tx) => readLeaving(tx, userId)))
    }),

  /** Whether the account is going to be deleted, and until when that can be cancelled. */
  status: doorProcedure
    .meta(meta('GET', '/privacy/deletion', 'Whether the account is going to be deleted'))
    .output(deletionSchema)
    .query(async ({ ctx }) => deletionView(await ctx.transact((tx) => readLeaving(tx, ctx.userId)))),
})

export const consentsRouter = router({
  /** What the person is asked to agree to, and what they said. Nothing is granted until they say so. */
  list: userProcedure
    .meta(meta('GET', '/privacy/consents', 'What you agreed to'))
    .output(z.array(consentSchema))
    .query(({ ctx }) => ctx.transact((tx) => listConsents(tx, ctx.userId))),

  /** Says yes or no to the text of a purpose as it is now; answers with all of them. */
  set: userProcedure
    .meta(meta('PUT', '/privacy/consents', 'Agree, or take it back'))
    .input(z.object({ purpose: consentPurposeSchema, granted: z.boolean() }))
    .output(z.array(consentSchema))
    .mutation(({ ctx, input }) =>
      ctx.transact((tx) => setConsent(tx, ctx.app, { userId: ctx.userId, ...input })),
    ),
})

function toModelCall(row: ModelCallRow): z.infer<typeof modelCallSchema> {
  return {
    id: row.id,
    at: row.created_at.toISOString(),
    provider: row.provider,
    model: row.model,
    purpose: row.purpose,
    sent: row.sent,
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens,
    costMicrodollars: row.cost_microdollars,
    outcome: row.outcome,
  }
}

export const registerRouter = router({
  /** What was sent to which language model, newest first; `nextCursor` leads to the next page. */
  list: userProcedure
    .meta(meta('GET', '/privacy/register', 'What was sent to language models'))
    .input(
      z.object({
        cursor: z.uuid().nullish(),
        limit: z.coerce.number<number>().int().min(1).max(100).default(50),
      }),
    )
    .output(z.object({ items: z.array(modelCallSchema), nextCursor: z.uuid().nullable() }))
    .query(async ({ ctx, input }) => {
      const { limit, cursor = null } = input
      const rows = await ctx.transact((tx) =>
        listModelCalls(tx, ctx.userId, { before: cursor, limit: limit + 1 }),
      )
      const items = rows.slice(0, limit).map(toModelCall)
      return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
    }),
})

export const retentionRouter = router({
  /** Every table of the database: what it holds, how long, and what becomes of it when a person leaves. */
  list: publicProcedure
    .meta({
      openapi: { ...meta('GET', '/privacy/retention', 'What is kept how long').openapi, protect: false },
    })
    .output(z.array(retentionSchema))
    .query(() =>
      Object.entries(registerOfTables).map(([table, { about, kept, keptDays, leaving }]) => ({
        table,
        about,
        kept,
        keptDays,
        leaving,
      })),
    ),
})

export const privacyRouter = router({
  exports: exportsRouter,
  imports: importsRouter,
  deletion: deletionRouter,
  consents: consentsRouter,
  register: registerRouter,
  retention: retentionRouter,
})
