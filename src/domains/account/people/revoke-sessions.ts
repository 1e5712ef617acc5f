import type { AppContext } from '../../../context.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { recordAudit, type AuditActor } from '../record-audit.ts'
import { deleteSessions, lockStandings, revokeTokens } from './queries.ts'
import { auditOf, readStandings } from './standing.ts'

/**
 * Signs them out everywhere, and ends their tokens where that is wanted too. What Clerk signed in ends at Clerk only.
 * Throws person_unknown, no_longer_admin.
 */
export async function revokeSessions(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  { id, reason, tokens }: { id: string; reason: string; tokens: boolean },
  actor: AuditActor,
): Promise<{ sessions: number; tokens: number }> {
  readStandings(await lockStandings(tx, id), id, actor)
  const ended = {
    sessions: await deleteSessions(tx, id),
    tokens: tokens ? await revokeTokens(tx, id, ctx.clock.now()) : 0,
  }
  await recordAudit(tx, auditOf(actor, id, { action: 'people.revokeSessions', reason, after: ended }))
  return ended
}
