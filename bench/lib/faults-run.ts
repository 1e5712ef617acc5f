import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createFlakyProxy, type FlakyProxy } from '../../src/testing/flaky-proxy.ts'
import { until } from '../../src/testing/until.ts'
import { createFaultCluster, type FaultCluster } from './faults-cluster.ts'
import { startCrew, untilAtWork, type Crew, type Victim } from './faults-crew.ts'
import { createLoad, type Load } from './faults-load.ts'
import { createEffectsFolder } from './faults-tasks.ts'
import { countUnfinished, createEffectTables, hasRecovered, judge, type Verdict } from './faults-verdict.ts'
import { between, seededRandom, shuffled } from './random.ts'

const CREW = 3

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

interface Stage {
  plan: FaultPlan
  random: () => number
  cluster: FaultCluster
  proxy: FlakyProxy
  crew: Crew
  load: Load
  /** Jobs that accompany each fault. */
  burst: number
  kills: { all: number; measured: Victim[] }
  restarts: number
  stops: number
  hardships: Hardship[]
  say: (line: string) => void
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
      burst: Math.max(1, Math.floor(plan.jobs / (faults.length + 1))),
      kills: { all: 0, measured: [] },
      restarts: 0,
      stops: 0,
      hardships: [],
      say: plan.say ?? (() => undefined),
    }
    const sending: Promise<void>[] = []
    for (const fault of faults) await fault(stage, sending)
    sending.push(load.send(Math.max(0, plan.jobs - load.sent())))
    await Promise.all(sending)
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

type Fault = (stage: Stage, sending: Promise<void>[]) => Promise<void>

function planFaults(plan: FaultPlan, cluster: FaultCluster, random: () => number): Fault[] {
  const outages = plan.outageMs > 0 ? 1 : 0
  const restarts = Array.from({ length: plan.restarts - outages }, (_, n): Fault => {
    const mode = n % 2 === 0 ? 'fast' : 'immediate'
    // Some of the kills meet a database that is away.
    return (stage, sending) => restart(stage, sending, { mode, kill: n % 2 === 1 && n < 2 * plan.kills })
  })
  const killsDown = Math.min(plan.kills, Math.floor((plan.restarts - outages) / 2))
  const pairs = Math.floor((plan.kills - killsDown) / 6)
  const faults: Fault[] = [
    ...restarts,
    ...Array.from({ length: pairs }, (): Fault => killTwo),
    ...Array.from({ length: plan.kills - killsDown - 2 * pairs }, (): Fault => kill),
    ...Array.from({ length: plan.stops }, (): Fault => stopWorker),
  ]
  if (outages) faults.push(outage)
  if (plan.frozenMs > 0) faults.push(freeze)
  if (plan.networkMs > 0) faults.push(hang, cut)
  if (plan.diskFullMs > 0 && cluster.ownDisk) faults.push(fillDisk)
  return shuffled(random, faults)
}

async function kill(stage: Stage, sending: Promise<void>[]): Promise<void> {
  const { load, burst, random } = stage
  await wholeCrew(stage)
  sending.push(load.send(burst))
  await delay(between(random, 0, 400))
  await killAndMeasure(stage)
}

/** Two of three at once; the third is alive. */
async function killTwo(stage: Stage, sending: Promise<void>[]): Promise<void> {
  const { load, burst } = stage
  await wholeCrew(stage)
  sending.push(load.send(2 * burst))
  await killAndMeasure(stage)
  await killAndMeasure(stage)
}

async function killAndMeasure({ crew, kills, load, say }: Stage): Promise<void> {
  const victim = await crew.killBusy(() => load.send(4))
  kills.all++
  kills.measured.push(victim)
  say(`kill -9 of ${victim.pid}, which ran ${victim.running} jobs`)
}

/** Else the stop that comes next would count as the recovery of the last kill. */
async function recovered({ cluster, kills, say }: Stage): Promise<void> {
  const last = kills.measured.slice(-2)
  const all = async (): Promise<boolean> =>
    (await Promise.all(last.map((victim) => hasRecovered(cluster, victim)))).every(Boolean)
  await until(all, 10_000).catch(() => say('the last kill is not recovered from'))
}

async function wholeCrew({ crew, hardships, say }: Stage): Promise<void> {
  if (await untilAtWork(crew, CREW)) return
  hardships.push({ what: 'a worker that is not at work', lastedMs: 0, backAfterMs: Number.POSITIVE_INFINITY })
  say('not all workers are at work')
}

async function stopWorker(stage: Stage, sending: Promise<void>[]): Promise<void> {
  const { crew, load, burst, say } = stage
  sending.push(load.send(burst))
  const code = await crew.stopBusy(() => load.send(4))
  stage.stops++
  say(`SIGTERM, ended with ${code}`)
}

async function restart(
  stage: Stage,
  sending: Promise<void>[],
  { mode, kill: andKill }: { mode: 'fast' | 'immediate'; kill: boolean },
): Promise<void> {
  const { cluster, crew, load, burst, random } = stage
  await wholeCrew(stage)
  await recovered(stage)
  sending.push(load.send(Math.ceil(burst / 2)))
  const before = performance.now()
  await cluster.stop(mode)
  stage.restarts++
  sending.push(load.send(Math.floor(burst / 2)))
  const downMs = between(random, 100, 1_500)
  await delay(downMs / 2)
  if (andKill) {
    await crew.killAny()
    stage.kills.all++
  }
  await delay(downMs / 2)
  await cluster.start()
  const lastedMs = performance.now() - before
  await untilBack(stage, `database restart (${mode}${andKill ? ', and a worker killed' : ''})`, lastedMs)
}

async function outage(stage: Stage, sending: Promise<void>[]): Promise<void> {
  const { cluster, plan, load, burst } = stage
  await recovered(stage)
  const before = performance.now()
  sending.push(load.send(burst))
  await cluster.stop('fast')
  stage.restarts++
  await delay(plan.outageMs)
  await cluster.start()
  await untilBack(stage, 'database away', performance.now() - before)
}

async function freeze(stage: Stage, sending: Promise<void>[]): Promise<void> {
  const { cluster, plan, load, burst } = stage
  await recovered(stage)
  sending.push(load.send(burst))
  const before = performance.now()
  const thaw = await cluster.freezeSessions()
  await delay(plan.frozenMs)
  const sessions = thaw()
  await untilBack(stage, `${sessions} database sessions stopped`, performance.now() - before)
}

async function hang(stage: Stage, sending: Promise<void>[]): Promise<void> {
  await disturbNetwork(stage, sending, 'hang')
}

async function cut(stage: Stage, sending: Promise<void>[]): Promise<void> {
  await disturbNetwork(stage, sending, 'cut')
}

/** Of one worker; what it runs when its network is cut, others take over while its handlers go on. */
async function disturbNetwork(stage: Stage, sending: Promise<void>[], how: 'hang' | 'cut'): Promise<void> {
  const { proxy, plan, load, burst } = stage
  sending.push(load.send(burst))
  const before = performance.now()
  proxy[how]()
  await delay(plan.networkMs)
  proxy.heal()
  await untilBack(
    stage,
    `one worker's network ${how === 'cut' ? 'cut' : 'paused'}`,
    performance.now() - before,
  )
}

async function fillDisk(stage: Stage, sending: Promise<void>[]): Promise<void> {
  const { cluster, plan, load, burst } = stage
  await recovered(stage)
  const before = performance.now()
  const free = await cluster.fillDisk()
  for (let second = 0; performance.now() - before < plan.diskFullMs; second++) {
    sending.push(load.send(second < burst ? 1 : 0))
    await delay(1_000)
    await superviseServer(cluster)
  }
  await free()
  await superviseServer(cluster)
  await untilBack(stage, 'disk full', performance.now() - before)
}

/** What an operating system or a host does for Postgres: a server that has given up is started again. */
async function superviseServer(cluster: FaultCluster): Promise<void> {
  if (!cluster.isUp()) await cluster.start().catch(() => undefined)
}

/** Until all processes of the crew, the same as before, have begun a job. */
async function untilBack(stage: Stage, what: string, lastedMs: number): Promise<void> {
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
