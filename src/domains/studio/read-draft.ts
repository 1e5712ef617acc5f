import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { draftView } from './draft-view.ts'
import { studioErrors } from './errors.ts'
import { findApproval, findDraft, findVersion, listClaims } from './queries.ts'
import { readDraftSources } from './read-draft-sources.ts'
import type { Draft } from './schema.ts'

const fail = failWith(studioErrors)

/** A draft with its current text, what that claims and the facts behind it. */
export async function readDraft(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  of: { userId: string; id: string },
): Promise<Draft> {
  const row = await findDraft(tx, of.userId, of.id)
  const version = row && (await findVersion(tx, of.userId, row.id, row.version))
  if (!row || !version) throw fail('draft_not_found')
  const { facts, posting } = await readDraftSources(tx, ctx, {
    userId: of.userId,
    matchId: row.match_id,
    postingId: row.posting_id,
  })
  const claims = await listClaims(tx, of.userId, version.id)
  const approval = await findApproval(tx, of.userId, version.id)
  const approvedAt = approval?.approved_at ?? null
  return draftView(row, version, { claims, facts, approvedAt, postingUrl: posting?.url || null })
}
