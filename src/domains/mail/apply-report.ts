import type { AppContext } from '../../context.ts'
import { asWorker } from '../../platform/db/transaction.ts'
import type { Tx } from '../../platform/db/types.ts'
import { findReported, type MessageRow } from '../../platform/email/outbox-queries.ts'
import { settleMessage } from '../../platform/email/settle-message.ts'
import { forgetBounce, suppressAddress } from '../../platform/email/suppression-queries.ts'
import type { EmailState } from '../../platform/email/tables.ts'
import { hashAddress } from '../../platform/email/unsubscribe.ts'
import { toStorableText } from '../../platform/json.ts'
import { noteWebhook } from '../account/note-webhook.ts'
import type { DeliveryReport } from './delivery-report.ts'

/**
 * Which states a report may overwrite, whatever order reports come in: a mail that came back did not arrive after all,
 * and a complaint is the last word. `failed` is our own view, which the provider knows better.
 */
const before: Record<DeliveryReport['outcome'], readonly EmailState[]> = {
  delivered: ['queued', 'sent', 'failed'],
  failed: ['queued', 'sent'],
  suppressed: ['queued', 'sent', 'failed'],
  bounced: ['queued', 'sent', 'failed', 'delivered'],
  complained: ['queued', 'sent', 'failed', 'delivered', 'bounced', 'suppressed'],
}

/** Writes down what became of a mail, once per report however often it is told; false: nothing new. */
export function applyReport(
  ctx: Pick<AppContext, 'config' | 'db'>,
  eventId: string,
  report: DeliveryReport,
): Promise<boolean> {
  return asWorker(ctx.db, async (tx) => {
    if (!(await noteWebhook(tx, 'resend', eventId))) return false
    const message = await findReported(tx, report)
    // Of an account that is gone, or of something else that sends through the same provider.
    if (!message) return false
    const { outcome, words } = report
    const isNews = await settleMessage(tx, message, {
      state: outcome,
      error: outcome === 'delivered' ? null : words === null ? null : withoutAddress(words, message),
      providerId: report.providerId,
      from: before[outcome],
    })
    if (isNews) await rememberAddress(tx, ctx, message, report)
    return isNews
  })
}

/** Servers like to repeat the address in what they say. */
function withoutAddress(words: string, { recipient }: MessageRow): string {
  return toStorableText(recipient === '' ? words : words.replaceAll(recipient, '[address]'))
}

async function rememberAddress(
  tx: Tx,
  { config }: Pick<AppContext, 'config'>,
  { recipient }: MessageRow,
  { outcome, isPermanent }: DeliveryReport,
): Promise<void> {
  if (recipient === '') return
  const hash = hashAddress(config, recipient)
  if (outcome === 'delivered') await forgetBounce(tx, hash)
  if (outcome === 'complained') await suppressAddress(tx, hash, 'complained')
  if (outcome === 'bounced' && isPermanent) await suppressAddress(tx, hash, 'bounced')
}
