import { z } from 'zod'
import { failWith } from '../../../platform/errors.ts'
import { userProcedure } from '../../../platform/trpc/procedures.ts'
import { httpAddress, longText, pick, short, typedPosting } from '../capture-input.ts'
import { postingErrors } from '../errors.ts'
import { noticeWords } from '../posting-view.ts'
import { postingText } from '../posting-text.ts'
import { postingNotices, postingSchema } from '../schema.ts'
import { keepPreview } from './keep-preview.ts'
import { previewPosting, type PreviewSource } from './preview-posting.ts'
import { deletePreview } from './queries.ts'

const fail = failWith(postingErrors)

const previewInput = z
  .object({
    /** Fetched now; beside `text` or `file` only the address that they came from. */
    url: httpAddress.optional(),
    text: longText.optional(),
    file: z.object({ fileName: z.string().max(500), base64: longText }).optional(),
    byHand: typedPosting.optional(),
    /** Of an earlier preview, to choose another of its postings without fetching again. */
    snapshotId: z.uuid().optional(),
    title: short.optional(),
    organization: short.optional(),
    pick,
  })
  .refine(
    ({ url, text, file, byHand, snapshotId }) =>
      [text ?? file ?? url, byHand, snapshotId].filter((given) => given !== undefined).length === 1 &&
      (text === undefined || file === undefined),
    'Give exactly one of url, text, file, byHand and snapshotId',
  )

const previewOutput = z.object({
  /** For `keep`, `discardPreview` and another `preview`; valid for a day. */
  snapshotId: z.uuid(),
  /** As it would be kept. */
  posting: postingSchema,
  /** What matching would read. */
  text: z.string(),
  /** How many postings were found, and which of them this is, from 1. */
  found: z.number().int(),
  number: z.number().int(),
  /** Of all that were found, twenty at most. */
  titles: z.array(z.string()),
  notices: z.array(z.enum(postingNotices)),
  noticeWords: z.array(z.string()),
  /** This very posting is already among the person's. */
  existing: z.object({ id: z.uuid(), title: z.string() }).nullable(),
  /** Another of the person's postings that is probably the same job. */
  duplicateOf: z.object({ id: z.uuid(), title: z.string(), organization: z.string() }).nullable(),
})

function sourceOf(input: z.infer<typeof previewInput>): PreviewSource {
  const { url, text, file, byHand, snapshotId, title, organization } = input
  const details = { pick: input.pick, title, organization, url }
  if (snapshotId !== undefined) return { snapshotId, details: { pick: input.pick, title, organization } }
  if (byHand) {
    const { text: typed, ...said } = byHand
    return { origin: 'by_hand', bytes: Buffer.from(typed), details: said }
  }
  if (file) {
    const { fileName, base64 } = file
    return { origin: 'file', bytes: Buffer.from(base64, 'base64'), fileName, details }
  }
  if (text !== undefined) return { origin: 'pasted', bytes: Buffer.from(text), details }
  return { url: url ?? '', details }
}

/** Looking at a posting before keeping it; part of the postings' router. */
export const previewProcedures = {
  /**
   * Reads a posting from an address, a text, a file or typed fields, without keeping it: at most 2 MB, an
   * address within 25 s, 30 addresses in ten minutes. Refuses what capturing refuses, in the same words.
   */
  preview: userProcedure
    .meta({
      costs: 'capture',
      openapi: {
        method: 'POST',
        path: '/postings/preview',
        protect: true,
        summary: 'Read a posting without keeping it',
      },
    })
    .input(previewInput)
    .output(previewOutput)
    .mutation(async ({ ctx, input }) => {
      const { userId, signal } = ctx
      const preview = await previewPosting(ctx.app, { userId, signal, source: sourceOf(input) })
      return {
        ...preview,
        text: postingText(preview.posting),
        noticeWords: noticeWords(preview.posting, preview.notices, ctx.app.clock.now()),
      }
    }),

  /** Keeps what was previewed, with the person's corrections; the run's result holds `postingId`. */
  keep: userProcedure
    .meta({
      openapi: { method: 'POST', path: '/postings/keep', protect: true, summary: 'Keep a previewed posting' },
    })
    .input(
      z.object({
        snapshotId: z.uuid(),
        /** As in the preview; default: what was previewed last. */
        pick,
        /** Only what the person changed; blank leaves it as it was read. */
        title: short.optional(),
        organization: short.optional(),
        location: short.optional(),
        url: httpAddress.optional(),
      }),
    )
    .output(z.object({ runId: z.uuid() }))
    .mutation(({ ctx, input: { snapshotId, ...wishes } }) => {
      const { userId, traceparent } = ctx
      return ctx.transact((tx) => keepPreview(tx, ctx.app, { userId, traceparent, snapshotId, wishes }))
    }),

  /** Forgets a preview at once instead of after a day. */
  discardPreview: userProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/postings/preview/{snapshotId}',
        protect: true,
        summary: 'Forget a preview',
      },
    })
    .input(z.object({ snapshotId: z.uuid() }))
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) =>
      ctx.transact(async (tx) => {
        if (!(await deletePreview(tx, ctx.userId, input.snapshotId))) throw fail('posting_preview_gone')
        return { ok: true as const }
      }),
    ),
}
