import { z } from 'zod'
import { failWith } from '../../platform/errors.ts'
import { router, userProcedure } from '../../platform/trpc/procedures.ts'
import { captureBytes } from './capture-bytes.ts'
import { httpAddress, longText, pick, short, typedPosting } from './capture-input.ts'
import { captureUrl } from './capture-url.ts'
import { postingErrors } from './errors.ts'
import { previewProcedures } from './preview/router.ts'
import { noticeWords, storedPosting } from './posting-view.ts'
import {
  deletePosting,
  findPosting,
  findSnapshotOf,
  listDuplicates,
  listPostingRows,
  newestMatches,
} from './queries.ts'
import { postingNotices, postingSchema } from './schema.ts'
import { decodeText } from './snapshot.ts'

const fail = failWith(postingErrors)
const started = z.object({ runId: z.uuid() })
const notice = z.enum(postingNotices)
const summary = z.object({
  id: z.uuid(),
  title: z.string(),
  organization: z.string(),
  source: z.string(),
  url: z.string(),
  places: z.array(z.string()),
  workplaceType: z.string(),
  notices: z.array(notice),
  duplicateOf: z.uuid().nullable(),
  /** It came with the sample data. */
  isSample: z.boolean(),
  /** Its newest match with any résumé. */
  match: z
    .object({
      id: z.uuid(),
      /** 0-100; null when there was nothing to score. */
      score: z.number().int().nullable(),
      // The domain above owns this list; a value that is missing here doesn't compile where rows are read.
      verdict: z.enum(['strong', 'possible', 'weak', 'blocked', 'cant_tell']),
    })
    .nullable(),
  createdAt: z.iso.datetime(),
})

const duplicate = z.object({
  id: z.uuid(),
  title: z.string(),
  organization: z.string(),
  url: z.string(),
  source: z.string(),
})

export const postingsRouter = router({
  ...previewProcedures,

  /** Fetches an address and keeps the posting behind it; the run's result holds `postingId`. */
  captureUrl: userProcedure
    .meta({
      costs: 'capture',
      openapi: {
        method: 'POST',
        path: '/postings/capture-url',
        protect: true,
        summary: 'Capture a posting from its address',
      },
    })
    .input(z.object({ url: httpAddress, pick }))
    .output(started)
    .mutation(({ ctx, input }) => {
      const { userId, traceparent } = ctx
      return ctx.transact((tx) => captureUrl(tx, ctx.app, { userId, traceparent, ...input }))
    }),

  /** Keeps a posting from pasted text or HTML. */
  captureText: userProcedure
    .meta({
      costs: 'capture',
      openapi: {
        method: 'POST',
        path: '/postings/capture-text',
        protect: true,
        summary: 'Capture a posting from pasted text or HTML',
      },
    })
    .input(
      z.object({
        text: longText,
        title: short.optional(),
        organization: short.optional(),
        url: httpAddress.optional(),
        pick,
      }),
    )
    .output(started)
    .mutation(({ ctx, input: { text, ...details } }) => {
      const { userId, traceparent } = ctx
      const bytes = Buffer.from(text)
      return ctx.transact((tx) =>
        captureBytes(tx, ctx.app, { userId, traceparent, origin: 'pasted', bytes, details }),
      )
    }),

  /** Keeps a posting from a file in any board's format, HTML or plain text; 2 MB at most. */
  captureFile: userProcedure
    .meta({
      costs: 'capture',
      openapi: {
        method: 'POST',
        path: '/postings/capture-file',
        protect: true,
        summary: 'Capture a posting from a file',
      },
    })
    .input(
      z
        .object({
          fileName: z.string().max(500),
          base64: longText.optional(),
          text: longText.optional(),
          pick,
          url: httpAddress.optional(),
        })
        .refine(
          (value) => (value.base64 === undefined) !== (value.text === undefined),
          'Give either base64 or text',
        ),
    )
    .output(started)
    .mutation(({ ctx, input }) => {
      const { userId, traceparent } = ctx
      const { fileName, base64, text = '', pick: wanted, url } = input
      const bytes = base64 === undefined ? Buffer.from(text) : Buffer.from(base64, 'base64')
      const details = { pick: wanted, url }
      return ctx.transact((tx) =>
        captureBytes(tx, ctx.app, { userId, traceparent, origin: 'file', bytes, fileName, details }),
      )
    }),

  /** Keeps a posting that the person types. */
  createByHand: userProcedure
    .meta({
      costs: 'capture',
      openapi: { method: 'POST', path: '/postings', protect: true, summary: 'Add a posting by hand' },
    })
    .input(typedPosting)
    .output(started)
    .mutation(({ ctx, input: { text, ...details } }) => {
      const { userId, traceparent } = ctx
      const bytes = Buffer.from(text)
      return ctx.transact((tx) =>
        captureBytes(tx, ctx.app, { userId, traceparent, origin: 'by_hand', bytes, details }),
      )
    }),

  /** The person's postings, newest first. */
  list: userProcedure
    .meta({ openapi: { method: 'GET', path: '/postings', protect: true, summary: 'Postings, newest first' } })
    .input(
      z.object({
        limit: z.coerce.number<number>().int().min(1).max(100).default(20),
        /** `nextCursor` of the page before. */
        cursor: z.uuid().nullish(),
        /** Part of the title, the organisation or the text. */
        search: z.string().trim().max(200).optional(),
      }),
    )
    .output(z.object({ items: z.array(summary), nextCursor: z.uuid().nullable() }))
    .query(async ({ ctx, input }) => {
      const page = { limit: input.limit + 1, cursor: input.cursor ?? null, search: input.search || null }
      const { rows, matches } = await ctx.transact(async (tx) => {
        const found = await listPostingRows(tx, ctx.userId, page)
        const ids = found.map(({ id }) => id)
        return { rows: found, matches: await newestMatches(tx, ctx.userId, ids) }
      })
      const matchOf = new Map(matches.map(({ posting_id, ...match }) => [posting_id, match]))
      const shown = rows.slice(0, input.limit)
      return {
        items: shown.map((row) => {
          const { posting, notices } = storedPosting(row)
          return {
            id: row.id,
            title: row.title,
            organization: row.organization,
            source: row.source,
            url: row.url,
            places: posting.jobLocation.map((place) => place.raw),
            workplaceType: posting.workplaceType,
            notices,
            duplicateOf: row.duplicate_of,
            isSample: row.is_sample,
            match: matchOf.get(row.id) ?? null,
            createdAt: row.created_at.toISOString(),
          }
        }),
        nextCursor: rows.length > input.limit ? (shown.at(-1)?.id ?? null) : null,
      }
    }),

  /** One posting with the text that matching reads, its notices and probable duplicates. */
  get: userProcedure
    .meta({ openapi: { method: 'GET', path: '/postings/{id}', protect: true, summary: 'One posting' } })
    .input(z.object({ id: z.uuid() }))
    .output(
      z.object({
        id: z.uuid(),
        posting: postingSchema,
        text: z.string(),
        notices: z.array(notice),
        /** The notices in plain words. */
        noticeWords: z.array(z.string()),
        duplicates: z.array(duplicate),
        /** It came with the sample data. */
        isSample: z.boolean(),
        createdAt: z.iso.datetime(),
      }),
    )
    .query(({ ctx, input }) =>
      ctx.transact(async (tx) => {
        const row = await findPosting(tx, ctx.userId, input.id)
        if (!row) throw fail('posting_not_found')
        const { posting, notices } = storedPosting(row)
        const duplicates = await listDuplicates(tx, ctx.userId, row)
        return {
          id: row.id,
          posting,
          text: row.text,
          notices,
          noticeWords: noticeWords(posting, notices, ctx.app.clock.now()),
          duplicates,
          isSample: row.is_sample,
          createdAt: row.created_at.toISOString(),
        }
      }),
    ),

  /** The original that the posting was read from, as text. */
  snapshot: userProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/postings/{id}/snapshot',
        protect: true,
        summary: 'The captured original',
      },
    })
    .input(z.object({ id: z.uuid() }))
    .output(
      z.object({
        origin: z.enum(['fetched', 'pasted', 'file', 'by_hand']),
        url: z.string().nullable(),
        fileName: z.string().nullable(),
        contentType: z.string(),
        sha256: z.string(),
        fetchedAt: z.iso.datetime(),
        text: z.string(),
      }),
    )
    .query(({ ctx, input }) =>
      ctx.transact(async (tx) => {
        const row = await findSnapshotOf(tx, ctx.userId, input.id)
        if (!row) throw fail('posting_not_found')
        const { origin, url, sha256 } = row
        const body = { fileName: row.file_name, contentType: row.content_type, text: decodeText(row.body) }
        return { origin, url, sha256, fetchedAt: row.fetched_at.toISOString(), ...body }
      }),
    ),

  /** Removes a posting and its originals. */
  remove: userProcedure
    .meta({
      openapi: { method: 'DELETE', path: '/postings/{id}', protect: true, summary: 'Remove a posting' },
    })
    .input(z.object({ id: z.uuid() }))
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) =>
      ctx.transact(async (tx) => {
        if (!(await deletePosting(tx, ctx.userId, input.id))) throw fail('posting_not_found')
        return { ok: true as const }
      }),
    ),
})
