import { tracked } from '@trpc/server'
import { z } from 'zod'
import type { AppContext } from '../../context.ts'
import { failWith } from '../../platform/errors.ts'
import { readRunEvents } from '../../platform/events/queries.ts'
import { abandonable } from '../../platform/trpc/abandonable.ts'
import { router, userProcedure } from '../../platform/trpc/procedures.ts'
import { cancelRun } from './cancel-run.ts'
import { agentErrors } from './errors.ts'
import { beginningOf } from './event-frame.ts'
import { followEvents, type FollowOptions } from './follow-events.ts'
import { pauseAgents } from './pause-agents.ts'
import { findSeenRun, listRunRows, listSteps } from './queries.ts'
import { readAgentsStatus } from './read-agents-status.ts'
import { readHistory } from './read-history.ts'
import { resumeAgents } from './resume-agents.ts'
import { retryRun } from './retry-run.ts'
import { runDetail, runSummary } from './run-view.ts'
import {
  agentsStatusSchema,
  eventsInputSchema,
  historySchema,
  runDetailSchema,
  runStates,
  runSummarySchema,
} from './schema.ts'

const fail = failWith(agentErrors)
const seq = z.coerce.number<number>().int().nonnegative()

async function* streamEvents(app: Pick<AppContext, 'db' | 'events'>, options: FollowOptions) {
  for await (const event of followEvents(app, options)) yield tracked(String(event.seq), event)
  // A stream that merely returns tells the client never to come back; an aborted one it opens again.
  throw new DOMException('the stream was interrupted', 'AbortError')
}

export const agentsRouter = router({
  /**
   * The person's live events; resumes after `lastEventId`, which tRPC's client sends on a reconnect. Over HTTP the
   * same frames come from platform/trpc/event-responder.ts; this is for what doesn't take that way.
   */
  events: userProcedure.input(eventsInputSchema).subscription(({ ctx, input, signal }) => {
    const ended = signal ? AbortSignal.any([signal, ctx.signal]) : ctx.signal
    return abandonable(
      streamEvents(ctx.app, { userId: ctx.userId, after: beginningOf(input), signal: ended }),
    )
  }),

  /**
   * Stored events after a number, or the newest ones; oldest first either way. Those of ended runs are kept for thirty
   * days: `startsAt` says where history starts now, `complete` whether these have a gap.
   */
  history: userProcedure
    .meta({ openapi: { method: 'GET', path: '/agents/events', protect: true, summary: 'Stored events' } })
    .input(
      z.object({
        after: seq.default(0),
        limit: z.coerce.number<number>().int().min(1).max(500).default(100),
        /** The last `limit` events instead, whatever `after` says. */
        newest: z.boolean().default(false),
      }),
    )
    .output(historySchema)
    .query(({ ctx, input }) => ctx.transact((tx) => readHistory(tx, ctx.userId, input))),

  /** Runs, newest first. */
  runs: userProcedure
    .meta({
      openapi: { method: 'GET', path: '/agents/runs', protect: true, summary: 'Agent runs, newest first' },
    })
    .input(
      z.object({
        limit: z.coerce.number<number>().int().min(1).max(100).default(20),
        /** `nextCursor` of the page before. */
        cursor: z.uuid().nullish(),
        agent: z.string().optional(),
        state: z.enum(runStates).optional(),
        /** true: queued or running; false: ended. */
        active: z.boolean().optional(),
      }),
    )
    .output(z.object({ runs: z.array(runSummarySchema), nextCursor: z.uuid().nullable() }))
    .query(async ({ ctx, input }) => {
      const { limit, cursor = null, agent = null, state = null, active = null } = input
      const page = { limit: limit + 1, cursor, agent, state, active }
      const rows = await ctx.transact((tx) => listRunRows(tx, ctx.userId, page))
      const shown = rows.slice(0, input.limit)
      return {
        runs: shown.map(runSummary),
        nextCursor: rows.length > input.limit ? (shown.at(-1)?.id ?? null) : null,
      }
    }),

  /** One run with its steps, events and, once it has succeeded, its result. */
  run: userProcedure
    .meta({ openapi: { method: 'GET', path: '/agents/runs/{id}', protect: true, summary: 'One agent run' } })
    .input(z.object({ id: z.uuid() }))
    .output(runDetailSchema)
    .query(({ ctx, input }) =>
      ctx.transact(async (tx) => {
        const run = await findSeenRun(tx, ctx.userId, input.id)
        if (!run) throw fail('run_not_found')
        const steps = await listSteps(tx, ctx.userId, run.id)
        return runDetail(run, steps, await readRunEvents(tx, ctx.userId, run.id))
      }),
    ),

  /** Cancels a waiting run at once, asks a running one to stop. */
  cancel: userProcedure
    .input(z.object({ id: z.uuid() }))
    .output(z.object({ ok: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      await ctx.transact((tx) => cancelRun(tx, ctx.app, { userId: ctx.userId, runId: input.id }))
      return { ok: true }
    }),

  /** Starts a failed or cancelled run again, as a new run with the same input. */
  retry: userProcedure
    .meta({
      costs: 'action',
      openapi: {
        method: 'POST',
        path: '/agents/runs/{id}/retry',
        protect: true,
        summary: 'Start a failed or cancelled run again',
      },
    })
    .input(z.object({ id: z.uuid() }))
    .output(z.object({ runId: z.uuid() }))
    .mutation(({ ctx, input }) => {
      const { userId, traceparent } = ctx
      return ctx.transact((tx) => retryRun(tx, ctx.app, { userId, traceparent, runId: input.id }))
    }),

  /** Whether the person's agents work or are paused, and how many runs there are to do. */
  status: userProcedure
    .meta({
      openapi: { method: 'GET', path: '/agents/status', protect: true, summary: 'Whether the agents work' },
    })
    .output(agentsStatusSchema)
    .query(({ ctx }) => ctx.transact((tx) => readAgentsStatus(tx, ctx.userId))),

  /** No run of the person begins until `resume`; a running one stops after the step it is in. Nothing is lost. */
  pause: userProcedure
    .meta({ openapi: { method: 'POST', path: '/agents/pause', protect: true, summary: 'Pause the agents' } })
    .input(z.object({ reason: z.string().trim().max(300).optional() }).optional())
    .output(agentsStatusSchema)
    .mutation(({ ctx, input }) =>
      ctx.transact(async (tx) => {
        await pauseAgents(tx, ctx.app, { userId: ctx.userId, reason: input?.reason || null })
        return readAgentsStatus(tx, ctx.userId)
      }),
    ),

  /** Ends a pause: everything goes on where it stopped. Without a pause it changes nothing. */
  resume: userProcedure
    .meta({
      openapi: { method: 'POST', path: '/agents/resume', protect: true, summary: 'Resume the agents' },
    })
    .output(agentsStatusSchema)
    .mutation(async ({ ctx }) => {
      await resumeAgents(ctx.app, ctx.userId)
      return ctx.transact((tx) => readAgentsStatus(tx, ctx.userId))
    }),
})
