import { setTimeout as delay } from 'node:timers/promises'
import type { AppContext } from '../../context.ts'
import { isDatabaseOutage } from '../../platform/public-error.ts'
import { readOverview } from './read-overview.ts'
import type { Overview } from './schema.ts'

export interface FollowOptions {
  signal: AbortSignal
  /** Least time between two. Default 1 s. */
  everyMs?: number
  /** Sent after that long also when nothing changed. Default 10 s. */
  beatMs?: number
}

/** The overview at once and then whenever it changes, until the signal fires; a lost database is waited for. */
export async function* followOverview(
  ctx: Pick<AppContext, 'db' | 'clock'>,
  { signal, everyMs = 1_000, beatMs = 10_000 }: FollowOptions,
): AsyncGenerator<Overview, void, undefined> {
  let last = ''
  let sentAt = Number.NEGATIVE_INFINITY
  while (!signal.aborted) {
    const overview = await readIfThere(ctx)
    const text = overview ? JSON.stringify({ ...overview, at: null }) : last
    const due = performance.now() - sentAt >= beatMs
    if (overview && (text !== last || due)) {
      last = text
      sentAt = performance.now()
      yield overview
    }
    await delay(everyMs, undefined, { signal }).catch(() => undefined)
  }
}

async function readIfThere(ctx: Pick<AppContext, 'db' | 'clock'>): Promise<Overview | null> {
  try {
    return await readOverview(ctx)
  } catch (error) {
    if (isDatabaseOutage(error)) return null
    throw error
  }
}
