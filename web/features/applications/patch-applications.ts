import type { QueryClient } from '@tanstack/react-query'
import type {
  Application,
  ApplicationSummary,
  StageCounts,
} from '../../../src/domains/applications/schema.ts'

type Change = Partial<Application>

interface List {
  items: ApplicationSummary[]
}

/** Changes one application wherever lists and its own page hold it, before the server has answered. */
export function patchApplication(cache: QueryClient, id: string, change: Change): void {
  cache.setQueriesData<unknown>({ queryKey: [['applications', 'list']] }, (data: unknown) =>
    patchList(data, id, change),
  )
  cache.setQueriesData<Application>({ queryKey: [['applications', 'get']] }, (data) =>
    data?.id === id ? { ...data, ...change } : data,
  )
}

/** A page of a list, or all the pages of one that goes on. */
function patchList(data: unknown, id: string, change: Change): unknown {
  if (isPages(data)) return { ...data, pages: data.pages.map((page) => patchItems(page, id, change)) }
  return isList(data) ? patchItems(data, id, change) : data
}

function patchItems(list: List, id: string, change: Change): List {
  if (!list.items.some((item) => item.id === id)) return list
  // A list shows no timeline.
  const { timeline: _, ...shown } = change
  return { ...list, items: list.items.map((item) => (item.id === id ? { ...item, ...shown } : item)) }
}

/** One more in a stage and one fewer in another. */
export function patchCounts(
  counts: StageCounts | undefined,
  from: ApplicationSummary['stage'],
  to: ApplicationSummary['stage'],
): StageCounts | undefined {
  if (!counts || from === to) return counts
  const { byStage } = counts
  return { ...counts, byStage: { ...byStage, [from]: byStage[from] - 1, [to]: byStage[to] + 1 } }
}

function isList(data: unknown): data is List {
  return typeof data === 'object' && data !== null && 'items' in data && Array.isArray(data.items)
}

function isPages(data: unknown): data is { pages: List[] } {
  return (
    typeof data === 'object' &&
    data !== null &&
    'pages' in data &&
    Array.isArray(data.pages) &&
    data.pages.every(isList)
  )
}
