import type { Tx } from '../../../platform/db/types.ts'
import { listEventsAbout } from '../queries.ts'
import type { SecurityEvent } from '../schema.ts'
import { securityWords } from './security-words.ts'

function deviceOf(after: unknown): string | null {
  const known = typeof after === 'object' && after !== null && 'device' in after ? after.device : null
  return typeof known === 'string' ? known : null
}

/** What happened to the safety of a person's account, the newest first. `tx` is their own. */
export async function listSecurityEvents(
  tx: Tx,
  userId: string,
  { cursor, limit }: { cursor?: number | undefined; limit: number },
): Promise<{ items: SecurityEvent[]; nextCursor: number | null }> {
  const rows = await listEventsAbout(tx, userId, { before: cursor, limit: limit + 1 })
  const items = rows.slice(0, limit).map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    action: row.action,
    words: securityWords(row.action, row.actor_id !== userId && row.actor_role !== 'clerk'),
    address: row.address,
    device: deviceOf(row.after),
  }))
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}
