import type { Clock } from '../clock.ts'
import { asWorker } from '../db/transaction.ts'
import type { Db } from '../db/types.ts'
import { BUCKETS, bucketOf, trimHistogram } from './histogram.ts'
import { addStats, type StatRow } from './stat-queries.ts'

const MINUTE_MS = 60_000
/** A database that is away for long must not fill the memory: then the oldest minutes are forgotten. */
const MAX_PENDING = 2_000

export interface Outcome {
  task: string
  lane: string
  /** Of one attempt; `retried`: it failed and goes back into the queue. */
  outcome: 'succeeded' | 'failed' | 'retried' | 'cancelled'
  /** From when it was due to its begin. */
  waitMs: number
  /** Of the attempt. */
  durationMs: number
}

/** What this process has done, by minute and task, until it is written down. */
export interface JobStats {
  record(outcome: Outcome): void
  /** Adds what was recorded to this worker's rows; what fails is kept for the next time. */
  flush(db: Db, workerId: string): Promise<void>
}

interface Tally {
  bucket: number
  task: string
  lane: string
  succeeded: number
  failed: number
  retried: number
  cancelled: number
  waitMs: number
  durationMs: number
  wait: Int32Array
  duration: Int32Array
}

function emptyTally(bucket: number, { task, lane }: Outcome): Tally {
  const counts = { succeeded: 0, failed: 0, retried: 0, cancelled: 0, waitMs: 0, durationMs: 0 }
  return { bucket, task, lane, ...counts, wait: new Int32Array(BUCKETS), duration: new Int32Array(BUCKETS) }
}

function count(histogram: Int32Array, milliseconds: number): void {
  const bucket = bucketOf(milliseconds)
  histogram[bucket] = (histogram[bucket] ?? 0) + 1
}

function addTally(into: Tally, from: Tally): void {
  for (const name of ['succeeded', 'failed', 'retried', 'cancelled', 'waitMs', 'durationMs'] as const)
    into[name] += from[name]
  for (const name of ['wait', 'duration'] as const)
    for (let bucket = 0; bucket < BUCKETS; bucket++)
      into[name][bucket] = (into[name][bucket] ?? 0) + (from[name][bucket] ?? 0)
}

function toRow(tally: Tally): StatRow {
  const { bucket, wait, duration, waitMs, durationMs, ...rest } = tally
  return {
    ...rest,
    bucket: new Date(bucket),
    waitMs: Math.round(waitMs),
    durationMs: Math.round(durationMs),
    waitHistogram: trimHistogram(wait),
    durationHistogram: trimHistogram(duration),
  }
}

export function createJobStats({ clock }: { clock: Pick<Clock, 'now'> }): JobStats {
  /** By minute, then by task: two looks into a map instead of a new key for each record. */
  let pending = new Map<number, Map<string, Tally>>()

  function tallyOf(bucket: number, outcome: Outcome): Tally {
    let minute = pending.get(bucket)
    if (!minute) pending.set(bucket, (minute = new Map()))
    let tally = minute.get(outcome.task)
    if (!tally) minute.set(outcome.task, (tally = emptyTally(bucket, outcome)))
    return tally
  }

  function keep(tallies: Tally[]): void {
    for (const tally of tallies) addTally(tallyOf(tally.bucket, { ...tally, outcome: 'succeeded' }), tally)
    let kept = 0
    for (const [bucket, minute] of [...pending].toSorted(([a], [b]) => b - a)) {
      kept += minute.size
      if (kept > MAX_PENDING) pending.delete(bucket)
    }
  }

  return {
    record(outcome) {
      const now = clock.now().getTime()
      const tally = tallyOf(now - (now % MINUTE_MS), outcome)
      tally[outcome.outcome]++
      // A clock that was set back must not count against the sums.
      tally.waitMs += Math.max(0, outcome.waitMs)
      tally.durationMs += Math.max(0, outcome.durationMs)
      count(tally.wait, outcome.waitMs)
      count(tally.duration, outcome.durationMs)
    },
    async flush(db, workerId) {
      if (pending.size === 0) return
      const taken = [...pending.values()].flatMap((minute) => [...minute.values()])
      pending = new Map()
      try {
        await asWorker(db, (tx) => addStats(tx, workerId, taken.map(toRow)))
      } catch (error) {
        keep(taken)
        throw error
      }
    },
  }
}
