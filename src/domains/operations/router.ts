import { tracked } from '@trpc/server'
import { z } from 'zod'
import type { AppContext } from '../../context.ts'
import { abandonable } from '../../platform/trpc/abandonable.ts'
import { operatorProcedure, router } from '../../platform/trpc/procedures.ts'
import { holdControls, jobControls, laneControls, scheduleControls } from './control/router.ts'
import { countJobs } from './count-jobs.ts'
import { followOverview } from './follow-overview.ts'
import { listAuditEntries } from './list-audit-entries.ts'
import { listFailures } from './list-failures.ts'
import { listJobs } from './list-jobs.ts'
import { listLanes } from './list-lanes.ts'
import { listSchedules } from './list-schedules.ts'
import { listTasks } from './list-tasks.ts'
import { listWorkers } from './list-workers.ts'
import {
  auditListInput,
  auditPageSchema,
  failureListInput,
  failurePageSchema,
  scheduleSchema,
  taskSchema,
  workerSchema,
} from './lists/schema.ts'
import { readJob } from './read-job.ts'
import { readJobSeries } from './read-job-series.ts'
import { readOverview } from './read-overview.ts'
import {
  capped,
  jobDetailSchema,
  jobFilterSchema,
  jobListInput,
  jobPageSchema,
  laneSchema,
  overviewSchema,
  seriesInput,
  seriesSchema,
} from './schema.ts'

async function* streamOverview(app: Pick<AppContext, 'db' | 'clock'>, signal: AbortSignal) {
  for await (const overview of followOverview(app, { signal })) yield tracked(overview.at, overview)
  // A stream that merely returns tells the client never to come back; an aborted one it opens again.
  throw new DOMException('the stream was interrupted', 'AbortError')
}

export const jobsRouter = router({
  /** How the engine stands: lanes with what waits and runs, their last five minutes, workers, dead letters. */
  overview: operatorProcedure.output(overviewSchema).query(({ ctx }) => readOverview(ctx.app)),

  /** The overview at once and then, at most once a second, whenever it changes; every ten seconds at least. */
  follow: operatorProcedure.subscription(({ ctx, signal }) => {
    const ended = signal ? AbortSignal.any([signal, ctx.signal]) : ctx.signal
    return abandonable(streamOverview(ctx.app, ended))
  }),

  /** What ended over time, in equal points: an hour by the minute, a day by ten, a week by the hour. */
  series: operatorProcedure
    .input(seriesInput)
    .output(seriesSchema)
    .query(({ ctx, input }) => readJobSeries(ctx.app, input)),

  /**
   * Jobs that fit. Queued ones in the order of their start, scheduled ones by their time, running ones by the begin of
   * their attempt, finished ones by their end, the last first; `all` by end or else creation, the newest first. Where
   * no index serves the combination, a page may end early at `searchedUntil`; `nextCursor` then searches on.
   */
  list: operatorProcedure
    .input(jobListInput)
    .output(jobPageSchema)
    .query(({ ctx, input }) => {
      const { cursor, limit, ...filter } = input
      return ctx.inspect((tx) => listJobs(tx, filter, { cursor, limit, now: ctx.app.clock.now() }))
    }),

  /** How many jobs fit, up to 10,000; `more` says that there are, or may be, others. */
  count: operatorProcedure
    .input(z.object({ filter: jobFilterSchema }))
    .output(capped)
    .query(({ ctx, input }) => ctx.inspect((tx) => countJobs(tx, input.filter, ctx.app.clock.now()))),

  /** One job with everything that is known of it, and in plain words why it waits, or how it ended. */
  show: operatorProcedure
    .input(z.object({ id: z.uuid() }))
    .output(jobDetailSchema)
    .query(({ ctx, input }) => ctx.inspect((tx) => readJob(tx, ctx.app, input.id))),

  /** Every task, with what waits and runs of it and its limits; also those that only stored jobs know. */
  tasks: operatorProcedure
    .output(z.object({ tasks: z.array(taskSchema) }))
    .query(({ ctx }) => ctx.inspect(async (tx) => ({ tasks: await listTasks(tx, ctx.app) }))),

  /** Failures in groups that look alike: the last seen first, or the most frequent. */
  failures: operatorProcedure
    .input(failureListInput)
    .output(failurePageSchema)
    .query(({ ctx, input }) => ctx.inspect((tx) => listFailures(tx, input))),

  ...jobControls,
})

export const lanesRouter = router({
  /** Every lane with the limits that hold now, the code's own ones, an operator's pause and who serves it. */
  list: operatorProcedure
    .output(z.object({ lanes: z.array(laneSchema) }))
    .query(({ ctx }) => ctx.inspect(async (tx) => ({ lanes: await listLanes(tx) }))),

  ...laneControls,
})

export const workersRouter = router({
  /** The processes that run jobs, those at work first, with what they do; stopped ones are remembered for a day. */
  list: operatorProcedure
    .output(z.object({ workers: z.array(workerSchema) }))
    .query(({ ctx }) => ctx.inspect(async (tx) => ({ workers: await listWorkers(tx) }))),
})

export const schedulesRouter = router({
  /** What runs by itself, with its next runs in UTC and how its last one ended. */
  list: operatorProcedure
    .output(z.object({ schedules: z.array(scheduleSchema) }))
    .query(({ ctx }) =>
      ctx.inspect(async (tx) => ({ schedules: await listSchedules(tx, ctx.app.clock.now()) })),
    ),

  ...scheduleControls,
})

export const auditRouter = router({
  /** What operators did, the newest first; secrets are masked. */
  list: operatorProcedure
    .input(auditListInput)
    .output(auditPageSchema)
    .query(({ ctx, input }) => ctx.inspect((tx) => listAuditEntries(tx, input))),
})

export const holdsRouter = router({
  ...holdControls,
})
