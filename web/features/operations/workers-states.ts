import type { Outputs } from '../../trpc.ts'
import type { Tone } from '../../ui/notice.tsx'

export type Worker = Outputs['workers']['list']['workers'][number]

export const workerStates = {
  alive: { word: 'Alive', tone: 'good' },
  lost: { word: 'Lost', tone: 'bad' },
  stopped: { word: 'Stopped', tone: 'quiet' },
} as const satisfies Record<string, { word: string; tone: Tone }>

/** Lost: it neither holds its lock nor said good-bye; others then note so in its place. */
export function stateOf(
  worker: Pick<Worker, 'alive' | 'stoppedAt' | 'stopReason'>,
): keyof typeof workerStates {
  if (worker.stopReason === 'lost') return 'lost'
  if (worker.stoppedAt !== null) return 'stopped'
  return worker.alive ? 'alive' : 'lost'
}

/** Jobs at a time in all its lanes. */
export function placesOf({ lanes }: Pick<Worker, 'lanes'>): number {
  return Object.values(lanes).reduce((sum, places) => sum + places, 0)
}

/** Versions that are at work, the most frequent first. */
export function versionsOf(
  workers: readonly Pick<Worker, 'alive' | 'version'>[],
): { version: string; count: number }[] {
  const alive = workers.filter((worker) => worker.alive)
  return [...Map.groupBy(alive, ({ version }) => version)]
    .map(([version, same]) => ({ version, count: same.length }))
    .toSorted((a, b) => b.count - a.count)
}
