import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { addVersion } from './add-version.ts'
import { checkClaims } from './check-claims.ts'
import { draftText } from './draft-text.ts'
import { studioErrors } from './errors.ts'
import { findVersion, lockDraft } from './queries.ts'
import { readDraft } from './read-draft.ts'
import { readDraftSources } from './read-draft-sources.ts'
import type { Draft } from './schema.ts'

const fail = failWith(studioErrors)

export interface EditDraftOptions {
  userId: string
  id: string
  /** Number of the version that the person edited. */
  version: number
  text: string
}

/** Stores the person's wording as a new version with freshly checked claims; approval is asked for again. */
export async function editDraft(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  edit: EditDraftOptions,
): Promise<Draft> {
  const { userId, id } = edit
  const text = draftText(edit.text)
  if (!text.trim()) throw fail('draft_empty')
  const draft = await lockDraft(tx, userId, id)
  if (!draft) throw fail('draft_not_found')
  if (draft.version !== edit.version) throw fail('draft_conflict', { data: { version: draft.version } })
  const current = await findVersion(tx, userId, id, draft.version)
  if (current?.text !== text) {
    const sources = await readDraftSources(tx, ctx, {
      userId,
      matchId: draft.match_id,
      postingId: draft.posting_id,
    })
    const { resumeVersionId } = sources
    await addVersion(tx, ctx, {
      draft,
      text,
      claims: checkClaims(text, sources),
      author: 'person',
      resumeVersionId,
    })
  }
  return readDraft(tx, ctx, { userId, id })
}
