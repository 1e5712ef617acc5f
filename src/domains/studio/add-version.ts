import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { textSha256 } from './draft-text.ts'
import { insertVersion, replaceClaims, setCurrentVersion, type DraftRow } from './queries.ts'
import type { DraftAuthor, DraftClaim } from './schema.ts'

interface NewVersion {
  /** Locked by the caller. */
  draft: Pick<DraftRow, 'id' | 'user_id' | 'version' | 'resume_version_id'>
  text: string
  claims: DraftClaim[]
  author: DraftAuthor
  /** Of the résumé that the claims were checked against; default: the draft's. */
  resumeVersionId?: string | null
}

/** Adds the next version of a draft and makes it the current one. */
export async function addVersion(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  { draft, text, claims, author, resumeVersionId = draft.resume_version_id }: NewVersion,
): Promise<{ number: number; sha256: string }> {
  const id = ctx.clock.uuid()
  const number = draft.version + 1
  const sha256 = textSha256(text)
  await insertVersion(tx, { id, user_id: draft.user_id, draft_id: draft.id, number, text, sha256, author })
  await replaceClaims(tx, draft.user_id, id, claims)
  await setCurrentVersion(tx, draft.user_id, draft.id, { version: number, resumeVersionId })
  return { number, sha256 }
}
