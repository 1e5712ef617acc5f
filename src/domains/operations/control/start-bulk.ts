import type { AppContext } from '../../../context.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { recordAudit } from '../../account/record-audit.ts'
import type { JobFilter } from '../schema.ts'
import { waitingWordsOf } from './action-result.ts'
import type { Actor } from './outcome.ts'
import { findPerson } from './find-person.ts'
import { readNow } from './queries.ts'
import type { BulkInput } from './schema.ts'
import { bulkTask } from './tasks.ts'

/** Does something to all jobs of a filter, as a job of its own. Throws person_not_found. */
export async function startBulk(
  tx: Tx,
  ctx: Pick<AppContext, 'jobs'>,
  input: BulkInput,
  options: { actor: Actor; traceparent: string | null },
): Promise<{ jobId: string; words: string | null }> {
  const { actor, traceparent } = options
  const filter = await withoutAddress(tx, input.filter)
  const { action, reason, runAt, priority, expected } = input
  const before = earlier(await readNow(tx), input.before)
  const payload = { filter, action, reason, runAt, priority, before, actor }
  const jobId = await ctx.jobs.enqueue(tx, bulkTask, payload, { userId: null, traceparent })
  await recordAudit(tx, {
    actorId: actor.id,
    actorRole: actor.role,
    requestId: actor.requestId,
    action: 'jobs.bulk',
    targetType: 'job',
    targetId: jobId,
    reason,
    after: { action, filter, before, runAt, priority, expected },
  })
  return { jobId, words: (await waitingWordsOf(tx, [jobId])).get(jobId) ?? null }
}

/** The log outlives people: it names them by id. */
async function withoutAddress(tx: Tx, { email, ...filter }: JobFilter): Promise<JobFilter> {
  if (email === undefined) return filter
  return { ...filter, userId: await findPerson(tx, { userId: filter.userId, email }) }
}

function earlier(now: Date, asked: string | undefined): string {
  return new Date(Math.min(now.getTime(), asked === undefined ? Infinity : Date.parse(asked))).toISOString()
}
