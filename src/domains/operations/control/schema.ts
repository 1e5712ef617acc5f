import { z } from 'zod'
import { jobFilterSchema, jobStates } from '../schema.ts'

/** What operators can do to jobs. */
export const jobActions = ['retry', 'cancel', 'runNow', 'reschedule', 'setPriority', 'remove'] as const
export type JobAction = (typeof jobActions)[number]

/** Why an operator does it; kept in the audit log and, for what concerns a job, on the job. */
export const reasonSchema = z.string().trim().min(1, 'Say why; one word is enough').max(500)
const runAt = z.iso.datetime({ offset: true })
const priority = z.number().int().min(-100).max(100)

export const actSchema = z.object({
  ids: z.array(z.uuid()).min(1).max(200),
  reason: reasonSchema,
  /** Acts only on jobs that are still in this state. */
  seen: z.enum(jobStates).optional(),
})
export const rescheduleSchema = actSchema.extend({
  /** A time that has passed means now. */
  runAt,
})
export const setPrioritySchema = actSchema.extend({
  /** -100 to 100, lower first. */
  priority,
})

export const actionResultSchema = z.object({
  changed: z.number().int(),
  /** One a job, in the order asked. */
  results: z.array(
    z.object({
      id: z.uuid(),
      changed: z.boolean(),
      /** Why nothing changed, for programs. */
      code: z.string().nullable(),
      /** Why nothing changed, or what a changed job still waits for. */
      words: z.string().nullable(),
    }),
  ),
})
export type ActionResult = z.infer<typeof actionResultSchema>

export const bulkSchema = z
  .object({
    /** As jobs.list takes it; a name that it doesn't know is refused. */
    filter: z.strictObject(jobFilterSchema.shape),
    action: z.enum(jobActions),
    reason: reasonSchema,
    /** For `reschedule`. */
    runAt: runAt.optional(),
    /** For `setPriority`. */
    priority: priority.optional(),
    /** Only jobs that were there and, if they ended, had ended by then; default: now. */
    before: z.iso.datetime({ offset: true }).optional(),
    /** How many the operator was shown, for the audit log. */
    expected: z.number().int().nonnegative().optional(),
  })
  .refine(({ action, runAt: at }) => (action === 'reschedule') === (at !== undefined), {
    message: '`reschedule` and only that takes a `runAt`',
    path: ['runAt'],
  })
  .refine(({ action, priority: wanted }) => (action === 'setPriority') === (wanted !== undefined), {
    message: '`setPriority` and only that takes a `priority`',
    path: ['priority'],
  })
export type BulkInput = z.infer<typeof bulkSchema>

/** The result of the job that does it. */
export const bulkResultSchema = z.object({
  changed: z.number().int(),
  /** How many by reason. */
  unchanged: z.record(z.string(), z.number().int()),
})
export type BulkResult = z.infer<typeof bulkResultSchema>

const target = z.string().trim().min(1).max(200)

/** What the hold is for: jobs that fit all that is given. */
export const addHoldSchema = z.object({
  lane: target.optional(),
  task: target.optional(),
  userId: z.uuid().optional(),
  /** Another way to say `userId`. */
  email: z.string().trim().min(3).max(320).optional(),
  reason: reasonSchema,
})
export type AddHoldInput = z.infer<typeof addHoldSchema>

const personSchema = z.object({ id: z.uuid(), email: z.string() })
export const holdSchema = z.object({
  id: z.uuid(),
  /** null: all. */
  lane: z.string().nullable(),
  task: z.string().nullable(),
  person: personSchema.nullable(),
  reason: z.string(),
  since: z.iso.datetime(),
  /** null: the command line on the machine that has the database. */
  by: personSchema.nullable(),
})
export type Hold = z.infer<typeof holdSchema>

const limit = z.number().int().min(1).max(100_000).nullable()
export const setLimitsSchema = z.object({
  lane: target,
  /** At a time over all processes; null: as the code says. */
  maxRunning: limit,
  /** Of one person at a time over all processes; null: as the code says. */
  perPerson: limit,
  reason: reasonSchema,
})
export type SetLimitsInput = z.infer<typeof setLimitsSchema>

export const withReasonSchema = z.object({ id: z.uuid(), reason: reasonSchema })
