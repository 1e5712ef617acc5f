import type { AppContext } from '../../../context.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { insertJobEvents, lockJobs } from '../../../platform/jobs/control-queries.ts'
import type { JobRow } from '../../../platform/jobs/queries.ts'
import type { JobState } from '../../../platform/jobs/tables.ts'
import { recordAudit } from '../../account/record-audit.ts'
import { cancelJobs } from './cancel-jobs.ts'
import { unchanged, type Actor, type Outcome, type Outcomes } from './outcome.ts'
import { removeJobs } from './remove-jobs.ts'
import { rescheduleJobs } from './reschedule-jobs.ts'
import { retryJobs } from './retry-jobs.ts'
import { runJobsNow } from './run-jobs-now.ts'
import type { JobAction } from './schema.ts'
import { setJobPriority } from './set-job-priority.ts'

export type ActionOrder =
  | { action: 'retry' }
  | { action: 'cancel' }
  | { action: 'runNow' }
  | { action: 'remove' }
  | { action: 'reschedule'; runAt: Date }
  | { action: 'setPriority'; priority: number }

export interface JobsOrder {
  ids: readonly string[]
  order: ActionOrder
  reason: string
  actor: Actor
  /** Acts only on jobs that are still in this state. */
  seen?: JobState | undefined
  /** The job of a bulk action that this is a page of. */
  bulkJobId?: string
}

interface ActionWords {
  /** Type of the job's event, and its words before the reason; null: there is nothing left to note it on. */
  event: { type: string; words: string } | null
  /** For the person whose job it is. */
  person: string
}

const wordsOf: Record<JobAction, ActionWords> = {
  retry: { event: { type: 'retried', words: 'Tried again by an operator' }, person: '' },
  cancel: {
    event: { type: 'cancel_requested', words: 'Cancelled by an operator' },
    person: 'An operator cancelled this',
  },
  runNow: { event: { type: 'run_now', words: 'Made due by an operator' }, person: '' },
  reschedule: { event: { type: 'rescheduled', words: 'Moved by an operator' }, person: '' },
  setPriority: {
    event: { type: 'reprioritised', words: 'Given another priority by an operator' },
    person: '',
  },
  remove: { event: null, person: 'An operator removed this' },
}

/**
 * Does one thing to some jobs, each of which is changed or says why not. In the transaction: the jobs, their events
 * and an audit entry for each job that changed. The outcomes are in the order of `ids`, without repetitions.
 */
export async function actOnJobs(tx: Tx, ctx: AppContext, wanted: JobsOrder): Promise<Outcomes> {
  const jobs = await lockJobs(tx, wanted.ids)
  const fitting = jobs.filter((job) => wanted.seen === undefined || job.state === wanted.seen)
  const done = await act(tx, ctx, fitting, wanted)
  const changed = fitting.filter((job) => done.get(job.id)?.changed)
  await noteEvents(tx, changed, wanted)
  await recordAudit(tx, ...changed.map((job) => auditOf(job, wanted)))
  const there = new Set(jobs.map((job) => job.id))
  const missing = (id: string): Outcome => unchanged(there.has(id) ? 'job_state_changed' : 'job_not_found')
  return new Map(wanted.ids.map((id) => [id, done.get(id) ?? missing(id)]))
}

function act(tx: Tx, ctx: AppContext, jobs: JobRow[], { order, reason }: JobsOrder): Promise<Outcomes> {
  const words = `${wordsOf[order.action].person}: ${reason}`
  if (order.action === 'retry') return retryJobs(tx, ctx, jobs)
  if (order.action === 'cancel') return cancelJobs(tx, ctx, jobs, words)
  if (order.action === 'remove') return removeJobs(tx, ctx, jobs, words)
  if (order.action === 'runNow') return runJobsNow(tx, jobs)
  if (order.action === 'reschedule') return rescheduleJobs(tx, jobs, order.runAt)
  return setJobPriority(tx, jobs, order.priority)
}

/** What an order sets, for the event and the audit log. */
function detailOf(order: ActionOrder): Record<string, unknown> {
  if (order.action === 'reschedule') return { runAt: order.runAt.toISOString() }
  return order.action === 'setPriority' ? { priority: order.priority } : {}
}

async function noteEvents(tx: Tx, jobs: JobRow[], { order, reason, actor }: JobsOrder): Promise<void> {
  const { event } = wordsOf[order.action]
  if (!event) return
  const data = { ...detailOf(order), reason, actorId: actor.id }
  const words = `${event.words}: ${reason}`
  await insertJobEvents(
    tx,
    jobs.map((job) => ({ job, type: event.type, words, data })),
  )
}

function auditOf(job: JobRow, { order, reason, actor, bulkJobId }: JobsOrder) {
  return {
    actorId: actor.id,
    actorRole: actor.role,
    requestId: actor.requestId,
    action: `jobs.${order.action}`,
    targetType: 'job',
    targetId: job.id,
    reason,
    before: {
      task: job.task,
      lane: job.lane,
      state: job.state,
      userId: job.user_id,
      attempt: job.attempt,
      priority: job.priority,
      runAt: job.run_at.toISOString(),
      errorCode: job.error_code,
    },
    after: { ...detailOf(order), ...(bulkJobId === undefined ? {} : { bulkJobId }) },
  }
}
