import { z } from 'zod'

/** What a list of jobs can be asked for; `queued` are those that are due, `scheduled` those that start later. */
export const jobListStates = [
  'queued',
  'scheduled',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'all',
] as const
export type JobListState = (typeof jobListStates)[number]

export const jobStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const
export const time = z.iso.datetime()
export const shortText = z.string().trim().min(1).max(200)
export const count = z.number().int().nonnegative()
/** Of a page. */
export const pageLimit = z.number().int().min(1).max(100).default(50)

/** Which jobs: what a list shows, what is counted, and what a bulk action is for. What isn't given doesn't matter. */
export const jobFilterSchema = z.object({
  state: z.enum(jobListStates).default('all'),
  task: shortText.optional(),
  lane: shortText.optional(),
  userId: z.uuid().optional(),
  /** Of the person, whole; another way to say `userId`. */
  email: z.string().trim().min(3).max(320).optional(),
  /** How the unique key begins. */
  key: shortText.optional(),
  /** Found in the code or message of failures. */
  error: shortText.optional(),
  /** Of a group of failures. */
  fingerprint: shortText.optional(),
  batchId: z.uuid().optional(),
  parentId: z.uuid().optional(),
  scheduleId: z.uuid().optional(),
  /** By the time that the list is ordered by: end, begin, start or, for all, end or else creation. Inclusive. */
  from: z.iso.datetime({ offset: true }).optional(),
  /** Exclusive. */
  to: z.iso.datetime({ offset: true }).optional(),
})
export type JobFilter = z.infer<typeof jobFilterSchema>

export const jobListInput = jobFilterSchema.extend({
  /** `nextCursor` of the page before. */
  cursor: z.string().max(400).nullish(),
  limit: pageLimit,
})

export const personSchema = z.object({ id: z.uuid(), email: z.string() })

/** A job in a list. */
export const jobItemSchema = z.object({
  id: z.uuid(),
  task: z.string(),
  lane: z.string(),
  state: z.enum(jobStates),
  /** Which limit it waits for; null: none. */
  held: z.enum(['person', 'task', 'lane']).nullable(),
  /** -100 to 100, lower first. */
  priority: z.number().int(),
  attempt: count,
  maxAttempts: count,
  runAt: time,
  createdAt: time,
  /** Of the first attempt. */
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
  /** From when it was due to its first attempt, or until now. */
  waitMs: z.number().nullable(),
  /** Of the last attempt, until now while it runs. */
  durationMs: z.number().nullable(),
  /** null: a job of the system. */
  person: personSchema.nullable(),
  key: z.string().nullable(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  fingerprint: z.string().nullable(),
  progress: z.object({ percent: z.number().nullable(), words: z.string() }).nullable(),
  cancelRequested: z.boolean(),
  workerId: z.uuid().nullable(),
  batchId: z.uuid().nullable(),
  parentId: z.uuid().nullable(),
})
export type JobItem = z.infer<typeof jobItemSchema>

export const jobPageSchema = z.object({
  items: z.array(jobItemSchema),
  nextCursor: z.string().nullable(),
  /** The search stopped here to stay fast: older jobs may fit, `nextCursor` searches on. null: nothing was left out. */
  searchedUntil: time.nullable(),
})
export type JobPage = z.infer<typeof jobPageSchema>

/** A number that counting stopped at when there are `more`. */
export const capped = z.object({ count, more: z.boolean() })
const latency = z.object({
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
})

export const laneSchema = z.object({
  lane: z.string(),
  /** Jobs at a time in one process. */
  concurrency: count,
  /** Of one person at a time, over all processes. */
  perPerson: count.nullable(),
  /** At a time over all processes. */
  maxRunning: count.nullable(),
  /** What the code says, without an operator's word. */
  defaults: z.object({ perPerson: count.nullable(), maxRunning: count.nullable() }),
  overridden: z.boolean(),
  /** Processes alive that serve it. */
  servedBy: count,
  /** What operators ask for goes on while they pause all else. */
  pausable: z.boolean(),
  hold: z.object({ id: z.uuid(), reason: z.string(), since: time, by: personSchema.nullable() }).nullable(),
})

export const laneOverviewSchema = laneSchema.extend({
  /** Due and waiting; held ones are among them. */
  queued: capped,
  scheduled: capped,
  held: count,
  running: count,
  /** Of the job that has been due for longest. */
  oldestWaitSeconds: z.number().nullable(),
  /** Ended in the last five minutes, a minute. */
  throughputPerMinute: z.number(),
  /** Failed and repeated attempts among all that ended, 0 to 1; null: none ended. */
  failureRate: z.number().nullable(),
  /** Milliseconds from due to begun. */
  wait: latency,
  /** Milliseconds of an attempt. */
  duration: latency,
})

/** How the engine stands, as of `at`. */
export const overviewSchema = z.object({
  at: time,
  lanes: z.array(laneOverviewSchema),
  workers: z.object({ alive: count, /** In the last hour. */ lost: count }),
  /** Failed jobs that wait for an operator's decision. */
  deadLetters: capped,
  /** Task types and people that an operator has paused. */
  heldTasks: count,
  heldPeople: count,
})
export type Overview = z.infer<typeof overviewSchema>

export const seriesRanges = ['1h', '24h', '7d'] as const
export const seriesInput = z.object({
  range: z.enum(seriesRanges).default('1h'),
  lane: shortText.optional(),
  task: shortText.optional(),
})
export const seriesSchema = z.object({
  /** Width of a point. */
  seconds: count,
  points: z.array(
    z.object({
      at: time,
      succeeded: count,
      failed: count,
      retried: count,
      cancelled: count,
      wait: latency,
      duration: latency,
    }),
  ),
})

/** Why a job doesn't run, or what became of it, in words. `code` is for programs. */
const reasonSchema = z.object({ code: z.string(), words: z.string() })
const jsonValue = z.unknown()

export const jobDetailSchema = jobItemSchema.extend({
  why: z.array(reasonSchema),
  /** Secrets and addresses are masked, long texts cut. */
  payload: jsonValue,
  result: jsonValue,
  resultExpiresAt: time.nullable(),
  /** What the handler remembers from one attempt to the next. */
  cursor: jsonValue,
  cancelReason: z.string().nullable(),
  deadlineAt: time.nullable(),
  traceId: z.string().nullable(),
  /** null: no TRACE_URL is set. */
  traceUrl: z.string().nullable(),
  attempts: z.array(
    z.object({
      attempt: count,
      state: z.enum(['running', 'succeeded', 'failed', 'cancelled', 'lost', 'handed_back']),
      workerId: z.uuid(),
      workerHost: z.string().nullable(),
      startedAt: time,
      finishedAt: time.nullable(),
      durationMs: z.number().nullable(),
      errorCode: z.string().nullable(),
      errorMessage: z.string().nullable(),
      errorStack: z.string().nullable(),
      /** The last lines that it logged. */
      logs: jsonValue,
    }),
  ),
  events: z.array(z.object({ at: time, type: z.string(), words: z.string(), data: jsonValue })),
  /** What operators did to it, newest first. */
  actions: z.array(
    z.object({
      at: time,
      action: z.string(),
      /** null: the command line; without an address: somebody who is gone. */
      actor: z.object({ id: z.uuid(), email: z.string().nullable() }).nullable(),
      reason: z.string().nullable(),
    }),
  ),
  parent: z.object({ id: z.uuid(), task: z.string(), state: z.enum(jobStates) }).nullable(),
  children: z.object({
    items: z.array(z.object({ id: z.uuid(), task: z.string(), state: z.enum(jobStates) })),
    more: z.boolean(),
  }),
  batch: z
    .object({
      id: z.uuid(),
      total: count,
      pending: count,
      failed: count,
      cancelled: count,
      completionJobId: z.uuid().nullable(),
    })
    .nullable(),
  schedule: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  run: z.object({ id: z.uuid(), agent: z.string(), state: z.string() }).nullable(),
  worker: z
    .object({
      id: z.uuid(),
      host: z.string(),
      pid: z.number().int(),
      version: z.string(),
      alive: z.boolean(),
    })
    .nullable(),
})
export type JobDetail = z.infer<typeof jobDetailSchema>
export type JobReason = z.infer<typeof reasonSchema>
