import { keepPreviousData } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { JobFilter, JobItem } from '../../../src/domains/operations/schema.ts'
import { trpc } from '../../trpc.ts'
import { useOnTick } from './console-live.tsx'

const PAGE = 50
/** More pages than these are not read anew: they would be read one after the other. */
const LIVE_PAGES = 3
/** Further down, rows must stay where they are read. */
const NEAR_TOP_PX = 600

/** Pages of jobs; the first ones follow the engine while they are in view. `keepAll`: rows further down are chosen. */
export function useJobList(filter: JobFilter, { keepAll }: { keepAll: boolean }) {
  const utils = trpc.useUtils()
  const input = { ...filter, limit: PAGE }
  const query = trpc.jobs.list.useInfiniteQuery(input, {
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
  const { data, refetch } = query
  useOnTick(() => {
    const count = data?.pages.length ?? 0
    // What was refused is asked again by a press: else its words would come and go.
    if (count === 0 || window.scrollY >= NEAR_TOP_PX) return
    if (count > LIVE_PAGES) {
      if (keepAll) return
      // Out of sight: scrolling down loads them again.
      utils.jobs.list.setInfiniteData(
        input,
        (now) =>
          now && {
            pages: now.pages.slice(0, LIVE_PAGES),
            pageParams: now.pageParams.slice(0, LIVE_PAGES),
          },
      )
    }
    void refetch({ cancelRefetch: false })
  })
  // A job that moved between two pages while they were read is in both.
  const items = useMemo(() => {
    const byId = new Map<string, JobItem>()
    for (const page of data?.pages ?? []) for (const item of page.items) byId.set(item.id, item)
    return [...byId.values()]
  }, [data])
  return { query, items }
}
