import type { QueryClient } from '@tanstack/react-query'
import type { RunEvent } from '../../../src/domains/agents/schema.ts'

/** Which routers' answers an agent's work may change. */
const touched: Record<string, readonly string[]> = {
  intake: ['resumes'],
  capture: ['postings'],
  match: ['matches', 'postings'],
  match_all: ['matches', 'postings'],
  draft: ['drafts', 'matches'],
  samples: ['samples', 'resumes', 'postings', 'matches', 'targets'],
}
const WAIT_MS = 120

/**
 * Marks what events say has changed as stale, so that the pages that show it read it again. A burst is one
 * refresh; progress alone changes only the runs.
 */
export function refreshAfter(cache: QueryClient): (events: readonly RunEvent[]) => void {
  let routers = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  return (events) => {
    routers.add('agents')
    for (const event of events) {
      if (event.type === 'progress' || event.type === 'step_started') continue
      for (const name of touched[event.agent] ?? []) routers.add(name)
    }
    timer ??= setTimeout(() => {
      const due = routers
      routers = new Set()
      timer = undefined
      void cache.invalidateQueries({ predicate: ({ queryKey }) => due.has(routerOf(queryKey)) })
    }, WAIT_MS)
  }
}

/** tRPC's keys begin with the procedure's path: [['matches', 'list'], …]. */
function routerOf(queryKey: readonly unknown[]): string {
  const [path] = queryKey
  return Array.isArray(path) && typeof path[0] === 'string' ? path[0] : ''
}
