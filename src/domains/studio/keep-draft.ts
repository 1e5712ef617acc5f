import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { readMatch } from '../matching/read-match.ts'
import { readPosting } from '../postings/read-posting.ts'
import { addVersion } from './add-version.ts'
import { studioErrors } from './errors.ts'
import { findVersion, insertDraft, lockDraftOfMatch, type DraftRow } from './queries.ts'
import type { DraftClaim } from './schema.ts'

const fail = failWith(studioErrors)

interface NewText {
  userId: string
  matchId: string
  text: string
  claims: DraftClaim[]
}

/** A new wording replaces an earlier one of the agent's, never what the person wrote or approved. */
async function replaceOwn(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  draft: DraftRow,
  { userId, text, claims }: NewText,
) {
  const current = await findVersion(tx, userId, draft.id, draft.version)
  const keeps = draft.state === 'approved' || current?.author === 'person' || current?.text === text
  if (keeps) return { draftId: draft.id, version: draft.version, changed: false }
  const { number } = await addVersion(tx, ctx, { draft, text, claims, author: 'agent' })
  return { draftId: draft.id, version: number, changed: true }
}

/** Stores what the agent wrote: one draft per match. */
export async function keepDraft(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  written: NewText,
): Promise<{ draftId: string; version: number; changed: boolean }> {
  const { userId, matchId, text, claims } = written
  const existing = await lockDraftOfMatch(tx, userId, matchId, 'cover_letter')
  if (existing) return replaceOwn(tx, ctx, existing, written)
  const match = await readMatch(tx, userId, matchId)
  const posting = match && (await readPosting(tx, userId, match.postingId))
  if (!match || !posting) throw fail('draft_match_not_found')
  const draft = {
    id: ctx.clock.uuid(),
    user_id: userId,
    match_id: matchId,
    posting_id: match.postingId,
    resume_version_id: match.versionId,
    kind: 'cover_letter',
    state: 'draft',
    title: posting.posting.title,
    organization: posting.posting.hiringOrganization.name,
    version: 1,
  } as const
  // Two runs may write for one match at the same moment: the second finds the draft of the first.
  if (!(await insertDraft(tx, draft))) return keepDraft(tx, ctx, written)
  await addVersion(tx, ctx, { draft: { ...draft, version: 0 }, text, claims, author: 'agent' })
  return { draftId: draft.id, version: 1, changed: true }
}
