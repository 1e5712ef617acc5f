import type { FlakyProxy } from '../../src/testing/flaky-proxy.ts'
import { until } from '../../src/testing/until.ts'
import type { FaultCluster } from './faults-cluster.ts'
import { untilAtWork, type Crew, type Victim } from './faults-crew.ts'
import type { Load } from './faults-load.ts'
import { hasRecovered } from './faults-verdict.ts'

/** Worker processes. */
export const CREW = 3

export interface FaultPlan {
  seed: number
  jobs: number
  kills: number
  restarts: number
  /** SIGTERMs of a worker in the middle of its work. */
  stops: number
  /** One of the restarts leaves the database away for so long; 0: none. */
  outageMs: number
  /** How long the database's sessions are stopped; 0: not. */
  frozenMs: number
  /** How long one worker's network hangs, and then is cut; 0: not. */
  networkMs: number
  /** How long one worker's process is stopped; 0: not. */
  frozenWorkerMs: number
  /** How long the disk is full; 0: not. */
  diskFullMs: number
  /** Postgres settings. */
  settings?: string[]
  say?: (line: string) => void
}

/** A stop of the database, or of the way to it, and how the workers took it. */
export interface Hardship {
  what: string
  lastedMs: number
  /** From its end until every worker had begun a job; the processes are the ones from before. */
  backAfterMs: number
}

/** What faults act on, and where they write down what they did. */
export interface Stage {
  plan: FaultPlan
  random: () => number
  cluster: FaultCluster
  proxy: FlakyProxy
  crew: Crew
  load: Load
  /** What is still being enqueued. */
  sending: Promise<void>[]
  /** Jobs that accompany each fault. */
  burst: number
  kills: { all: number; measured: Victim[] }
  restarts: number
  stops: number
  hardships: Hardship[]
  say: (line: string) => void
}

/** So many further jobs, however long the database takes to accept them. */
export function send({ load, sending }: Stage, count: number): void {
  sending.push(load.send(count))
}

/** Else the stop that comes next would count as the recovery of the last kill. */
export async function recovered({ cluster, kills, say }: Stage): Promise<void> {
  const last = kills.measured.slice(-2)
  const all = async (): Promise<boolean> =>
    (await Promise.all(last.map((victim) => hasRecovered(cluster, victim)))).every(Boolean)
  await until(all, 10_000).catch(() => say('the last kill is not recovered from'))
}

/** Waits until the replacements of those who were killed are at work. */
export async function wholeCrew({ crew, hardships, say }: Stage): Promise<void> {
  if (await untilAtWork(crew, CREW)) return
  hardships.push({ what: 'a worker that is not at work', lastedMs: 0, backAfterMs: Number.POSITIVE_INFINITY })
  say('not all workers are at work')
}

/** Until all processes of the crew, the same as before, have begun a job. */
export async function untilBack(stage: Stage, what: string, lastedMs: number): Promise<void> {
  const { cluster, crew, load } = stage
  const before = performance.now()
  const [now] = await until(() =>
    cluster.ask<{ at: Date }>('select clock_timestamp() as at').catch(() => null),
  )
  let asked = 0
  const allBegan = async (): Promise<boolean> => {
    // Slow enough that each worker gets some.
    if (performance.now() - before > asked * 500) {
      asked++
      await load.send(6)
    }
    const rows = await cluster.ask<{ pid: number }>(
      `select distinct worker.pid from job_attempt join worker on worker.id = job_attempt.worker_id
        where job_attempt.started_at > $1 and worker.stopped_at is null`,
      [now?.at],
    )
    return crew.pids().every((pid) => rows.some((row) => row.pid === pid))
  }
  const back = await until(allBegan, 15_000).catch(() => false)
  const backAfterMs = back ? performance.now() - before : Number.POSITIVE_INFINITY
  stage.hardships.push({ what, lastedMs: Math.round(lastedMs), backAfterMs: Math.round(backAfterMs) })
  stage.say(`${what} for ${Math.round(lastedMs)} ms, all workers back after ${Math.round(backAfterMs)} ms`)
  if (back) await wholeCrew(stage)
}
