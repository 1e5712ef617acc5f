import { z } from 'zod'
import { jobFilterSchema, jobStates } from '../schema.ts'
import { jobActions, type JobAction } from './schema.ts'
import type { ActionOrder } from './act-on-jobs.ts'

/** The payload of the job that does something to all jobs of a filter. */
export const bulkOrderSchema = z.object({
  filter: jobFilterSchema,
  action: z.enum(jobActions),
  reason: z.string(),
  runAt: z.iso.datetime({ offset: true }).optional(),
  priority: z.number().int().optional(),
  /** Nothing that came or ended later is touched. */
  before: z.iso.datetime({ offset: true }),
  actor: z.object({ id: z.uuid().nullable(), role: z.string(), requestId: z.string().nullable() }),
})
export type BulkOrder = z.infer<typeof bulkOrderSchema>

/** How far a bulk action is; what its job remembers. */
export const bulkProgressSchema = z.object({
  /** Of the last job looked at. */
  after: z.uuid().nullable(),
  /** How many jobs there were to look at, when it began. */
  total: z.number().int(),
  changed: z.number().int(),
  unchanged: z.record(z.string(), z.number().int()),
})
export type BulkProgress = z.infer<typeof bulkProgressSchema>

export function actionOrder(input: {
  action: JobAction
  runAt?: string | undefined
  priority?: number | undefined
}): ActionOrder {
  const { action, runAt, priority } = input
  if (action === 'reschedule') return { action, runAt: new Date(runAt ?? 0) }
  if (action === 'setPriority') return { action, priority: priority ?? 0 }
  return { action }
}

const doneWords: Record<JobAction, string> = {
  retry: 'tried again',
  cancel: 'cancelled',
  runNow: 'made due',
  reschedule: 'moved',
  setPriority: 'given the priority',
  remove: 'removed',
}
const number = new Intl.NumberFormat('en')

/** The state that a list's filter means; its jobs are acted on only while they are in it. */
export function seenState(state: BulkOrder['filter']['state']) {
  if (state === 'scheduled') return 'queued'
  return jobStates.find((known) => known === state)
}

export function bulkPercent({ changed, unchanged, total }: BulkProgress): number {
  return total === 0 ? 100 : Math.min(100, ((changed + sum(unchanged)) / total) * 100)
}

/** "1,200 of 3,400 tried again, 12 couldn't be". */
export function bulkWords(action: JobAction, { changed, unchanged, total }: BulkProgress): string {
  const failed = sum(unchanged)
  const words = `${number.format(changed)} of ${number.format(total)} ${doneWords[action]}`
  return failed === 0 ? words : `${words}, ${number.format(failed)} couldn't be`
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0)
}
