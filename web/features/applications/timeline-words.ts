import type { StageEvent } from '../../../src/domains/applications/schema.ts'
import { stageWords } from './stages.ts'

/** One entry of the timeline in words. */
export function eventWords({ from, to, source }: Pick<StageEvent, 'from' | 'to' | 'source'>): string {
  if (source === 'undo') return `Taken back: ${stageWords(to)} again`
  return from === null
    ? `Added as ${stageWords(to).toLowerCase()}`
    : `${stageWords(from)} → ${stageWords(to)}`
}

/** The stage that taking the last standing move back leads to; null when there is none. */
export function stageBefore(timeline: readonly Pick<StageEvent, 'from' | 'source'>[]): StageEvent['from'] {
  const standing: Pick<StageEvent, 'from'>[] = []
  for (const event of timeline) {
    if (event.source === 'undo') standing.pop()
    else standing.push(event)
  }
  return standing.at(-1)?.from ?? null
}
