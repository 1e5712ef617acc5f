import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { MatchSummary } from '../../../src/domains/matching/schema.ts'

/** Which rows are chosen; a range goes from the last one chosen to this one, in the order shown. */
export function useSelection(matches: readonly MatchSummary[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const shown = useRef(matches)
  const anchor = useRef<string | null>(null)
  useEffect(() => {
    shown.current = matches
  }, [matches])

  const select = useCallback((id: string, range: boolean) => {
    const from = anchor.current
    anchor.current = id
    setIds((now) => {
      const next = new Set(now)
      if (range && from !== null) for (const one of between(shown.current, from, id)) next.add(one)
      else if (!next.delete(id)) next.add(id)
      return next
    })
  }, [])
  const clear = useCallback(() => setIds(new Set()), [])
  const drop = useCallback(
    (gone: ReadonlySet<string>) => setIds((now) => new Set([...now].filter((id) => !gone.has(id)))),
    [],
  )
  // Only what is in the list can be acted on: what a filter took away is not.
  const chosen = useMemo(() => matches.filter(({ id }) => ids.has(id)), [matches, ids])
  return { ids, chosen, select, clear, drop }
}

function between(matches: readonly MatchSummary[], from: string, to: string): string[] {
  const ends = [from, to].map((id) => matches.findIndex((match) => match.id === id))
  if (ends.includes(-1)) return [to]
  return matches.slice(Math.min(...ends), Math.max(...ends) + 1).map(({ id }) => id)
}
