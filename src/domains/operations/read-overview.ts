import type { AppContext } from '../../context.ts'
import { readAsWorker } from '../../platform/db/transaction.ts'
import type { Db, Tx } from '../../platform/db/types.ts'
import { lanes, type Lane } from '../../platform/jobs/lanes.ts'
import { readLaneSums, type StatSums } from '../../platform/jobs/stat-queries.ts'
import { laneView, type LaneFacts } from './list-lanes.ts'
import {
  countDeadLetters,
  countLostWorkers,
  listHoldRows,
  listLaneRows,
  listWorkerRows,
  MOST_DEAD_LETTERS,
  readDepths,
  type LaneDepth,
} from './overview/queries.ts'
import type { Overview } from './schema.ts'

const MINUTE_MS = 60_000
const LOOK_BACK_MS = 5 * MINUTE_MS
const FRESH_MS = 1_000

interface Remembered {
  at: number
  overview: Promise<Overview>
}

/** One for all that a process shows: however many look, the database is asked once a second. */
const remembered = new WeakMap<Db, Remembered>()

/** How the engine stands; at most a second old. */
export function readOverview(ctx: Pick<AppContext, 'db' | 'clock'>): Promise<Overview> {
  const known = remembered.get(ctx.db)
  const at = performance.now()
  if (known && at - known.at < FRESH_MS) return known.overview
  const overview = readAsWorker(ctx.db, (tx) => readFresh(tx, ctx.clock.now()))
  remembered.set(ctx.db, { at, overview })
  overview.catch(() => {
    if (remembered.get(ctx.db)?.overview === overview) remembered.delete(ctx.db)
  })
  return overview
}

async function readFresh(tx: Tx, now: Date): Promise<Overview> {
  const since = new Date(Math.ceil((now.getTime() - LOOK_BACK_MS) / MINUTE_MS) * MINUTE_MS)
  const minutes = (now.getTime() - since.getTime()) / MINUTE_MS
  const depths = await readDepths(tx, lanes, now)
  const sums = await readLaneSums(tx, since)
  const holds = await listHoldRows(tx)
  const workers = await listWorkerRows(tx)
  const facts = { rows: await listLaneRows(tx), holds, workers }
  const dead = await countDeadLetters(tx)
  return {
    at: now.toISOString(),
    lanes: lanes.map((lane) => {
      const depth = depths.find((own) => own.lane === lane)
      return laneOverview(lane, facts, { depth, sums: sums.get(lane), minutes, now })
    }),
    workers: {
      alive: workers.filter((worker) => worker.alive).length,
      lost: await countLostWorkers(tx, new Date(now.getTime() - 60 * MINUTE_MS)),
    },
    deadLetters: { count: Math.min(dead, MOST_DEAD_LETTERS), more: dead > MOST_DEAD_LETTERS },
    heldTasks: holds.filter((hold) => hold.task !== null).length,
    heldPeople: new Set(holds.flatMap((hold) => hold.user_id ?? [])).size,
  }
}

interface Measures {
  depth: LaneDepth | undefined
  sums: StatSums | undefined
  minutes: number
  now: Date
}

const noLatency = { p50: null, p95: null, p99: null }
const noSums: StatSums = {
  succeeded: 0,
  failed: 0,
  retried: 0,
  cancelled: 0,
  wait: noLatency,
  duration: noLatency,
}
const noDepth = { due: 0, later: 0, held: 0, running: 0, more: false, oldest_due: null }

function laneOverview(lane: Lane, facts: LaneFacts, measures: Measures): Overview['lanes'][number] {
  const { depth = noDepth, sums = noSums, minutes, now } = measures
  const { wait, duration } = sums
  const ended = sums.succeeded + sums.failed + sums.retried + sums.cancelled
  return {
    ...laneView(lane, facts),
    // What counting left out may be due or not: only what was seen may be more.
    queued: { count: depth.due, more: depth.more && depth.due > 0 },
    scheduled: { count: depth.later, more: depth.more && depth.later > 0 },
    held: depth.held,
    running: depth.running,
    oldestWaitSeconds: depth.oldest_due && secondsBetween(depth.oldest_due, now),
    throughputPerMinute: round(ended / minutes, 1),
    failureRate: ended === 0 ? null : round((sums.failed + sums.retried) / ended, 4),
    wait,
    duration,
  }
}

const secondsBetween = (since: Date, until: Date): number =>
  Math.max(0, Math.round((until.getTime() - since.getTime()) / 1000))

const round = (value: number, digits: number): number => Number(value.toFixed(digits))
