import type { Tx } from '../../platform/db/types.ts'
import { insertWebhookEvent } from './clerk/queries.ts'

/**
 * Whether this message of a provider is new: it counts as known once the transaction has committed, and a second
 * delivery at the same moment waits for the first.
 */
export function noteWebhook(tx: Tx, provider: 'clerk' | 'resend', eventId: string): Promise<boolean> {
  return insertWebhookEvent(tx, provider, eventId)
}
