import type { AppContext } from '../../../context.ts'
import { asWorker } from '../../../platform/db/transaction.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { queueEmail } from '../../../platform/email/outbox.ts'
import { leaveAccount } from '../../account/leaving/leave-account.ts'
import { recordAudit, type AuditActor } from '../../account/record-audit.ts'
import { listOpenJobs } from './queries.ts'

const DAY_MS = 86_400_000
/** How long somebody who leaves may come back. */
export const GRACE_DAYS = 30

export interface DeletionRequest {
  userId: string
  /** The sign-in that asks, which may still take it back; null: it isn't one of ours. */
  keepSession: string | null
  actor: AuditActor
}

/**
 * Marks the account for erasure in 30 days, ends its other sign-ins, its tokens and its work, and tells the person. Returns
 * the sessions and tokens that this process must forget; none when the account was leaving already.
 */
export function requestDeletion(
  ctx: Pick<AppContext, 'db' | 'config' | 'clock' | 'jobs'>,
  request: DeletionRequest,
): Promise<string[]> {
  return asWorker(ctx.db, (tx) => scheduleDeletion(tx, ctx, request))
}

/** As requestDeletion, in the transaction of what led to it; `tx` is the worker's. */
export async function scheduleDeletion(
  tx: Tx,
  ctx: Pick<AppContext, 'config' | 'clock' | 'jobs'>,
  { userId, keepSession, actor }: DeletionRequest,
): Promise<string[]> {
  const now = ctx.clock.now()
  const purgeAfter = new Date(now.getTime() + GRACE_DAYS * DAY_MS)
  const left = await leaveAccount(tx, { userId, keepSession, now, purgeAfter })
  if (!left) return []
  for (const { id } of await listOpenJobs(tx, userId)) {
    await ctx.jobs.cancel(tx, id, 'Your account is going to be deleted.')
  }
  await recordAudit(tx, {
    ...actor,
    subjectId: userId,
    action: 'privacy.deletion_requested',
    targetType: 'user',
    targetId: userId,
    after: { purgeAfter: purgeAfter.toISOString() },
  })
  const { email: to } = left.person
  // Of somebody whose address Clerk never told us.
  if (!to.endsWith('.invalid'))
    await queueEmail(tx, ctx, { kind: 'deletion_scheduled', userId, to, purgeAfter })
  return left.ended
}
