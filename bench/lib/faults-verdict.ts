import type { Victim } from './faults-crew.ts'
import type { FaultCluster } from './faults-cluster.ts'
import { readEffectsOutside, type Expected } from './faults-tasks.ts'

/** What the run left behind, against what it must have. */
export interface Verdict {
  /** Jobs that are missing, did not succeed, or lack an effect. */
  lost: string[]
  /** Jobs stored twice, effects that happened more than once, and such that nobody asked for. */
  doubled: string[]
  /** Milliseconds from each SIGKILL until the last job of that worker had begun again; kills that met none are left out. */
  recoveryMs: number[]
}

/** Tables beside the job engine's, in which effects count. */
export async function createEffectTables(cluster: FaultCluster): Promise<void> {
  // Without a unique constraint: a doubled effect must show.
  await cluster.ask(`
    create table fault_effect (key text not null, step text not null, attempt integer not null);
    create table fault_job (key text primary key);
    grant select, insert on fault_effect, fault_job to jobpilot_worker;
    create index fault_job_of_key on job ((payload ->> 'key'));`)
}

export async function countUnfinished(cluster: FaultCluster): Promise<number> {
  const [row] = await cluster.ask<{ count: number }>(
    `select count(*)::int from job where state in ('queued', 'running')`,
  )
  return row?.count ?? 0
}

export async function judge(
  cluster: FaultCluster,
  effects: string,
  expected: readonly Expected[],
  kills: readonly Victim[],
): Promise<Verdict> {
  const jobs = await cluster.ask<{ key: string; state: string }>(
    `select payload ->> 'key' as key, state from job`,
  )
  const fenced = await cluster.ask<{ key: string; step: string }>('select key, step from fault_effect')
  const found = [
    ...jobs.filter(({ state }) => state === 'succeeded').map(({ key }) => `job: ${key}`),
    ...fenced.map(({ key, step }) => `fenced: ${key} ${step}`),
    ...(await readEffectsOutside(effects)).map((effect) => `outside: ${effect}`),
  ]
  const wanted = expected.flatMap((job) => [
    `job: ${job.key}`,
    ...job.fenced.map((step) => `fenced: ${job.key} ${step}`),
    ...job.outside.map((step) => `outside: ${job.key} ${step}`),
  ])
  const recoveries = await Promise.all(kills.map((kill) => recoveryOf(cluster, kill)))
  return { ...compare(wanted, found), recoveryMs: recoveries.filter((ms) => ms !== null) }
}

export function compare(
  wanted: readonly string[],
  found: readonly string[],
): Pick<Verdict, 'lost' | 'doubled'> {
  const counts = new Map<string, number>()
  for (const thing of found) counts.set(thing, (counts.get(thing) ?? 0) + 1)
  const asked = new Set(wanted)
  return {
    lost: wanted.filter((thing) => !counts.has(thing)),
    doubled: [...counts].filter(([thing, count]) => count > 1 || !asked.has(thing)).map(([thing]) => thing),
  }
}

/** Whether all that the dead worker ran has been given up and begun again. */
export async function hasRecovered(cluster: FaultCluster, { workerId }: Victim): Promise<boolean> {
  const [row] = await cluster.ask<{ open: boolean }>(
    `select exists (
        select from job_attempt lost where lost.worker_id = $1 and (lost.state = 'running' or lost.state = 'lost' and not exists (
          select from job_attempt next where next.job_id = lost.job_id and next.attempt = lost.attempt + 1))) as open`,
    [workerId],
  )
  return row?.open === false
}

/** By the database's clock; infinite when a job of the dead worker never began again. */
async function recoveryOf(cluster: FaultCluster, { workerId, killedAt }: Victim): Promise<number | null> {
  const [row] = await cluster.ask<{ ms: number | null; jobs: number; begun: number }>(
    `select count(*)::int as jobs, count(next.started_at)::int as begun,
        (extract(epoch from max(next.started_at) - $2::timestamptz) * 1000)::float8 as ms
      from job_attempt lost
      left join job_attempt next on next.job_id = lost.job_id and next.attempt = lost.attempt + 1
      where lost.worker_id = $1 and lost.state = 'lost' and lost.finished_at >= $2::timestamptz`,
    [workerId, killedAt],
  )
  if (!row || row.jobs === 0) return null
  return row.begun === row.jobs ? row.ms : Number.POSITIVE_INFINITY
}

/** The nearest-rank percentile; null of nothing. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null
}
