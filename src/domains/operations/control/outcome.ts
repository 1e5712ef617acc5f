import type { AppContext } from '../../../context.ts'
import { constraintOf } from '../../../platform/db/constraint-errors.ts'
import { DomainError } from '../../../platform/errors.ts'
import { isCollision, isDatabaseTrouble } from '../../../platform/jobs/errors.ts'
import { operationErrors } from '../errors.ts'

/** Who acts; `id` null: the command line on the machine that has the database. */
export interface Actor {
  id: string | null
  role: string
  requestId: string | null
}

/** What became of one job that an operator wanted to change. */
export type Outcome = { changed: true } | { changed: false; code: string; words: string }
export type Outcomes = Map<string, Outcome>

export const CHANGED: Outcome = { changed: true }

export function unchanged(code: keyof typeof operationErrors): Outcome {
  return { changed: false, code, words: operationErrors[code].words }
}

const keyIndexes = ['job_one_per_key', 'job_one_waiting_per_key']

/** Why this one job could not be changed. Throws on what concerns the whole transaction. */
export function outcomeOfError(ctx: Pick<AppContext, 'log'>, jobId: string, error: unknown): Outcome {
  if (error instanceof DomainError) return { changed: false, code: error.code, words: error.userMessage }
  if (keyIndexes.includes(constraintOf(error) ?? '')) return unchanged('job_key_taken')
  if (isCollision(error) || isDatabaseTrouble(error)) throw error
  ctx.log.error({ err: error, job_id: jobId }, 'an operation on a job failed')
  return unchanged('job_action_failed')
}
