import type { QueryClient } from '@tanstack/react-query'
import type { RunEvent } from '../../../src/domains/agents/schema.ts'
import { endsRun } from './agent-words.ts'

/** Which routers' answers an agent's work may change. */
const touched: Record<string, readonly string[]> = {
  intake: ['resumes'],
  capture: ['postings'],
  match: ['matches', 'postings'],
  match_all: ['matches', 'postings'],
  draft: ['drafts', 'matches'],
  samples: ['samples', 'resumes', 'postings', 'matches', 'targets'],
}
/** What these make is worth showing before they end. */
const visibleMidway = new Set(['samples'])
const WAIT_MS = 120

/** Routers whose answers are stale after an event. Steps and progress are shown from the events themselves. */
function staleAfter({ agent, type, data }: RunEvent): readonly string[] {
  if (endsRun({ type }) || type === 'run_queued') return ['agents', ...(touched[agent] ?? [])]
  if (type === 'run_started' || 'paused' in data) return ['agents']
  return type === 'step_done' && visibleMidway.has(agent) ? (touched[agent] ?? []) : []
}

/** Has the pages that show what events changed read it again. A burst is one refresh. */
export function refreshAfter(cache: QueryClient): (events: readonly RunEvent[]) => void {
  const due = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const refresh = (): void => {
    const routers = new Set(due)
    due.clear()
    timer = undefined
    void cache.invalidateQueries({ predicate: ({ queryKey }) => routers.has(routerOf(queryKey)) })
  }
  return (events) => {
    for (const router of events.flatMap(staleAfter)) due.add(router)
    if (due.size > 0) timer ??= setTimeout(refresh, WAIT_MS)
  }
}

/** tRPC's keys begin with the procedure's path: [['matches', 'list'], …]. */
function routerOf(queryKey: readonly unknown[]): string {
  const [path] = queryKey
  return Array.isArray(path) && typeof path[0] === 'string' ? path[0] : ''
}
