import { z } from 'zod'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { router, userProcedure } from '../../platform/trpc/procedures.ts'
import { factKindSchema, factStates } from '../resumes/schema.ts'
import { matchErrors } from './errors.ts'
import { findMatchWithPosting, listEvidence, listFacts, listMatchRows, setHidden } from './queries.ts'
import { gateSchema, matchEvidenceSchema, requirementSchema, verdicts } from './schema.ts'
import { startMatch } from './start-match.ts'
import { storedGates, storedRequirement } from './stored-match.ts'

const fail = failWith(matchErrors)
const verdict = z.enum(verdicts)

const summary = z.object({
  id: z.uuid(),
  postingId: z.uuid(),
  resumeId: z.uuid(),
  title: z.string(),
  organization: z.string(),
  /** 0-100; null when there was nothing to score. */
  score: z.number().int().nullable(),
  verdict,
  verdictWords: z.string(),
  hidden: z.boolean(),
  createdAt: z.iso.datetime(),
})

const fact = z.object({ id: z.uuid(), kind: factKindSchema, text: z.string(), state: z.enum(factStates) })

/** `rank:id` of the last match of a page. */
const cursorSchema = z
  .string()
  .regex(/^-?\d{1,3}:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'Use the nextCursor of the page before')

function readCursor(cursor: string): { rank: number; id: string } {
  const [rank = '', id = ''] = cursor.split(':')
  return { rank: Number(rank), id }
}

async function hide(tx: Tx, userId: string, id: string, at: Date | null): Promise<{ ok: true }> {
  if (!(await setHidden(tx, userId, id, at))) throw fail('match_not_found')
  return { ok: true }
}

export const matchesRouter = router({
  /** Matches a posting with a résumé (the latest when none is named); the run's result holds `matchId`. */
  start: userProcedure
    .meta({
      openapi: { method: 'POST', path: '/matches', protect: true, summary: 'Match a résumé with a posting' },
    })
    .input(z.object({ postingId: z.uuid(), resumeId: z.uuid().optional() }))
    .output(z.object({ runId: z.uuid() }))
    .mutation(({ ctx, input: { postingId, resumeId } }) => {
      const { userId, traceparent } = ctx
      return ctx.transact((tx) =>
        startMatch(tx, ctx.app, { userId, traceparent, postingId, ...(resumeId ? { resumeId } : {}) }),
      )
    }),

  /** Matches, best first. */
  list: userProcedure
    .meta({ openapi: { method: 'GET', path: '/matches', protect: true, summary: 'Matches, best first' } })
    .input(
      z.object({
        limit: z.coerce.number().int().min(1).max(100).default(20),
        /** `nextCursor` of the page before. */
        cursor: cursorSchema.nullish(),
        verdict: verdict.optional(),
        /** The hidden ones instead of those shown. */
        hidden: z.boolean().default(false),
      }),
    )
    .output(z.object({ items: z.array(summary), nextCursor: z.string().nullable() }))
    .query(async ({ ctx, input }) => {
      const page = {
        limit: input.limit + 1,
        after: input.cursor ? readCursor(input.cursor) : null,
        verdict: input.verdict ?? null,
        hidden: input.hidden,
      }
      const rows = await ctx.transact((tx) => listMatchRows(tx, ctx.userId, page))
      const shown = rows.slice(0, input.limit)
      const last = shown.at(-1)
      return {
        items: shown.map((row) => ({
          id: row.id,
          postingId: row.posting_id,
          resumeId: row.resume_id,
          title: row.title,
          organization: row.organization,
          score: row.score,
          verdict: row.verdict,
          verdictWords: row.verdict_words,
          hidden: row.hidden_at !== null,
          createdAt: row.created_at.toISOString(),
        })),
        nextCursor: rows.length > input.limit && last ? `${last.rank}:${last.id}` : null,
      }
    }),

  /** One match with its gates, and for every requirement the facts that prove it. */
  get: userProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/matches/{id}',
        protect: true,
        summary: 'One match with its evidence',
      },
    })
    .input(z.object({ id: z.uuid() }))
    .output(
      summary.extend({
        resumeVersionId: z.uuid(),
        url: z.string(),
        /** Requirement spans index it. */
        postingText: z.string(),
        rubricVersion: z.string(),
        requirements: z.array(requirementSchema),
        gates: z.array(gateSchema),
        evidence: z.array(matchEvidenceSchema),
        /** Every fact that the evidence names. */
        facts: z.array(fact),
      }),
    )
    .query(({ ctx, input }) =>
      ctx.transact(async (tx) => {
        const match = await findMatchWithPosting(tx, ctx.userId, input.id)
        if (!match) throw fail('match_not_found')
        const rows = await listEvidence(tx, ctx.userId, input.id)
        const facts = await listFacts(tx, ctx.userId, [...new Set(rows.flatMap((row) => row.fact_ids))])
        return {
          id: match.id,
          postingId: match.posting_id,
          resumeId: match.resume_id,
          resumeVersionId: match.resume_version_id,
          title: match.title,
          organization: match.organization,
          url: match.url,
          postingText: match.posting_text,
          score: match.score,
          verdict: match.verdict,
          verdictWords: match.verdict_words,
          rubricVersion: match.rubric_version,
          hidden: match.hidden_at !== null,
          createdAt: match.created_at.toISOString(),
          gates: storedGates(match.gates),
          requirements: rows.map(storedRequirement),
          evidence: rows.map((row) => ({
            requirementId: `r${row.number}`,
            class: row.class,
            factIds: row.fact_ids,
            reason: row.reason,
          })),
          facts,
        }
      }),
    ),

  /** Takes a match out of the list. */
  hide: userProcedure
    .meta({ openapi: { method: 'POST', path: '/matches/{id}/hide', protect: true, summary: 'Hide a match' } })
    .input(z.object({ id: z.uuid() }))
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => ctx.transact((tx) => hide(tx, ctx.userId, input.id, ctx.app.clock.now()))),

  /** Puts a hidden match back. */
  unhide: userProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/matches/{id}/unhide',
        protect: true,
        summary: 'Show a hidden match again',
      },
    })
    .input(z.object({ id: z.uuid() }))
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => ctx.transact((tx) => hide(tx, ctx.userId, input.id, null))),
})
