import { z } from 'zod'
import { OPERATIONS_LANE } from '../../../platform/jobs/lanes.ts'
import { defineTask } from '../../../platform/jobs/define-task.ts'
import { bulkOrderSchema } from './bulk-order.ts'
import { runBulk } from './run-bulk.ts'
import { sendWaiting } from './send-waiting.ts'

const HOUR_MS = 3_600_000

/** An operator waits for these: they come before other work, and go on after whatever stops them. */
const forOperators = {
  lane: OPERATIONS_LANE,
  priority: -100,
  maxAttempts: 10,
  retryBaseMs: 1_000,
  softLimitMs: 6 * HOUR_MS,
  hardLimitMs: 6 * HOUR_MS + 60_000,
  resultTtlMs: 24 * HOUR_MS,
} as const

/** Does one thing to all jobs of a filter. */
export const bulkTask = defineTask({
  name: 'operations.bulk',
  ...forOperators,
  payload: bulkOrderSchema,
  handle: runBulk,
})

/** Sends what a lifted hold kept waiting, when it is much. */
export const resumeTask = defineTask({
  name: 'operations.resume',
  ...forOperators,
  payload: z.object({
    lane: z.string().nullable(),
    task: z.string().nullable(),
    userId: z.uuid().nullable(),
  }),
  handle: sendWaiting,
})
