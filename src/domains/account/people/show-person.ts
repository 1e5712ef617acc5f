import type { AppContext } from '../../../context.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { failWith } from '../../../platform/errors.ts'
import { toStorableText } from '../../../platform/json.ts'
import { listSessions, listTokens } from '../queries.ts'
import { peopleErrors } from './errors.ts'
import { iso, personView } from './person-view.ts'
import { countThings, findPersonRow, hasSecondStep, listAuditOfPerson } from './queries.ts'
import type { PersonDetail } from './schema.ts'

const fail = failWith(peopleErrors)
const SESSIONS_SHOWN = 100
const AUDIT_SHOWN = 50

/** One person as an admin sees them. Throws person_unknown. */
export async function showPerson(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  named: { id?: string | undefined; email?: string | undefined },
): Promise<PersonDetail> {
  const { id, email = '' } = named
  const row = await findPersonRow(tx, id === undefined ? { email: toStorableText(email) } : { id })
  if (!row) throw fail('person_unknown')
  const now = ctx.clock.now()
  const sessions = await listSessions(tx, row.id, now)
  const tokens = await listTokens(tx, row.id, now)
  return {
    ...personView(row),
    emailVerified: row.email_verified,
    timeZone: row.time_zone,
    byClerk: row.clerk_id !== null,
    secondStep: await hasSecondStep(tx, row.id),
    counts: await countThings(tx, row.id),
    sessions: sessions.slice(0, SESSIONS_SHOWN).map((session) => ({
      id: session.id,
      userAgent: session.user_agent,
      createdAt: session.created_at.toISOString(),
      expiresAt: session.expires_at.toISOString(),
    })),
    tokens: tokens.map((token) => ({
      id: token.id,
      name: token.name,
      scopes: token.scopes,
      createdAt: token.created_at.toISOString(),
      lastUsedAt: iso(token.last_used_at),
      expiresAt: iso(token.expires_at),
    })),
    audit: await auditOf(tx, row.id),
  }
}

async function auditOf(tx: Tx, userId: string): Promise<PersonDetail['audit']> {
  const entries = await listAuditOfPerson(tx, userId, AUDIT_SHOWN)
  return entries.map((entry) => ({
    id: entry.id,
    at: entry.at.toISOString(),
    action: entry.action,
    actor: entry.actor_id === null ? null : { id: entry.actor_id, email: entry.actor_email },
    actorRole: entry.actor_role,
    reason: entry.reason,
    before: entry.before,
    after: entry.after,
  }))
}
