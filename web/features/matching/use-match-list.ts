import { keepPreviousData, type InfiniteData } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { MatchSummary } from '../../../src/domains/matching/schema.ts'
import { errorMessage } from '../../error-message.ts'
import { counted } from '../../lib/format.ts'
import { trpc, type Outputs } from '../../trpc.ts'
import { offerUndo, sayFailure } from '../../ui/toast.tsx'
import { listInput, type MatchFilters } from './match-filters.ts'

type Page = Outputs['matches']['list']
type Pages = InfiniteData<Page, string | null>

/** The server takes this many at once. */
const AT_ONCE = 100

export function useMatchList(filters: MatchFilters) {
  const query = trpc.matches.list.useInfiniteQuery(listInput(filters), {
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  return { query, items }
}

/** Hides matches, or shows hidden ones again: at once in the list, taken back with words when the server refuses. */
export function useHiding(filters: MatchFilters) {
  const utils = trpc.useUtils()
  const { mutateAsync } = trpc.matches.hideMany.useMutation()
  const input = listInput(filters)

  const send = async (ids: readonly string[], hidden: boolean) => {
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      await mutateAsync({ ids: ids.slice(at, at + AT_ONCE), hidden })
    }
  }
  const refresh = () =>
    Promise.all([
      utils.matches.counts.invalidate(),
      // This list is right already; other lists read themselves anew when they are shown.
      utils.matches.list.invalidate(undefined, { refetchType: 'none' }),
    ])
  const undo = async (ids: readonly string[], hidden: boolean, before: Pages | undefined) => {
    try {
      await send(ids, hidden)
      utils.matches.list.setInfiniteData(input, before)
    } catch (error) {
      sayFailure(errorMessage(error))
    }
    await Promise.all([utils.matches.counts.invalidate(), utils.matches.list.invalidate()])
  }
  return async (matches: readonly MatchSummary[], hidden: boolean) => {
    const ids = matches.map((match) => match.id)
    const gone = new Set(ids)
    await utils.matches.list.cancel()
    const before = utils.matches.list.getInfiniteData(input)
    utils.matches.list.setInfiniteData(input, (now) => now && without(now, gone))
    try {
      await send(ids, hidden)
    } catch (error) {
      utils.matches.list.setInfiniteData(input, before)
      sayFailure(errorMessage(error))
      await utils.matches.list.invalidate()
      return
    }
    const [only] = matches
    const what = matches.length === 1 && only ? only.title : counted(matches.length, 'match', 'matches')
    offerUndo(`${hidden ? 'Hidden' : 'Shown again'}: ${what}.`, () => void undo(ids, !hidden, before))
    await refresh()
  }
}

function without(pages: Pages, gone: ReadonlySet<string>): Pages {
  return {
    ...pages,
    pages: pages.pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => !gone.has(id)) })),
  }
}
