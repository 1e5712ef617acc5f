import { z } from 'zod'

/** Job runners that a child process of this bench can be told to be. */
export const peerNames = ['jobpilot', 'graphile_worker', 'pg_boss', 'bullmq'] as const
export type PeerName = (typeof peerNames)[number]

/** Where a peer keeps its jobs. */
export const placeSchema = z.object({
  /** As the application connects; '' for those that need no Postgres. */
  connectionString: z.string(),
  /** For looking on; no row-level security. */
  superuserConnectionString: z.string(),
  redisPort: z.number(),
  /** A folder whose node_modules hold BullMQ. */
  bullmqFolder: z.string(),
  /** A folder for files, gone after the bench. */
  folder: z.string(),
  /** The postmaster, or Redis: whose processor time is counted as the server's. */
  serverPid: z.number(),
})
export type Place = z.infer<typeof placeSchema>

/** A job runner under measurement. Its jobs do nothing. */
export interface Peer {
  /** Stores jobs before anybody works on them. */
  seed(count: number): Promise<void>
  /** Stores one job, durably where the peer knows how. */
  enqueue(askedAt: number): Promise<void>
  work(): Promise<void>
  /** Nothing waits, nothing runs, all is written. */
  isDone(): Promise<boolean>
  close(): Promise<void>
}

/** Told of each job as its handler begins. `askedAt` is what `enqueue` was given, or 0. */
export type OnStart = (askedAt: number) => void

export type OpenPeer = (place: Place, onStart: OnStart) => Promise<Peer>

/** How many a peer takes at a time when many are stored at once. */
export const SEED_CHUNK = 1_000

export function chunksOf(count: number, size: number): number[] {
  const whole = Array.from({ length: Math.floor(count / size) }, () => size)
  return count % size === 0 ? whole : [...whole, count % size]
}
