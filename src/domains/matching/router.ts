import { z } from 'zod'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { router, userProcedure } from '../../platform/trpc/procedures.ts'
import { workplaceTypes } from '../postings/schema.ts'
import { countMatches } from './count-matches.ts'
import { matchErrors } from './errors.ts'
import { hideMatches } from './hide-matches.ts'
import { listMatches } from './list-matches.ts'
import { setHidden } from './queries.ts'
import { readMatchDetails } from './read-match-details.ts'
import { matchCountsSchema, matchDetailsSchema, matchSorts, matchSummarySchema, verdicts } from './schema.ts'
import { seeMatches } from './see-matches.ts'
import { startMatchAll } from './start-match-all.ts'
import { startMatch } from './start-match.ts'

const fail = failWith(matchErrors)
const verdict = z.enum(verdicts)
const manyIds = z.array(z.uuid()).min(1).max(100)

async function hide(tx: Tx, userId: string, id: string, at: Date | null): Promise<{ ok: true }> {
  if (!(await setHidden(tx, userId, id, at))) throw fail('match_not_found')
  return { ok: true }
}

export const matchesRouter = router({
  /** Matches a posting with a résumé (the latest when none is named); the run's result holds `matchId`. */
  start: userProcedure
    .meta({
      costs: 'model',
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

  /**
   * Matches a résumé (the latest when none is named) with every open posting that it has no current match with; at
   * most 200 a run, which starts the next one by itself. The run's result holds `matched`, of these `strong`,
   * `possible`, `weak`, `blocked` and `cantTell`, how many are `left`, and `nextRunId`.
   */
  startAll: userProcedure
    .meta({
      costs: 'model',
      openapi: {
        method: 'POST',
        path: '/matches/all',
        protect: true,
        summary: 'Match a résumé with every posting',
      },
    })
    .input(z.object({ resumeId: z.uuid().optional() }))
    .output(z.object({ runId: z.uuid() }))
    .mutation(({ ctx, input: { resumeId } }) => {
      const { userId, traceparent } = ctx
      return ctx.transact((tx) => startMatchAll(tx, ctx.app, { userId, traceparent, resumeId }))
    }),

  /**
   * A page of matches: of each résumé and posting the newest. `search`: words of title, organisation and place, all of
   * them. `applied`: whether an application for the posting went past `saved`. A `cursor` serves the sort it came from;
   * another is refused. A posting or résumé that isn't theirs is not found.
   */
  list: userProcedure
    .meta({ openapi: { method: 'GET', path: '/matches', protect: true, summary: 'Matches, best first' } })
    .input(
      z.object({
        limit: z.coerce.number<number>().int().min(1).max(100).default(20),
        /** `nextCursor` of the page before. */
        cursor: z.string().nullish(),
        verdict: verdict.optional(),
        /** Any of these. */
        verdicts: z.array(verdict).min(1).max(10).optional(),
        /** The hidden ones instead of those shown. */
        hidden: z.boolean().default(false),
        /** Only those that were not seen yet. */
        unseen: z.boolean().default(false),
        search: z.string().max(200).optional(),
        workplaceType: z.enum(workplaceTypes).optional(),
        /** 0-100; those without a score stay out. */
        minScore: z.coerce.number<number>().int().min(0).max(100).optional(),
        postingId: z.uuid().optional(),
        resumeId: z.uuid().optional(),
        applied: z.enum(['only', 'hide']).optional(),
        sort: z.enum(matchSorts).default('best'),
      }),
    )
    .output(z.object({ items: z.array(matchSummarySchema), nextCursor: z.string().nullable() }))
    .query(({ ctx, input: { verdict: one, verdicts: several, ...rest } }) => {
      const wanted = one ? [one].filter((name) => several?.includes(name) ?? true) : several
      return ctx.transact((tx) => listMatches(tx, ctx.userId, { ...rest, verdicts: wanted }))
    }),

  /** How many there are: shown, new, hidden, and shown with each verdict. */
  counts: userProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/matches/counts',
        protect: true,
        summary: 'How many matches there are',
      },
    })
    .output(matchCountsSchema)
    .query(({ ctx }) => ctx.transact((tx) => countMatches(tx, ctx.userId))),

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
    .output(matchDetailsSchema)
    .query(({ ctx, input }) => ctx.transact((tx) => readMatchDetails(tx, ctx.userId, input.id))),

  /** Notes that these were seen; `seen`: those that were new. One whose verdict changes is new again. */
  see: userProcedure
    .input(z.object({ ids: manyIds }))
    .output(z.object({ seen: z.array(z.uuid()) }))
    .mutation(({ ctx, input }) =>
      ctx.transact(async (tx) => ({
        seen: await seeMatches(tx, ctx.app, { userId: ctx.userId, ids: input.ids }),
      })),
    ),

  /** Hides or shows many; `changed`: those that were otherwise before, for an undo. */
  hideMany: userProcedure
    .input(z.object({ ids: manyIds, hidden: z.boolean() }))
    .output(z.object({ changed: z.array(z.uuid()) }))
    .mutation(({ ctx, input }) =>
      ctx.transact(async (tx) => ({
        changed: await hideMatches(tx, ctx.app, { userId: ctx.userId, ...input }),
      })),
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
