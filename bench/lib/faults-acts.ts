import { setTimeout as delay } from 'node:timers/promises'
import { until } from '../../src/testing/until.ts'
import type { FaultCluster } from './faults-cluster.ts'
import { recovered, send, untilBack, wholeCrew, type FaultPlan, type Stage } from './faults-stage.ts'
import { hasRecovered } from './faults-verdict.ts'
import { between, shuffled } from './random.ts'

type Fault = (stage: Stage) => Promise<void>

/** All faults of a run, in an order that the seed decides. */
export function planFaults(plan: FaultPlan, cluster: FaultCluster, random: () => number): Fault[] {
  const outages = plan.outageMs > 0 ? 1 : 0
  const restarts = Array.from({ length: plan.restarts - outages }, (_, n): Fault => {
    const mode = n % 2 === 0 ? 'fast' : 'immediate'
    // Some of the kills meet a database that is away.
    return (stage) => restart(stage, { mode, kill: n % 2 === 1 && n < 2 * plan.kills })
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
  if (plan.frozenWorkerMs > 0) faults.push(freezeWorker)
  if (plan.networkMs > 0) faults.push(hang, cut)
  if (plan.diskFullMs > 0 && cluster.ownDisk) faults.push(fillDisk)
  return shuffled(random, faults)
}

async function kill(stage: Stage): Promise<void> {
  const { burst, random } = stage
  await wholeCrew(stage)
  send(stage, burst)
  await delay(between(random, 0, 400))
  await killAndMeasure(stage)
}

/** Two of three at once; the third is alive. */
async function killTwo(stage: Stage): Promise<void> {
  const { burst } = stage
  await wholeCrew(stage)
  send(stage, 2 * burst)
  await killAndMeasure(stage)
  await killAndMeasure(stage)
}

async function killAndMeasure({ crew, kills, load, say }: Stage): Promise<void> {
  const victim = await crew.killBusy(() => load.send(4))
  kills.all++
  kills.measured.push(victim)
  say(`kill -9 of ${victim.pid}, which ran ${victim.running} jobs`)
}

async function stopWorker(stage: Stage): Promise<void> {
  const { crew, load, burst, say } = stage
  send(stage, burst)
  const code = await crew.stopBusy(() => load.send(4))
  stage.stops++
  say(`SIGTERM, ended with ${code}`)
}

async function restart(
  stage: Stage,
  { mode, kill: andKill }: { mode: 'fast' | 'immediate'; kill: boolean },
): Promise<void> {
  const { cluster, crew, burst, random } = stage
  await wholeCrew(stage)
  await recovered(stage)
  send(stage, Math.ceil(burst / 2))
  const before = performance.now()
  await cluster.stop(mode)
  stage.restarts++
  send(stage, Math.floor(burst / 2))
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

async function outage(stage: Stage): Promise<void> {
  const { cluster, plan, burst } = stage
  await recovered(stage)
  const before = performance.now()
  send(stage, burst)
  await cluster.stop('fast')
  stage.restarts++
  await delay(plan.outageMs)
  await cluster.start()
  await untilBack(stage, 'database away', performance.now() - before)
}

async function freeze(stage: Stage): Promise<void> {
  const { cluster, plan, burst } = stage
  await recovered(stage)
  send(stage, burst)
  const before = performance.now()
  const thaw = await cluster.freezeSessions()
  await delay(plan.frozenMs)
  const sessions = thaw()
  await untilBack(stage, `${sessions} database sessions stopped`, performance.now() - before)
}

/** It keeps its connections and its lock, but its heart stops: others take its jobs, and when it wakes it is fenced off. */
async function freezeWorker(stage: Stage): Promise<void> {
  const { cluster, crew, plan, load, burst, say } = stage
  await recovered(stage)
  send(stage, burst)
  const before = performance.now()
  const { victim, thaw } = await crew.freezeBusy(() => load.send(4))
  const taken = until(() => hasRecovered(cluster, victim), plan.frozenWorkerMs)
    .then(() =>
      say(`others took over what a stopped worker ran after ${Math.round(performance.now() - before)} ms`),
    )
    .catch(() => say('nobody took over what a stopped worker ran'))
  await delay(plan.frozenWorkerMs)
  thaw()
  await taken
  await untilBack(stage, "one worker's process stopped", performance.now() - before)
}

async function hang(stage: Stage): Promise<void> {
  await disturbNetwork(stage, 'hang')
}

async function cut(stage: Stage): Promise<void> {
  await disturbNetwork(stage, 'cut')
}

/** Of one worker; what it runs when its network is cut, others take over while its handlers go on. */
async function disturbNetwork(stage: Stage, how: 'hang' | 'cut'): Promise<void> {
  const { proxy, plan, burst } = stage
  send(stage, burst)
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

async function fillDisk(stage: Stage): Promise<void> {
  const { cluster, plan, burst } = stage
  await recovered(stage)
  const before = performance.now()
  const free = await cluster.fillDisk()
  for (let second = 0; performance.now() - before < plan.diskFullMs; second++) {
    send(stage, second < burst ? 1 : 0)
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
