import { z } from 'zod'

export const stages = [
  'saved',
  'applied',
  'recruiter_screen',
  'assessment',
  'technical',
  'final',
  'offer',
  'closed',
] as const
export const stageSchema = z.enum(stages)
export type Stage = z.infer<typeof stageSchema>

export const outcomes = ['accepted', 'declined', 'rejected', 'withdrawn', 'ghosted'] as const
export const outcomeSchema = z.enum(outcomes)
