import type { JobDetail } from '../../../src/domains/operations/schema.ts'
import { counted, wholeNumber } from '../../lib/format.ts'
import type { Tone } from '../../ui/notice.tsx'

type Bulk = Pick<JobDetail, 'state' | 'progress' | 'errorMessage'> & { result?: unknown }

function countOf(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

function readResult(result: unknown): { changed: number; unchanged: number } | null {
  if (typeof result !== 'object' || result === null || !('changed' in result)) return null
  const unchanged: unknown = 'unchanged' in result ? result.unchanged : null
  const counts: unknown[] =
    typeof unchanged === 'object' && unchanged !== null ? Object.values(unchanged) : []
  return {
    changed: countOf(result.changed),
    unchanged: counts.reduce((sum: number, count) => sum + countOf(count), 0),
  }
}

/** How a bulk action ended, with its counts. */
export function bulkEndWords({ state, result, progress, errorMessage }: Bulk): string {
  const sofar = progress ? ` ${progress.words}.` : ''
  if (state === 'cancelled') return `Stopped midway.${sofar}`
  if (state === 'failed') return `It broke off: ${errorMessage ?? 'no reason is known'}.${sofar}`
  const counts = readResult(result)
  if (!counts) return `Done.${sofar}`
  const { changed, unchanged } = counts
  if (unchanged === 0) return `Done: ${counted(changed, 'job')} changed.`
  return `Done: ${counted(changed, 'job')} changed, ${wholeNumber(unchanged)} stayed as ${unchanged === 1 ? 'it was' : 'they were'}; the job says why.`
}

export function bulkTone({ state, result }: Pick<Bulk, 'state' | 'result'>): Tone {
  if (state === 'failed') return 'bad'
  if (state === 'cancelled' || (readResult(result)?.unchanged ?? 0) > 0) return 'fair'
  return 'good'
}
