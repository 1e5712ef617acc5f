import type { Tx } from '../../platform/db/types.ts'
import { listOptOuts } from '../../platform/email/suppression-queries.ts'
import { subscriptionKinds, type Preferences } from './schema.ts'

/** Also shown on the page where a mail's "Unsubscribe" leads. */
export const subscriptionWords: Record<(typeof subscriptionKinds)[number], string> = {
  briefing: 'The morning briefing',
  budget: 'Mails when 80% or all of the budget is spent',
  welcome: 'First steps with JobPilot',
}

/** What the person can unsubscribe from, and what they did. */
export async function readPreferences(tx: Tx, userId: string): Promise<Preferences> {
  const optedOut = await listOptOuts(tx, userId)
  return {
    kinds: subscriptionKinds.map((kind) => ({
      kind,
      words: subscriptionWords[kind],
      optedOut: optedOut.includes(kind),
    })),
  }
}
