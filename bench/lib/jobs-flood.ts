import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import type { Lane } from '../../src/platform/jobs/lanes.ts'
import { enqueueFor, openApp, seedOf, type OurApp } from './jobs-peer-jobpilot.ts'
import type { Place } from './jobs-peer.ts'
import { percentile } from './page-figures.ts'

const waitsSchema = z.object({ p50: z.number(), worst: z.number() })

export const floodSchema = z.object({
  /** Milliseconds until another person's job of the same lane began, one after the other. */
  sameLane: waitsSchema,
  /** Of a third person, in a lane with nothing else to do. */
  otherLane: waitsSchema,
  probes: z.number(),
  /** Jobs of the flood that had begun by then. */
  begun: z.number(),
})
export type Flood = z.infer<typeof floodSchema>

export interface FloodOrder {
  lane: Lane
  count: number
  /** How long each job of the flood takes. */
  pauseMs: number
}

const PROBES = 20
const PATIENCE_MS = 15_000

/** Tells when jobs that were asked for begin; each is known by the moment it was asked at. */
function createProbes() {
  const waiting = new Map<number, (waitedMs: number) => void>()
  return {
    began(askedAt: number): void {
      waiting.get(askedAt)?.(performance.now() - askedAt)
    },
    async ask(enqueue: (askedAt: number) => Promise<unknown>): Promise<number> {
      const askedAt = performance.now()
      const { promise, resolve } = Promise.withResolvers<number>()
      waiting.set(askedAt, resolve)
      await enqueue(askedAt)
      const overdue = delay(PATIENCE_MS, PATIENCE_MS, { ref: false })
      return Promise.race([promise, overdue]).finally(() => waiting.delete(askedAt))
    },
  }
}

/** One person stores very many jobs in a lane; how long do others wait meanwhile? */
export async function measureFlood(place: Place, { lane, count, pauseMs }: FloodOrder): Promise<Flood> {
  let begun = 0
  const probes = createProbes()
  const ours: OurApp = await openApp(place, (askedAt) => {
    if (askedAt === 0) begun++
    else probes.began(askedAt)
  })
  const [flooder = null, neighbour = null, stranger = null] = ours.people
  const { tasks } = ours
  const otherLane = lane === 'default' ? 'agents' : 'default'
  const same: number[] = []
  const other: number[] = []
  try {
    await seedOf(ours, tasks[lane], { userId: flooder, count, pauseMs })
    await ours.app.start()
    while (begun < 20) await delay(2)
    while (same.length < PROBES && begun < count) {
      same.push(await probes.ask((askedAt) => enqueueFor(ours, tasks[lane], { userId: neighbour, askedAt })))
      other.push(
        await probes.ask((askedAt) => enqueueFor(ours, tasks[otherLane], { userId: stranger, askedAt })),
      )
      await delay(50)
    }
    const figures = (values: number[]) => ({ p50: percentile(values, 0.5), worst: Math.max(0, ...values) })
    return { sameLane: figures(same), otherLane: figures(other), probes: same.length, begun }
  } finally {
    await ours.app.stop({ drainMs: 500 })
  }
}
