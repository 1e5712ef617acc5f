import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { listedDraft } from './draft-view.ts'
import { studioErrors } from './errors.ts'
import { findNamed, listDraftRows, type DraftFilter } from './listing/queries.ts'
import type { DraftSummary } from './schema.ts'

const fail = failWith(studioErrors)

export interface ListDrafts extends DraftFilter {
  limit: number
  cursor?: string | null | undefined
}

/** A page of drafts, newest first. Throws draft_page_gone, draft_posting_not_found, draft_match_not_found. */
export async function listDrafts(
  tx: Tx,
  userId: string,
  { limit, cursor = null, ...filter }: ListDrafts,
): Promise<{ items: DraftSummary[]; nextCursor: string | null }> {
  const named = await findNamed(tx, userId, { cursor, ...filter })
  if (!named.posting) throw fail('draft_posting_not_found')
  if (!named.match) throw fail('draft_match_not_found')
  if (!named.cursor) throw fail('draft_page_gone')
  const rows = await listDraftRows(tx, userId, { ...filter, cursor, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  return {
    items: shown.map(listedDraft),
    nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}
