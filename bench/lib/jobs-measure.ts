import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { ownSeconds, serverSeconds } from './jobs-cpu.ts'
import type { OpenPeer, Place } from './jobs-peer.ts'
import { percentile } from './page-figures.ts'

export const drainSchema = z.object({
  jobsPerSecond: z.number(),
  /** Fewer than asked for when time ran out. */
  done: z.number(),
  /** Processor milliseconds per 1,000 jobs; null where the system doesn't tell. */
  workerMs: z.number().nullable(),
  serverMs: z.number().nullable(),
})
export type Drain = z.infer<typeof drainSchema>

export interface DrainOrder {
  count: number
  limitMs: number
}

/** From the first job's start until all have ended and are written. Stored before, so that only work is measured. */
async function drainOnce(open: OpenPeer, place: Place, { count, limitMs }: DrainOrder): Promise<Drain> {
  let started = 0
  let firstAt = 0
  const peer = await open(place, () => {
    if (started++ === 0) firstAt = performance.now()
  })
  try {
    await peer.seed(count)
    const before = { own: ownSeconds(), server: serverSeconds(place.serverPid) }
    await peer.work()
    const deadline = performance.now() + limitMs
    const late = () => performance.now() > deadline
    while (started < count && !late()) await delay(5)
    while (!(await peer.isDone()) && !late()) await delay(5)
    const seconds = (performance.now() - firstAt) / 1000
    const server = serverSeconds(place.serverPid)
    const done = Math.min(started, count)
    // Processor seconds of all are milliseconds per thousand when divided by the thousandth of a thousandth.
    const perThousand = (used: number) => (used * 1e6) / Math.max(done, 1)
    return {
      jobsPerSecond: done / seconds,
      done,
      workerMs: perThousand(ownSeconds() - before.own),
      serverMs: server === null || before.server === null ? null : perThousand(server - before.server),
    }
  } finally {
    await peer.close()
  }
}

/** The second of two: the first lets the engine compile what it will need. */
export async function measureDrain(open: OpenPeer, place: Place, order: DrainOrder): Promise<Drain> {
  await drainOnce(open, place, { ...order, count: Math.min(order.count, 1_000) })
  return drainOnce(open, place, order)
}

export const paceSchema = z.object({ perSecond: z.number(), p50: z.number(), p99: z.number() })
export type Pace = z.infer<typeof paceSchema>

function paceOf(values: number[], seconds: number): Pace {
  return {
    perSecond: values.length / seconds,
    p50: percentile(values, 0.5),
    p99: percentile(values, 0.99),
  }
}

/** Milliseconds that one job takes to be stored while so many are being stored at once. Nobody works on them. */
export async function measureEnqueue(
  open: OpenPeer,
  place: Place,
  { count, atOnce }: { count: number; atOnce: number },
): Promise<Pace> {
  const peer = await open(place, () => undefined)
  const store = async (total: number): Promise<Pace> => {
    const waits: number[] = []
    let next = 0
    const began = performance.now()
    const caller = async (): Promise<void> => {
      while (next++ < total) {
        const askedAt = performance.now()
        await peer.enqueue(askedAt)
        waits.push(performance.now() - askedAt)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, caller))
    return paceOf(waits, (performance.now() - began) / 1000)
  }
  try {
    await store(Math.ceil(count / 5))
    return await store(count)
  } finally {
    await peer.close()
  }
}

const PATIENCE_MS = 10_000

/** Milliseconds from asking for a job until it begins, at a steady pace, in one process as `npm start` has it. */
export async function measureStarts(
  open: OpenPeer,
  place: Place,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<Pace> {
  const waits: number[] = []
  const peer = await open(place, (askedAt) => waits.push(performance.now() - askedAt))
  const ask = async (total: number): Promise<void> => {
    const began = performance.now()
    const asked: Promise<void>[] = []
    for (let at = 0; at < total; at++) {
      await delay(Math.max(0, began + (at * 1000) / perSecond - performance.now()))
      asked.push(peer.enqueue(performance.now()))
    }
    await Promise.all(asked)
    const deadline = performance.now() + PATIENCE_MS
    while (waits.length < total && performance.now() < deadline) await delay(5)
    // Those that never began count as what they were given.
    while (waits.length < total) waits.push(PATIENCE_MS)
  }
  try {
    await peer.work()
    await ask(perSecond * 2)
    waits.length = 0
    await ask(perSecond * seconds)
    return paceOf(waits, seconds)
  } finally {
    await peer.close()
  }
}
