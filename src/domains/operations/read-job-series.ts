import type { z } from 'zod'
import type { AppContext } from '../../context.ts'
import { readAsWorker } from '../../platform/db/transaction.ts'
import type { Db } from '../../platform/db/types.ts'
import { toStorableText } from '../../platform/json.ts'
import { readSeries, seriesShapes, type SeriesOptions } from '../../platform/jobs/stat-queries.ts'
import type { seriesInput, seriesSchema } from './schema.ts'

type Series = z.infer<typeof seriesSchema>

/** How long an answer is good enough: what a point of ten minutes shows changes slowly. */
const freshMs = { '1h': 2_000, '24h': 15_000, '7d': 60_000 } as const
/** Filters come from outside: no more of them are remembered. */
const MOST_REMEMBERED = 200

const remembered = new WeakMap<Db, Map<string, { until: number; series: Promise<Series> }>>()

/** What ended over time; one answer for all who look at the same. */
export function readJobSeries(
  ctx: Pick<AppContext, 'db' | 'clock'>,
  given: z.infer<typeof seriesInput>,
): Promise<Series> {
  const input = { range: given.range, lane: storable(given.lane), task: storable(given.task) }
  const known = remembered.get(ctx.db) ?? new Map<string, { until: number; series: Promise<Series> }>()
  remembered.set(ctx.db, known)
  const key = JSON.stringify([input.range, input.lane, input.task])
  const now = performance.now()
  const last = known.get(key)
  if (last && last.until > now) return last.series
  if (known.size >= MOST_REMEMBERED) known.clear()
  const series = readFresh(ctx, input)
  known.set(key, { until: now + freshMs[input.range], series })
  series.catch(() => known.delete(key))
  return series
}

const storable = (text: string | undefined) => (text === undefined ? undefined : toStorableText(text))

async function readFresh(
  ctx: Pick<AppContext, 'db' | 'clock'>,
  input: Omit<SeriesOptions, 'now'>,
): Promise<Series> {
  const points = await readAsWorker(ctx.db, (tx) => readSeries(tx, { ...input, now: ctx.clock.now() }))
  return {
    seconds: seriesShapes[input.range].seconds,
    points: points.map((point) => ({ ...point, at: point.at.toISOString() })),
  }
}
