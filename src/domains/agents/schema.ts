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
