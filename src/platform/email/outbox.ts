import type { AppContext } from '../../context.ts'
import type { Tx } from '../db/types.ts'
import { toJson, toStorableText } from '../json.ts'
import type { EmailContent } from './email-kinds.ts'
import { rulesOf } from './email-kinds.ts'
import { insertMessage } from './outbox-queries.ts'
import { sendEmailTask } from './tasks.ts'
import { unsubscribeHeaders, unsubscribeUrl } from './unsubscribe.ts'

/**
 * `userId`: whose mail it is, shown in their export and erased with them; null for an address that has no account (a
 * sign-in code, the last word to somebody who left).
 */
export type OutboxMessage = EmailContent & { userId: string | null; to: string }

type Parts = Pick<AppContext, 'config' | 'clock' | 'jobs'>

/**
 * Sends a mail if the caller's transaction commits, and then surely: its row and the job that sends it are written in
 * `tx`, a worker's or the person's own. Whoever unsubscribed from its kind, or whose mail bounced, is not mailed.
 */
export async function queueEmail(tx: Tx, ctx: Parts, message: OutboxMessage): Promise<string> {
  const id = await writeMessage(tx, ctx, message)
  const payload = { messageId: id, ...notAfter(ctx, message) }
  await ctx.jobs.enqueue(tx, sendEmailTask, payload, { userId: message.userId })
  return id
}

/** The row alone; whoever calls this sees to its being sent. */
export async function writeMessage(
  tx: Tx,
  { config, clock }: Pick<AppContext, 'config' | 'clock'>,
  message: OutboxMessage,
): Promise<string> {
  // Loaded when the first mail is written: React and its mail parts are much to load for a start.
  const { renderEmail } = await import('./render-email.ts')
  const { userId, kind } = message
  const { optOut } = rulesOf(kind)
  const leave = userId !== null && optOut ? unsubscribeUrl(config, { userId, kind: optOut }) : null
  const { subject, html, text } = await renderEmail(message, { appUrl: config.appUrl, unsubscribeUrl: leave })
  const id = clock.uuid()
  await insertMessage(tx, {
    id,
    user_id: userId,
    kind,
    recipient: toStorableText(message.to.trim().toLowerCase()),
    subject: toStorableText(subject),
    html: toStorableText(html),
    text_body: toStorableText(text),
    headers: toJson(leave === null ? {} : unsubscribeHeaders(leave)),
  })
  return id
}

/** Until when it makes sense to send it; nothing: at any time. */
export function notAfter(
  { clock }: Pick<AppContext, 'clock'>,
  message: OutboxMessage,
): { notAfter?: string } {
  if (!('minutes' in message)) return {}
  return { notAfter: new Date(clock.now().getTime() + message.minutes * 60_000).toISOString() }
}
