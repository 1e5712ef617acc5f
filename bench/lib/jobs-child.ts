import { z } from 'zod'
import { lanes } from '../../src/platform/jobs/lanes.ts'
import { measureDrain, measureEnqueue, measureStarts } from './jobs-measure.ts'
import { peerNames, placeSchema, type OpenPeer, type PeerName } from './jobs-peer.ts'

/** One measurement in a process of its own. Run by fork(); told what to do by one message. */
const act = z.discriminatedUnion('act', [
  z.object({ act: z.literal('drain'), count: z.number(), limitMs: z.number() }),
  z.object({ act: z.literal('enqueue'), count: z.number(), atOnce: z.number() }),
  z.object({ act: z.literal('starts'), perSecond: z.number(), seconds: z.number() }),
  z.object({ act: z.literal('flood'), lane: z.enum(lanes), count: z.number(), pauseMs: z.number() }),
])
const orderSchema = z.object({ peer: z.enum(peerNames), place: placeSchema, what: act })
export type ChildOrder = z.infer<typeof orderSchema>

/** Loaded on demand: none pays for another's imports. */
const openers: Record<PeerName, () => Promise<OpenPeer>> = {
  jobpilot: async () => (await import('./jobs-peer-jobpilot.ts')).openJobPilot,
  graphile_worker: async () => (await import('./jobs-peer-graphile.ts')).openGraphile,
  pg_boss: async () => (await import('./jobs-peer-pg-boss.ts')).openPgBoss,
  bullmq: async () => (await import('./jobs-peer-bullmq.ts')).openBullMq,
}

async function measure({ peer, place, what }: ChildOrder): Promise<unknown> {
  const open = await openers[peer]()
  switch (what.act) {
    case 'drain':
      return measureDrain(open, place, what)
    case 'enqueue':
      return measureEnqueue(open, place, what)
    case 'starts':
      return measureStarts(open, place, what)
    case 'flood':
      return (await import('./jobs-flood.ts')).measureFlood(place, what)
  }
}

function answer(message: object, exitCode: number): void {
  process.send?.(message, () => process.exit(exitCode))
}

process.once('message', (message) => {
  measure(orderSchema.parse(message)).then(
    (figures) => answer({ figures }, 0),
    (error: unknown) => answer({ error: error instanceof Error ? error.stack : String(error) }, 1),
  )
})
process.once('disconnect', () => process.exit(1))
