import { Resend } from 'resend'
import type { AppContext } from '../../context.ts'
import { MESSAGE_TAG } from '../../platform/email/resend-email.ts'
import { httpFail } from '../../platform/http/errors.ts'
import type { WebhookReceiver } from '../../platform/http/webhooks.ts'
import { applyReport } from './apply-report.ts'
import { readDeliveryReport } from './delivery-report.ts'

/** What Resend reports at /api/webhooks/resend, signed with RESEND_WEBHOOK_SECRET; null when that isn't set. */
export function resendWebhook(ctx: Pick<AppContext, 'config' | 'db'>): WebhookReceiver | null {
  const { resend, resendWebhookSecret: webhookSecret } = ctx.config
  if (webhookSecret === null || resend === null) return null
  const { webhooks } = new Resend(resend.apiKey)
  return async (request) => {
    const payload = await request.text()
    const id = request.headers.get('svix-id') ?? ''
    const timestamp = request.headers.get('svix-timestamp') ?? ''
    const signature = request.headers.get('svix-signature') ?? ''
    let event: unknown
    try {
      event = webhooks.verify({ payload, headers: { id, timestamp, signature }, webhookSecret })
    } catch (cause) {
      throw httpFail('webhook_refused', { message: 'webhook of Resend without a good signature', cause })
    }
    const report = readDeliveryReport(event, MESSAGE_TAG)
    if (report === null) throw httpFail('webhook_unreadable', { message: `webhook ${id} of Resend` })
    if (report !== 'other') await applyReport(ctx, id, report)
  }
}
