import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import type { RunEvent } from '../../../src/domains/agents/schema.ts'
import { until } from '../../../src/testing/until.ts'
import { refreshAfter } from './refresh-after.ts'

const runId = '7f0f5a5e-3c7b-4a7e-9d53-0c8f8a9f2b11'

function event(agent: string, type: RunEvent['type'], data: RunEvent['data'] = {}): RunEvent {
  return { seq: 1, runId, agent, type, step: null, words: '', data, at: new Date(0).toISOString() }
}

/** Which of these procedures are asked again after the events. */
async function refreshed(events: RunEvent[]): Promise<string[]> {
  const cache = new QueryClient()
  const names = ['agents.runs', 'matches.list', 'postings.list', 'drafts.list', 'users.me']
  for (const name of names) cache.setQueryData([name.split('.'), { type: 'query' }], {})
  refreshAfter(cache)([event('users', 'run_queued'), ...events])
  const stale = () =>
    names.filter((name) => cache.getQueryState([name.split('.'), { type: 'query' }])?.isInvalidated)
  await until(async () => stale().length > 0)
  return stale()
}

test('the end of a match refreshes runs, matches and postings, and nothing else', async () => {
  expect(await refreshed([event('match', 'run_succeeded')])).toEqual([
    'agents.runs',
    'matches.list',
    'postings.list',
  ])
})

test('what happens on the way refreshes the runs at most: the events themselves tell it', async () => {
  const midway = [
    event('match', 'run_started'),
    event('match', 'step_started'),
    event('match', 'progress', { percent: 50 }),
    event('match', 'step_done'),
  ]
  expect(await refreshed(midway)).toEqual(['agents.runs'])
})

test('sample data shows up while it is being added', async () => {
  expect(await refreshed([event('samples', 'step_done')])).toContain('postings.list')
})
