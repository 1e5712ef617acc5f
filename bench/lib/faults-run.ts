import path from 'node:path'
import { createFlakyProxy } from '../../src/testing/flaky-proxy.ts'
import { until } from '../../src/testing/until.ts'
import { planFaults } from './faults-acts.ts'
import { createFaultCluster } from './faults-cluster.ts'
import { startCrew } from './faults-crew.ts'
import { createLoad } from './faults-load.ts'
import { CREW, send, type FaultPlan, type Hardship, type Stage } from './faults-stage.ts'
import { createEffectsFolder } from './faults-tasks.ts'
import { countUnfinished, createEffectTables, judge, type Verdict } from './faults-verdict.ts'
import { seededRandom } from './random.ts'

export interface FaultReport extends Verdict {
  jobs: number
  attempts: number
  /** Attempts that a stopping worker handed back. */
  handedBack: number
  kills: number
  databaseRestarts: number
  stops: number
  hardships: Hardship[]
  /** Workers that ended though nobody told them to. */
  casualties: string[]
  /** What was not tried, and why. */
  notCovered: string[]
  /** Errors that whoever enqueues met, by code. */
  refusals: Record<string, number>
}

export async function runFaults(plan: FaultPlan): Promise<FaultReport> {
  const cluster = await createFaultCluster({ ownDisk: plan.diskFullMs > 0, settings: plan.settings ?? [] })
  const closing: (() => Promise<unknown>)[] = [() => cluster.remove()]
  try {
    const effects = path.join(cluster.folder, 'effects')
    await createEffectsFolder(effects)
    await createEffectTables(cluster)
    const proxy = await createFlakyProxy(cluster.url)
    closing.unshift(() => proxy.close())
    const random = seededRandom(plan.seed)
    const load = await createLoad({ url: cluster.url, effects, random: seededRandom(plan.seed + 1) })
    closing.unshift(() => load.stop())
    const urls = Array.from({ length: CREW }, (_, at) => (at === 0 ? proxy.url : cluster.url))
    const crew = await startCrew({ cluster, urls, random, drainMs: 150 })
    closing.unshift(() => crew.killAll())
    const faults = planFaults(plan, cluster, random)
    const stage: Stage = {
      plan,
      random,
      cluster,
      proxy,
      crew,
      load,
      sending: [],
      burst: Math.max(1, Math.floor(plan.jobs / (faults.length + 1))),
      kills: { all: 0, measured: [] },
      restarts: 0,
      stops: 0,
      hardships: [],
      say: plan.say ?? (() => undefined),
    }
    for (const fault of faults) await fault(stage)
    send(stage, Math.max(0, plan.jobs - load.sent()))
    await Promise.all(stage.sending)
    await until(async () => (await countUnfinished(cluster)) === 0, 60_000).catch(() =>
      stage.say('jobs are left that do not end'),
    )
    return await report(stage, effects)
  } finally {
    for (const close of closing) await close()
  }
}

async function report(stage: Stage, effects: string): Promise<FaultReport> {
  const { cluster, crew, load, plan } = stage
  const verdict = await judge(cluster, effects, load.expected(), stage.kills.measured)
  const [row] = await cluster.ask<{ attempts: number; handed_back: number }>(
    `select count(*)::int as attempts, count(*) filter (where state = 'handed_back')::int as handed_back from job_attempt`,
  )
  return {
    ...verdict,
    jobs: load.expected().length,
    attempts: row?.attempts ?? 0,
    handedBack: row?.handed_back ?? 0,
    kills: stage.kills.all,
    databaseRestarts: stage.restarts,
    stops: stage.stops,
    hardships: stage.hardships,
    casualties: crew.casualties(),
    notCovered:
      plan.diskFullMs > 0 && !cluster.ownDisk
        ? ['a full disk: only root may mount a small one that can be filled without harm']
        : [],
    refusals: load.refusals(),
  }
}
