import { z } from 'zod'
import { capped, count, jobStates, pageLimit, personSchema, shortText, time } from '../schema.ts'

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
  task: shortText.optional(),
  lane: shortText.optional(),
  /** Found in the code or message. */
  error: shortText.optional(),
  sort: z.enum(['recent', 'count']).default('recent'),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(400).nullish(),
  limit: pageLimit,
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
  action: shortText.optional(),
  actorId: z.uuid().optional(),
  targetType: shortText.optional(),
  targetId: shortText.optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(400).nullish(),
  limit: pageLimit,
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
      before: z.unknown(),
      after: z.unknown(),
    }),
  ),
  nextCursor: z.string().nullable(),
})
