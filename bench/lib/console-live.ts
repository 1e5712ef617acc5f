import { setTimeout as delay } from 'node:timers/promises'
import type { App } from '../../src/app.ts'
import { followOverview } from '../../src/domains/operations/follow-overview.ts'
import { enqueueFor, openApp } from './jobs-peer-jobpilot.ts'
import type { Place } from './jobs-peer.ts'

const PER_SECOND = 200

export interface LiveFigures {
  /** Jobs that began meanwhile, per second. */
  jobsPerSecond: number
  /** Overviews that arrived, per second. */
  perSecond: number
  /** Milliseconds between one and the next. */
  longestGapMs: number
}

/** What an operator's open overview gets to hear while a worker works: one reader, jobs at a steady pace. */
export async function followUnderLoad(app: App, place: Place, seconds: number): Promise<LiveFigures> {
  let began = 0
  const working = await openApp(place, () => began++)
  const over = new AbortController()
  const arrivals: number[] = []
  const following = (async () => {
    for await (const _overview of followOverview(app.ctx, { signal: over.signal }))
      arrivals.push(performance.now())
  })()
  try {
    await working.app.start()
    const asked: Promise<string>[] = []
    const start = performance.now()
    for (let turn = 0; turn < PER_SECOND * seconds; turn++) {
      await delay(Math.max(0, start + (turn * 1000) / PER_SECOND - performance.now()))
      const userId = working.people[turn % working.people.length] ?? null
      asked.push(enqueueFor(working, working.tasks.default, { userId, askedAt: 0 }))
    }
    await Promise.all(asked)
  } finally {
    over.abort()
    await following.catch(() => undefined)
    await working.app.stop({ drainMs: 1_000 })
  }
  const gaps = arrivals.slice(1).map((at, turn) => at - (arrivals[turn] ?? at))
  return {
    jobsPerSecond: began / seconds,
    perSecond: arrivals.length / seconds,
    longestGapMs: Math.max(...gaps),
  }
}
