import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { confirmFacts } from '../resumes/confirm-facts.ts'
import type { Span } from '../resumes/schema.ts'
import { checkClaims } from './check-claims.ts'
import { textSha256 } from './draft-text.ts'
import { citedFacts } from './draft-view.ts'
import { studioErrors } from './errors.ts'
import { findApproval, findVersion, insertApproval, lockDraft, replaceClaims, setState } from './queries.ts'
import { readDraft } from './read-draft.ts'
import { readDraftSources } from './read-draft-sources.ts'
import type { Draft, DraftClaim } from './schema.ts'

const fail = failWith(studioErrors)

export interface ApproveDraftOptions {
  userId: string
  id: string
  /** Of the text that the person read. */
  sha256: string
  /** The span of each flagged claim that the person takes responsibility for. */
  acceptFlagged: Span[]
}

function refuseUnaccepted(claims: DraftClaim[], accepted: Span[]): void {
  const open = claims.filter(
    ({ flagged, span }) => flagged && !accepted.some(([start, end]) => start === span[0] && end === span[1]),
  )
  if (open.length === 0) return
  throw fail('draft_has_flagged_claims', {
    data: { claims: open.map(({ span, reason }) => ({ span, reason })) },
  })
}

/**
 * Approves exactly the text whose sha256 the caller names. Its claims are checked once more against the facts
 * as they are now. Facts it rests on that nobody has confirmed yet are confirmed by it.
 */
export async function approveDraft(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  { userId, id, sha256, acceptFlagged }: ApproveDraftOptions,
): Promise<Draft> {
  const draft = await lockDraft(tx, userId, id)
  const version = draft && (await findVersion(tx, userId, id, draft.version))
  if (!draft || !version) throw fail('draft_not_found')
  if (textSha256(version.text) !== sha256) throw fail('draft_changed', { data: { version: version.number } })
  if (!(await findApproval(tx, userId, version.id))) {
    const sources = await readDraftSources(tx, ctx, {
      userId,
      matchId: draft.match_id,
      postingId: draft.posting_id,
    })
    const claims = checkClaims(version.text, sources)
    refuseUnaccepted(claims, acceptFlagged)
    await replaceClaims(tx, userId, version.id, claims)
    const unconfirmed = citedFacts(claims, sources.facts).filter(({ state }) => state === 'unconfirmed')
    const confirmed = unconfirmed.map((fact) => fact.id)
    if (confirmed.length > 0) await confirmFacts(tx, ctx, { userId, factIds: confirmed })
    const flagged = claims.filter((claim) => claim.flagged).map(({ span }) => span)
    await insertApproval(tx, {
      id: ctx.clock.uuid(),
      user_id: userId,
      draft_version_id: version.id,
      sha256,
      confirmed_fact_ids: confirmed,
      accepted_flags: JSON.stringify(flagged),
      approved_at: ctx.clock.now(),
    })
    await setState(tx, userId, id, 'approved')
  }
  return readDraft(tx, ctx, { userId, id })
}
