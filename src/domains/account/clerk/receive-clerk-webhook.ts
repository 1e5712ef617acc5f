import { verifyWebhook } from '@clerk/backend/webhooks'
import type { AppContext } from '../../../context.ts'
import { httpFail } from '../../../platform/http/errors.ts'
import type { WebhookReceiver } from '../../../platform/http/webhooks.ts'
import { applyClerkNews, type Leave } from './apply-clerk-news.ts'
import { readClerkNews } from './clerk-news.ts'

interface Parts {
  ctx: Pick<AppContext, 'config' | 'db' | 'clock'>
  leave: Leave
  /** Ends what a session holds open in this process. */
  forgetSession: (sessionId: string) => void
}

/** What Clerk tells at /api/webhooks/clerk, signed with CLERK_WEBHOOK_SECRET; null when that isn't set. */
export function clerkWebhook({ ctx, leave, forgetSession }: Parts): WebhookReceiver | null {
  const { clerkWebhookSecret: signingSecret } = ctx.config
  if (signingSecret === null) return null
  return async (request, { requestId }) => {
    const id = request.headers.get('svix-id') ?? ''
    const event = await verifyWebhook(request, { signingSecret }).catch((cause: unknown) => {
      throw httpFail('webhook_refused', { message: 'webhook of Clerk without a good signature', cause })
    })
    const news = readClerkNews(event)
    if (!news) throw httpFail('webhook_unreadable', { message: `webhook ${id} of Clerk: ${event.type}` })
    if (news.kind === 'other') return
    const ended = await applyClerkNews(ctx, news, { id, requestId, leave })
    for (const sessionId of ended) forgetSession(sessionId)
  }
}
