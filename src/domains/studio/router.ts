import { z } from 'zod'
import { failWith } from '../../platform/errors.ts'
import { router, userProcedure } from '../../platform/trpc/procedures.ts'
import { spanSchema } from '../resumes/schema.ts'
import { approveDraft } from './approve-draft.ts'
import { checkClaims } from './check-claims.ts'
import { draftText } from './draft-text.ts'
import { draftVersion } from './draft-view.ts'
import { editDraft } from './edit-draft.ts'
import { studioErrors } from './errors.ts'
import { exportDraft } from './export-draft.ts'
import { listDrafts } from './list-drafts.ts'
import { findDraft, listVersions } from './queries.ts'
import { readDraft } from './read-draft.ts'
import { readDraftSources } from './read-draft-sources.ts'
import { removeDraft } from './remove-draft.ts'
import { restoreDraft } from './restore-draft.ts'
import { restoreVersion } from './restore-version.ts'
import {
  DRAFT_MAX_LENGTH,
  draftClaimSchema,
  draftSchema,
  draftStates,
  draftSummarySchema,
  draftVersionSchema,
  exportFormats,
} from './schema.ts'
import { startDraft } from './start-draft.ts'
import { unapproveDraft } from './unapprove-draft.ts'

const fail = failWith(studioErrors)
const byId = z.object({ id: z.uuid() })
const draftInput = z.string().max(DRAFT_MAX_LENGTH, `A draft holds ${DRAFT_MAX_LENGTH} characters at most`)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'Give the sha256 of the text in hex, as `get` shows it')

export const draftsRouter = router({
  /** Drafts a cover letter for a match; the run's result holds `draftId`. */
  compose: userProcedure
    .meta({
      costs: 'model',
      openapi: {
        method: 'POST',
        path: '/drafts',
        protect: true,
        summary: 'Draft a cover letter for a match',
      },
    })
    .input(z.object({ matchId: z.uuid() }))
    .output(z.object({ runId: z.uuid() }))
    .mutation(({ ctx, input }) => {
      const { userId, traceparent } = ctx
      return ctx.transact((tx) => startDraft(tx, ctx.app, { userId, traceparent, matchId: input.matchId }))
    }),

  /** Newest first. A posting or match that isn't theirs is not found. */
  list: userProcedure
    .meta({ openapi: { method: 'GET', path: '/drafts', protect: true, summary: 'Drafts, newest first' } })
    .input(
      z.object({
        limit: z.coerce.number<number>().int().min(1).max(100).default(20),
        /** `nextCursor` of the page before. */
        cursor: z.uuid().nullish(),
        state: z.enum(draftStates).optional(),
        postingId: z.uuid().optional(),
        matchId: z.uuid().optional(),
      }),
    )
    .output(z.object({ items: z.array(draftSummarySchema), nextCursor: z.uuid().nullable() }))
    .query(({ ctx, input }) => ctx.transact((tx) => listDrafts(tx, ctx.userId, input))),

  /** The current text with its claims and the facts behind them. */
  get: userProcedure
    .meta({
      openapi: { method: 'GET', path: '/drafts/{id}', protect: true, summary: 'One draft with its claims' },
    })
    .input(byId)
    .output(draftSchema)
    .query(({ ctx, input }) =>
      ctx.transact((tx) => readDraft(tx, ctx.app, { userId: ctx.userId, id: input.id })),
    ),

  /** Every version, newest first. */
  versions: userProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/drafts/{id}/versions',
        protect: true,
        summary: 'Versions of a draft',
      },
    })
    .input(byId)
    .output(z.object({ versions: z.array(draftVersionSchema) }))
    .query(({ ctx, input }) =>
      ctx.transact(async (tx) => {
        if (!(await findDraft(tx, ctx.userId, input.id))) throw fail('draft_not_found')
        return { versions: (await listVersions(tx, ctx.userId, input.id)).map(draftVersion) }
      }),
    ),

  /** Stores the person's wording as a new version. `version` is the one that was edited. */
  edit: userProcedure
    .input(z.object({ id: z.uuid(), version: z.number().int().positive(), text: draftInput }))
    .output(draftSchema)
    .mutation(({ ctx, input }) =>
      ctx.transact((tx) => editDraft(tx, ctx.app, { userId: ctx.userId, ...input })),
    ),

  /**
   * Checks a wording without storing it, for an editor to show while the person types. A mutation, because a letter is too
   * long for an address.
   */
  check: userProcedure
    .input(z.object({ id: z.uuid(), text: draftInput }))
    .output(z.object({ claims: z.array(draftClaimSchema) }))
    .mutation(({ ctx, input }) =>
      ctx.transact(async (tx) => {
        const draft = await findDraft(tx, ctx.userId, input.id)
        if (!draft) throw fail('draft_not_found')
        const of = { userId: ctx.userId, matchId: draft.match_id, postingId: draft.posting_id }
        return { claims: checkClaims(draftText(input.text), await readDraftSources(tx, ctx.app, of)) }
      }),
    ),

  /** Approves the text with this sha256. Flagged claims are refused unless each one's span is listed. */
  approve: userProcedure
    .input(z.object({ id: z.uuid(), sha256, acceptFlagged: z.array(spanSchema).max(500).default([]) }))
    .output(draftSchema)
    .mutation(({ ctx, input }) =>
      ctx.transact((tx) => approveDraft(tx, ctx.app, { userId: ctx.userId, ...input })),
    ),

  /** Takes an approval back; its version keeps when it was given and withdrawn. Not approved: changes nothing. */
  unapprove: userProcedure
    .input(byId)
    .output(draftSchema)
    .mutation(({ ctx, input }) =>
      ctx.transact((tx) => unapproveDraft(tx, ctx.app, { userId: ctx.userId, id: input.id })),
    ),

  /** The wording of an earlier `version` becomes a new one; `base` is the current version that the person saw. */
  restoreVersion: userProcedure
    .input(
      z.object({
        id: z.uuid(),
        version: z.number().int().positive(),
        base: z.number().int().positive(),
      }),
    )
    .output(draftSchema)
    .mutation(({ ctx, input }) =>
      ctx.transact((tx) => restoreVersion(tx, ctx.app, { userId: ctx.userId, ...input })),
    ),

  /** The approved text as a file. */
  export: userProcedure
    .input(z.object({ id: z.uuid(), format: z.enum(exportFormats) }))
    .output(z.object({ fileName: z.string(), contentType: z.string(), base64: z.string() }))
    .query(async ({ ctx, input }) => {
      const { fileName, contentType, bytes } = await ctx.transact((tx) =>
        exportDraft(tx, { userId: ctx.userId, ...input }),
      )
      return { fileName, contentType, base64: bytes.toString('base64') }
    }),

  /** Removes a draft with all its versions; `restore` brings it back within ten minutes. */
  remove: userProcedure
    .meta({ openapi: { method: 'DELETE', path: '/drafts/{id}', protect: true, summary: 'Remove a draft' } })
    .input(byId)
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) =>
      ctx.transact(async (tx) => {
        await removeDraft(tx, ctx.app, { userId: ctx.userId, id: input.id })
        return { ok: true as const }
      }),
    ),

  /** Takes the removal of a draft back, for ten minutes. */
  restore: userProcedure
    .input(byId)
    .output(draftSchema)
    .mutation(({ ctx, input }) =>
      ctx.transact((tx) => restoreDraft(tx, ctx.app, { userId: ctx.userId, id: input.id })),
    ),
})
