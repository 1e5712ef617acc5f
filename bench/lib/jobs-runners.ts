import { z } from 'zod'
import { drainCelery, enqueueCelery, findCelery, startsCelery, type CeleryPlace } from './jobs-celery.ts'
import type { ChildOrder } from './jobs-child.ts'
import type { Databases } from './jobs-databases.ts'
import { drainSchema, paceSchema, type Drain, type Pace } from './jobs-measure.ts'
import type { PeerName, Place } from './jobs-peer.ts'
import { measureInChild } from './jobs-process.ts'
import { findBullMq, type Redis } from './jobs-redis.ts'

export interface DrainSize {
  count: number
  limitMs: number
}
export interface EnqueueSize {
  count: number
  atOnce: number
}
export interface StartsSize {
  perSecond: number
  seconds: number
}

/** One that can be measured; each measurement begins with an empty store. */
export interface Runner {
  name: string
  title: string
  drain(size: DrainSize): Promise<Drain>
  enqueue(size: EnqueueSize): Promise<Pace>
  starts(size: StartsSize): Promise<Pace>
}

/** What is over and above what a measurement itself may take. */
const START_UP_MS = 120_000

type What = ChildOrder['what']

function childRunner(
  { name, title }: { name: PeerName; title: string },
  withPlace: <T>(work: (place: Place) => Promise<T>) => Promise<T>,
): Runner {
  const measure = <T>(what: What, schema: z.ZodType<T>, limitMs: number) =>
    withPlace((place) => measureInChild({ peer: name, place, what }, schema, limitMs + START_UP_MS))
  return {
    name,
    title,
    drain: (size) => measure({ act: 'drain', ...size }, drainSchema, 2 * size.limitMs),
    enqueue: (size) => measure({ act: 'enqueue', ...size }, paceSchema, 60_000),
    starts: (size) => measure({ act: 'starts', ...size }, paceSchema, size.seconds * 2_000),
  }
}

export const nowhere = {
  connectionString: '',
  superuserConnectionString: '',
  redisPort: 0,
  bullmqFolder: '',
  serverPid: 0,
}

/** With an empty database that is gone afterwards. */
export function withDatabase(databases: Databases, folder: string) {
  return async <T>(work: (place: Place) => Promise<T>): Promise<T> => {
    const database = await databases.create()
    try {
      return await work({ ...nowhere, ...database, folder, serverPid: databases.serverPid })
    } finally {
      await databases.drop(database)
    }
  }
}

export function postgresRunners(databases: Databases, folder: string): Runner[] {
  const place = withDatabase(databases, folder)
  return [
    childRunner({ name: 'graphile_worker', title: 'Graphile Worker, 10 at a time' }, place),
    childRunner({ name: 'jobpilot', title: 'JobPilot' }, place),
    childRunner({ name: 'pg_boss', title: 'pg-boss, 500 at a time' }, place),
  ]
}

function celeryRunner(redis: Redis, place: CeleryPlace, title: string): Runner {
  const emptied = async <T>(work: () => Promise<T>): Promise<T> => {
    await redis.ask('FLUSHALL')
    return work()
  }
  return {
    name: place.acksLate ? 'celery_acks_late' : 'celery',
    title,
    drain: (size) => emptied(() => drainCelery(place, size)),
    enqueue: (size) => emptied(() => enqueueCelery(place, size)),
    starts: (size) => emptied(() => startsCelery(place, size)),
  }
}

export interface FoundRunners {
  runners: Runner[]
  /** Why others are not measured. */
  absent: string[]
}

async function findBullMqRunner(redis: Redis, clone: string, folder: string): Promise<FoundRunners> {
  const bullmq = await findBullMq(clone, folder)
  if (!bullmq) return { runners: [], absent: ['BullMQ: not measured, npm could not install it'] }
  const runner = childRunner(
    { name: 'bullmq', title: `BullMQ ${bullmq.version}, 50 at a time (Redis, in memory)` },
    async (work) => {
      await redis.ask('FLUSHALL')
      return work({
        ...nowhere,
        redisPort: redis.port,
        bullmqFolder: bullmq.folder,
        folder,
        serverPid: redis.pid,
      })
    },
  )
  return { runners: [runner], absent: [] }
}

async function findCeleryRunners(redis: Redis, folder: string): Promise<FoundRunners> {
  const celery = await findCelery()
  if (!celery)
    return { runners: [], absent: ['Celery: not measured, no Python here imports celery and redis'] }
  const place = { python: celery.python, redisPort: redis.port, folder }
  const name = `Celery ${celery.version}`
  return {
    runners: [
      celeryRunner(redis, { ...place, acksLate: false }, `${name} (Redis, in memory)`),
      celeryRunner(redis, { ...place, acksLate: true }, `${name}, acks_late, prefetch 1`),
    ],
    absent: [],
  }
}

export async function redisRunners(
  redis: Redis | null,
  clone: string,
  folder: string,
): Promise<FoundRunners> {
  if (!redis) return { runners: [], absent: ['BullMQ and Celery: not measured, no redis-server here'] }
  const found = [await findBullMqRunner(redis, clone, folder), await findCeleryRunners(redis, folder)]
  return {
    runners: found.flatMap(({ runners }) => runners),
    absent: found.flatMap(({ absent }) => absent),
  }
}
