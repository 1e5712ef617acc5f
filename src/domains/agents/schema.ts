import { z } from 'zod'

export const runStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const
export type RunState = (typeof runStates)[number]

export const runEventTypes = [
  'run_queued',
  'run_started',
  'step_started',
  'progress',
  'step_done',
  'run_retrying',
  'run_succeeded',
  'run_failed',
  'run_cancelled',
] as const

/** One entry of a person's gapless event stream. */
export const runEventSchema = z.object({
  /** 1, 2, 3 … per person, in commit order, without gaps. */
  seq: z.number().int().positive(),
  runId: z.uuid(),
  /** Which agent: intake, capture, match, draft. */
  agent: z.string(),
  type: z.enum(runEventTypes),
  step: z.string().nullable(),
  /** Plain words for the person. */
  words: z.string(),
  data: z.record(z.string(), z.unknown()),
  at: z.iso.datetime(),
})
export type RunEvent = z.infer<typeof runEventSchema>

/** Stored events, oldest first. */
export const historySchema = z.object({
  events: z.array(runEventSchema),
  /** Number of the person's oldest event that is still kept, here or not: history starts there. null: none is kept. */
  startsAt: z.number().int().nullable(),
  /** false: some that belong among these are no longer kept. */
  complete: z.boolean(),
})
export type History = z.infer<typeof historySchema>

const eventNumber = z.coerce.number<number>().int().nonnegative()

/** Where a stream of events begins. */
export const eventsInputSchema = z.object({
  lastEventId: eventNumber.nullish(),
  /** Replay what came after this number; default 0, everything. */
  after: eventNumber.optional(),
  /** Start with the next event instead. */
  fromNow: z.boolean().optional(),
})

/** A run in a list. */
export const runSummarySchema = z.object({
  id: z.uuid(),
  agent: z.string(),
  state: z.enum(runStates),
  /** Plain words: how it stands, or why it ended as it did. */
  words: z.string(),
  /** Machine-readable reason of a failure or cancellation. */
  errorCode: z.string().nullable(),
  /** What it is about, in words: a file's name, a posting's title, a host. */
  subject: z.string().nullable(),
  /** The step that it began last, from 1; null before the first. */
  step: z.object({ index: z.number().int(), of: z.number().int() }).nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
})
export type RunSummary = z.infer<typeof runSummarySchema>

/** One run with everything that is known of it. */
export const runDetailSchema = runSummarySchema.extend({
  /** The outputs of the committed steps, merged; null until the run has succeeded. */
  result: z.record(z.string(), z.unknown()).nullable(),
  steps: z.array(
    z.object({
      name: z.string(),
      words: z.string(),
      /** The attempt that committed it. */
      attempt: z.number().int(),
      committedAt: z.iso.datetime(),
    }),
  ),
  events: z.array(runEventSchema),
})
/** Whether a person's agents work, and how many runs there are to do. */
export const agentsStatusSchema = z.object({
  paused: z.boolean(),
  pausedAt: z.iso.datetime().nullable(),
  /** The person's own words. */
  reason: z.string().nullable(),
  running: z.number().int(),
  /** Waiting for their turn, or for the end of the pause. */
  queued: z.number().int(),
  /** An operator has paused the agents, whatever the person does; null: none has. */
  operatorHold: z.object({ reason: z.string(), since: z.iso.datetime() }).nullable(),
})
export type AgentsStatus = z.infer<typeof agentsStatusSchema>

export type RunDetail = z.infer<typeof runDetailSchema>
