import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { matchErrors } from './errors.ts'
import { findNamed, listMatchRows, type MatchFilter } from './listing/queries.ts'
import { readCursor, writeCursor } from './match-cursor.ts'
import { matchSummary } from './match-summary.ts'
import type { MatchSort, MatchSummary } from './schema.ts'

const fail = failWith(matchErrors)

export interface ListMatches extends MatchFilter {
  sort: MatchSort
  limit: number
  cursor?: string | null | undefined
}

export interface ListedMatches {
  items: MatchSummary[]
  nextCursor: string | null
}

/** A page of matches. Throws match_posting_not_found, match_resume_not_found, match_cursor_foreign. */
export async function listMatches(
  tx: Tx,
  userId: string,
  { cursor, limit, sort, ...filter }: ListMatches,
): Promise<ListedMatches> {
  const after = cursor ? readCursor(sort, cursor) : null
  if (cursor && !after) throw fail('match_cursor_foreign')
  if (filter.postingId || filter.resumeId) {
    const named = await findNamed(tx, userId, filter)
    if (!named.posting) throw fail('match_posting_not_found')
    if (!named.resume) throw fail('match_resume_not_found')
  }
  const rows = await listMatchRows(tx, userId, { ...filter, sort, after, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    items: shown.map(matchSummary),
    nextCursor: last ? writeCursor({ sort, ...last, key: last.organization_key }) : null,
  }
}
