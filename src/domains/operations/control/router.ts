import { z } from 'zod'
import type { AppContext } from '../../../context.ts'
import type { Session } from '../../../platform/auth/session.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { operatorProcedure } from '../../../platform/trpc/procedures.ts'
import { actOnJobs, type ActionOrder } from './act-on-jobs.ts'
import { actionResult } from './action-result.ts'
import { addHold } from './add-hold.ts'
import { holdView } from './hold-view.ts'
import { liftHold } from './lift-hold.ts'
import type { Actor } from './outcome.ts'
import { listHoldRows } from './queries.ts'
import { repeated } from './repeated.ts'
import {
  actionResultSchema,
  actSchema,
  addHoldSchema,
  bulkSchema,
  holdSchema,
  rescheduleSchema,
  setLimitsSchema,
  setPrioritySchema,
  withReasonSchema,
  type ActionResult,
} from './schema.ts'
import { runScheduleNow } from './run-schedule-now.ts'
import { setLaneLimits } from './set-lane-limits.ts'
import { setSchedulePaused } from './set-schedule-paused.ts'
import { startBulk } from './start-bulk.ts'

interface Operating {
  app: AppContext
  session: Session
  requestId: string
  operate<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

function actorOf({ session, requestId }: Pick<Operating, 'session' | 'requestId'>): Actor {
  return { id: session.via === 'machine' ? null : session.userId, role: session.role, requestId }
}

function act(ctx: Operating, input: z.output<typeof actSchema>, order: ActionOrder): Promise<ActionResult> {
  const { ids, reason, seen } = input
  const wanted = { ids: [...new Set(ids)], order, reason, seen, actor: actorOf(ctx) }
  return repeated(ctx.app.clock, () =>
    ctx.operate(async (tx) => actionResult(tx, await actOnJobs(tx, ctx.app, wanted))),
  )
}

/** What operators do to jobs. Each job is changed or the result says why not; both stand in one transaction. */
export const jobControls = {
  /** Queues failed or cancelled jobs again, with all attempts of their task anew; their history stays. */
  retry: operatorProcedure
    .input(actSchema)
    .output(actionResultSchema)
    .mutation(({ ctx, input }) => act(ctx, input, { action: 'retry' })),

  /** Cancels waiting jobs at once and asks running ones to stop; their people read the reason. */
  cancel: operatorProcedure
    .input(actSchema)
    .output(actionResultSchema)
    .mutation(({ ctx, input }) => act(ctx, input, { action: 'cancel' })),

  /** Makes waiting and scheduled jobs due now. What is paused or over a limit still waits for that: the words say so. */
  runNow: operatorProcedure
    .input(actSchema)
    .output(actionResultSchema)
    .mutation(({ ctx, input }) => act(ctx, input, { action: 'runNow' })),

  /** Gives waiting jobs another start. */
  reschedule: operatorProcedure
    .input(rescheduleSchema)
    .output(actionResultSchema)
    .mutation(({ ctx, input }) => act(ctx, input, { action: 'reschedule', runAt: new Date(input.runAt) })),

  /** Gives waiting jobs another priority. */
  setPriority: operatorProcedure
    .input(setPrioritySchema)
    .output(actionResultSchema)
    .mutation(({ ctx, input }) => act(ctx, input, { action: 'setPriority', priority: input.priority })),

  /** Deletes finished jobs for good, and waiting ones after cancelling them. Running ones are refused. */
  remove: operatorProcedure
    .input(actSchema)
    .output(actionResultSchema)
    .mutation(({ ctx, input }) => act(ctx, input, { action: 'remove' })),

  /**
   * Does one thing to all jobs of a filter, in the background: the answer is the job that does it, whose progress
   * and result say how many were changed. Throws person_not_found.
   */
  bulk: operatorProcedure
    .input(bulkSchema)
    .output(
      z.object({
        jobId: z.uuid(),
        /** What it waits for; null: nothing. */
        words: z.string().nullable(),
      }),
    )
    .mutation(({ ctx, input }) => {
      const options = { actor: actorOf(ctx), traceparent: ctx.traceparent }
      return ctx.operate((tx) => startBulk(tx, ctx.app, input, options))
    }),
}

/** Operators' pauses of lanes, tasks and people. */
export const holdControls = {
  /** All pauses by operators, the oldest first. */
  list: operatorProcedure
    .output(z.object({ items: z.array(holdSchema) }))
    .query(({ ctx }) => ctx.inspect(async (tx) => ({ items: (await listHoldRows(tx, null)).map(holdView) }))),

  /**
   * Pauses a lane, a task, a person or what fits all that is given: none of it begins until `lift`. Throws
   * hold_without_target, hold_exists, lane_unknown, job_task_unknown, person_not_found.
   */
  add: operatorProcedure
    .input(addHoldSchema)
    .output(holdSchema)
    .mutation(({ ctx, input }) => ctx.operate((tx) => addHold(tx, ctx.app, input, actorOf(ctx)))),

  /** Ends a pause: what waited goes on, sent by the job `jobId` when it is much. Throws hold_not_found. */
  lift: operatorProcedure
    .input(withReasonSchema)
    .output(z.object({ sent: z.number().int(), jobId: z.uuid().nullable() }))
    .mutation(({ ctx, input }) => liftHold(ctx.app, input, actorOf(ctx))),
}

/** What operators change about lanes. */
export const laneControls = {
  /** Sets how many jobs of a lane run at a time; null: as the code says. Throws lane_unknown. */
  setLimits: operatorProcedure
    .input(setLimitsSchema)
    .output(z.object({ ok: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      await ctx.operate((tx) => setLaneLimits(tx, input, actorOf(ctx)))
      return { ok: true }
    }),
}

async function pauseOrResume(
  ctx: Operating,
  input: z.output<typeof withReasonSchema>,
  paused: boolean,
): Promise<{ ok: true }> {
  await ctx.operate((tx) => setSchedulePaused(tx, ctx.app, { ...input, paused }, actorOf(ctx)))
  return { ok: true }
}

/** What operators do to what runs by itself. */
export const scheduleControls = {
  /** Runs it once besides its times, also when it is paused. Throws schedule_not_found, job_task_unknown. */
  runNow: operatorProcedure
    .input(withReasonSchema)
    .output(z.object({ jobId: z.uuid() }))
    .mutation(({ ctx, input }) => ctx.operate((tx) => runScheduleNow(tx, ctx.app, input, actorOf(ctx)))),

  /** It doesn't run by itself until `resume`. Without effect on one that is paused. Throws schedule_not_found. */
  pause: operatorProcedure
    .input(withReasonSchema)
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => pauseOrResume(ctx, input, true)),

  /** It goes on with its next time; what fell into the pause is not made up for. Throws schedule_not_found. */
  resume: operatorProcedure
    .input(withReasonSchema)
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => pauseOrResume(ctx, input, false)),
}
