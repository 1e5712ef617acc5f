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

const jobStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const
const time = z.iso.datetime()
const text = z.string().trim().min(1).max(200)
const count = z.number().int().nonnegative()
const limit = z.number().int().min(1).max(100).default(50)

/** Which jobs: what a list shows, what is counted, and what a bulk action is for. What isn't given doesn't matter. */
export const jobFilterSchema = z.object({
  state: z.enum(jobListStates).default('all'),
  task: text.optional(),
  lane: text.optional(),
  userId: z.uuid().optional(),
  /** Of the person, whole; another way to say `userId`. */
  email: z.string().trim().min(3).max(320).optional(),
  /** How the unique key begins. */
  key: text.optional(),
  /** Found in the code or message of failures. */
  error: text.optional(),
  /** Of a group of failures. */
  fingerprint: text.optional(),
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
  limit,
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

export const jobCountSchema = z.object({ count, /** There are more; counting stopped. */ more: z.boolean() })

const capped = z.object({ count, more: z.boolean() })
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
  lane: text.optional(),
  task: text.optional(),
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
      actor: personSchema.nullable(),
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

export const taskSchema = z.object({
  name: z.string(),
  lane: z.string(),
  /** What it does; null when its definition doesn't say. */
  about: z.string().nullable(),
  /** The agent that it runs. */
  agent: z.string().nullable(),
  /** This version still has it; false: only stored jobs know it. */
  known: z.boolean(),
  maxAttempts: count.nullable(),
  softLimitMs: count.nullable(),
  hardLimitMs: count.nullable(),
  maxRunning: count.nullable(),
  /** Due and waiting. */
  queued: capped,
  running: count,
  hold: z.object({ id: z.uuid(), reason: z.string(), since: time }).nullable(),
})

export const failureListInput = z.object({
  task: text.optional(),
  lane: text.optional(),
  /** Found in the code or message. */
  error: text.optional(),
  sort: z.enum(['recent', 'count']).default('recent'),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(400).nullish(),
  limit,
})
export const failurePageSchema = z.object({
  items: z.array(
    z.object({
      fingerprint: z.string(),
      task: z.string(),
      lane: z.string(),
      code: z.string(),
      message: z.string(),
      /** Attempts that failed like this. */
      count,
      firstSeenAt: time,
      lastSeenAt: time,
      lastJobId: z.uuid().nullable(),
      /** Jobs that ended like this and wait for an operator's decision. */
      deadLetters: capped,
    }),
  ),
  nextCursor: z.string().nullable(),
})

export const workerSchema = z.object({
  id: z.uuid(),
  /** Its session holds its lock: it can be relied upon. */
  alive: z.boolean(),
  host: z.string(),
  pid: z.number().int(),
  version: z.string(),
  /** Jobs at a time by lane. */
  lanes: z.record(z.string(), z.number()),
  busy: count,
  memoryBytes: z.number(),
  startedAt: time,
  heartbeatAt: time,
  stoppedAt: time.nullable(),
  stopReason: z.string().nullable(),
  /** The first 20 that it has begun. */
  jobs: z.array(
    z.object({
      id: z.uuid(),
      task: z.string(),
      lane: z.string(),
      attempt: count,
      startedAt: time.nullable(),
    }),
  ),
})

export const scheduleSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** null: of the system. */
  person: personSchema.nullable(),
  task: z.string(),
  cron: z.string(),
  /** The cron line in words, where that is easy. */
  words: z.string().nullable(),
  timeZone: z.string(),
  /** What becomes of runs that nobody was there for. */
  missed: z.enum(['skip', 'once', 'all']),
  pausedAt: time.nullable(),
  lastRunAt: time.nullable(),
  lastJob: z.object({ id: z.uuid(), state: z.enum(jobStates), errorCode: z.string().nullable() }).nullable(),
  nextRuns: z.array(time),
})

export const auditListInput = z.object({
  /** Whole, or its beginning up to a dot: `jobs`. */
  action: text.optional(),
  actorId: z.uuid().optional(),
  targetType: text.optional(),
  targetId: text.optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(400).nullish(),
  limit,
})
export const auditPageSchema = z.object({
  items: z.array(
    z.object({
      id: z.number().int(),
      at: time,
      /** null: the command line on the machine of the database. */
      actor: z.object({ id: z.uuid(), email: z.string().nullable() }).nullable(),
      actorRole: z.string(),
      action: z.string(),
      targetType: z.string(),
      targetId: z.string().nullable(),
      reason: z.string().nullable(),
      before: jsonValue,
      after: jsonValue,
    }),
  ),
  nextCursor: z.string().nullable(),
})
