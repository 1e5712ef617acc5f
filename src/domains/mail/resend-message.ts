import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { lockMessage, requeueMessage } from '../../platform/email/outbox-queries.ts'
import { sendEmailTask } from '../../platform/email/tasks.ts'
import { recordAudit, type AuditActor } from '../account/record-audit.ts'
import { mailErrors } from './errors.ts'

const fail = failWith(mailErrors)

/**
 * Sends a failed mail again, with the key that it had: had the provider taken it after all within the last day, nobody
 * gets it twice.
 */
export async function resendMessage(
  tx: Tx,
  ctx: Pick<AppContext, 'jobs'>,
  actor: AuditActor,
  { id, reason }: { id: string; reason: string },
): Promise<{ jobId: string }> {
  const message = await lockMessage(tx, id)
  if (!message) throw fail('message_not_found')
  if (!(await requeueMessage(tx, id)))
    throw fail('message_over', { message: `message ${id} is ${message.state}` })
  await recordAudit(tx, {
    ...actor,
    action: 'messages.resend',
    targetType: 'message',
    targetId: id,
    subjectId: message.user_id,
    reason,
    before: { state: message.state, kind: message.kind },
    after: { state: 'queued', kind: message.kind },
  })
  const jobId = await ctx.jobs.enqueue(
    tx,
    sendEmailTask,
    { messageId: id },
    { userId: message.user_id, uniqueKey: id },
  )
  return { jobId }
}
