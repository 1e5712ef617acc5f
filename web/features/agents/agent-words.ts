import type { RunEvent, RunSummary } from '../../../src/domains/agents/schema.ts'
import type { Tone } from '../../ui/notice.tsx'

const agents: Record<string, string> = {
  intake: 'Reading a résumé',
  capture: 'Adding a posting',
  match: 'Matching',
  match_all: 'Matching everything',
  draft: 'Drafting a letter',
  samples: 'Adding sample data',
}

/** What an agent does, in words. */
export function agentWords(agent: string): string {
  return agents[agent] ?? agent.replaceAll('_', ' ')
}

export const runStateWords: Record<RunSummary['state'], { word: string; tone: Tone }> = {
  queued: { word: 'waiting', tone: 'quiet' },
  running: { word: 'running', tone: 'fair' },
  succeeded: { word: 'done', tone: 'good' },
  failed: { word: 'failed', tone: 'bad' },
  cancelled: { word: 'cancelled', tone: 'quiet' },
}

const ends = new Set<RunEvent['type']>(['run_succeeded', 'run_failed', 'run_cancelled'])

/** Whether it is the last event of its run. */
export function endsRun({ type }: Pick<RunEvent, 'type'>): boolean {
  return ends.has(type)
}

export function isActive({ state }: Pick<RunSummary, 'state'>): boolean {
  return state === 'queued' || state === 'running'
}
