import { fileURLToPath } from 'node:url'
import { withBenchDatabase } from './lib/bench-database.ts'
import { openDatabases, type Databases } from './lib/jobs-databases.ts'
import { floodSchema, type FloodOrder } from './lib/jobs-flood.ts'
import { drainSchema, type Drain } from './lib/jobs-measure.ts'
import { seedHistory } from './lib/jobs-history.ts'
import type { Place } from './lib/jobs-peer.ts'
import { measureInChild } from './lib/jobs-process.ts'
import { startRedis } from './lib/jobs-redis.ts'
import { reportJobs, type FloodFigures, type PeerFigures } from './lib/jobs-report.ts'
import { postgresRunners, redisRunners, withDatabase, type Runner } from './lib/jobs-runners.ts'
import type { Bench } from './lib/report.ts'

const clone = fileURLToPath(new URL('..', import.meta.url))

interface Sizes {
  rounds: number
  count: number
  big: number
  /** Rows that have ended. */
  history: number
  enqueues: number
  atOnce: number
  perSecond: number
  seconds: number
  flood: number
  /** A drain that takes longer is judged by what it did. */
  limitMs: number
  bigLimitMs: number
}

const full: Sizes = {
  rounds: 3,
  count: 20_000,
  big: 200_000,
  history: 1_000_000,
  enqueues: 10_000,
  atOnce: 32,
  perSecond: 50,
  seconds: 20,
  flood: 50_000,
  limitMs: 30_000,
  bigLimitMs: 120_000,
}

/** Enough to see that all of it runs; too little to quote. */
const small: Sizes = {
  ...full,
  rounds: 1,
  count: 2_000,
  big: 10_000,
  history: 50_000,
  enqueues: 1_000,
  seconds: 3,
  flood: 5_000,
  limitMs: 15_000,
  bigLimitMs: 20_000,
}

/** For opening the application, and for a flood with its probes. */
const OPEN_LIMIT_MS = 60_000
const FLOOD_LIMIT_MS = 600_000

/** Only with those whose p99 is compared it is worth three times twenty seconds. */
const comparedAtStart = new Set(['jobpilot', 'graphile_worker'])

const say = (words: string): void => void process.stderr.write(`${words}\n`)

/** Peers take turns, so that a slow spell of the machine hits all. */
async function measureRunners(
  runners: readonly Runner[],
  sizes: Sizes,
): Promise<Record<string, PeerFigures>> {
  const { count, big, enqueues, atOnce, perSecond, seconds } = sizes
  const figures = new Map<Runner, PeerFigures>(
    runners.map((runner) => [
      runner,
      { title: runner.title, drains: [], big: null, enqueues: [], starts: [] },
    ]),
  )
  for (let round = 0; round < sizes.rounds; round++) {
    for (const [runner, own] of figures) {
      say(`${runner.title}: round ${round + 1} of ${sizes.rounds}`)
      own.drains.push(await runner.drain({ count, limitMs: sizes.limitMs }))
      own.enqueues.push(await runner.enqueue({ count: enqueues, atOnce }))
      if (round === 0 || comparedAtStart.has(runner.name))
        own.starts.push(await runner.starts({ perSecond, seconds }))
    }
  }
  for (const [runner, own] of figures) {
    say(`${runner.title}: ${big} jobs`)
    own.big = await runner.drain({ count: big, limitMs: sizes.bigLimitMs })
  }
  return Object.fromEntries([...figures].map(([{ name }, own]) => [name, own]))
}

/** The same database throughout: what ended in one round is history in the next. */
async function measureBesideHistory(place: Place, sizes: Sizes): Promise<Drain[]> {
  const peer = 'jobpilot' as const
  const drain = (count: number) =>
    measureInChild(
      { peer, place, what: { act: 'drain', count, limitMs: sizes.limitMs } },
      drainSchema,
      3 * sizes.limitMs + OPEN_LIMIT_MS,
    )
  // Makes the tables and the people to whom the rows will belong.
  await drain(1)
  say(`JobPilot: storing ${sizes.history} ended jobs`)
  await seedHistory(place, sizes.history)
  const drains: Drain[] = []
  for (let round = 0; round < sizes.rounds; round++) drains.push(await drain(sizes.count))
  return drains
}

async function measureFloods(databases: Databases, folder: string, count: number): Promise<FloodFigures[]> {
  const orders = (['default', 'agents'] as const).flatMap((lane) =>
    [0, 50].map((pauseMs): FloodOrder => ({ lane, count, pauseMs })),
  )
  const floods: FloodFigures[] = []
  for (const order of orders) {
    say(`JobPilot: a flood of ${order.pauseMs} ms jobs in ${order.lane}`)
    const flood = await withDatabase(
      databases,
      folder,
    )((place) =>
      measureInChild(
        { peer: 'jobpilot', place, what: { act: 'flood', ...order } },
        floodSchema,
        FLOOD_LIMIT_MS,
      ),
    )
    floods.push({ ...order, ...flood })
  }
  return floods
}

/** The engine beside its peers, all on one machine, one after the other. `--small` only tries everything out. */
export const bench: Bench = (args) =>
  withBenchDatabase(async (cluster) => {
    const sizes = args.includes('--small') ? small : full
    const { folder } = cluster
    const databases = await openDatabases(cluster)
    const redis = await startRedis(folder)
    try {
      const others = await redisRunners(redis, clone, folder)
      const runners = [...postgresRunners(databases, folder), ...others.runners]
      const peers = await measureRunners(runners, sizes)
      const drains = await withDatabase(databases, folder)((place) => measureBesideHistory(place, sizes))
      const floods = await measureFloods(databases, folder, sizes.flood)
      const history = { rows: sizes.history, drains }
      return reportJobs({ peers, history, floods, absent: others.absent, sizes })
    } finally {
      await redis?.stop()
      await databases.close()
    }
  })
