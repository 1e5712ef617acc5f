import type { MatchDetails, MatchSummary } from '../../../src/domains/matching/schema.ts'
import { errorStatus } from '../../error-message.ts'
import { trpc } from '../../trpc.ts'

/** The newest match of a posting with each résumé, hidden or not; the newest first. */
function useMatchesOf(postingId: string) {
  const shown = trpc.matches.list.useQuery({ postingId, limit: 50, sort: 'newest' })
  const hidden = trpc.matches.list.useQuery({ postingId, limit: 50, sort: 'newest', hidden: true })
  const all = [...(shown.data?.items ?? []), ...(hidden.data?.items ?? [])]
  return {
    all: all.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt)),
    known: shown.data !== undefined && hidden.data !== undefined,
    failed: shown.error ? shown : hidden.error ? hidden : null,
  }
}

function useMatch(id: string | null) {
  return trpc.matches.get.useQuery({ id: id ?? '' }, { enabled: id !== null })
}

/** An old or mistyped link: the match is gone, is none, or is another posting's. */
function isAstray(match: ReturnType<typeof useMatch>, postingId: string): boolean {
  if (match.data) return match.data.postingId !== postingId
  return [400, 404].includes(errorStatus(match.error) ?? 0)
}

/** The matches of a posting and the one to show: as the address says, else, also when that leads astray, the newest. */
export function usePostingMatches(postingId: string, asked: string | null) {
  const { all, known, failed } = useMatchesOf(postingId)
  const newest = all[0]?.id ?? null
  const wanted = useMatch(asked)
  const isAsked = asked !== null && !isAstray(wanted, postingId)
  const byDefault = useMatch(isAsked ? null : newest)
  const match = isAsked ? wanted : byDefault
  return {
    all,
    /** There is none, for sure. */
    none: known && newest === null && !isAsked,
    /** What is being read to know it. */
    query: known || match.data ? match : (failed ?? match),
    match: match.data?.postingId === postingId ? match.data : null,
  }
}

/** A newer match of the same résumé than the one shown. */
export function newerThan(shown: MatchDetails, all: readonly MatchSummary[]): MatchSummary | undefined {
  return all.find(
    ({ id, resumeId, createdAt }) =>
      resumeId === shown.resumeId && id !== shown.id && createdAt > shown.createdAt,
  )
}
