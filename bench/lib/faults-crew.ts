import { startWorkerProcess, type WorkerProcess } from '../../src/testing/worker-process.ts'
import { until } from '../../src/testing/until.ts'
import type { FaultCluster } from './faults-cluster.ts'
import { between } from './random.ts'

const tasks = new URL('faults-tasks.ts', import.meta.url)

interface Member {
  process: WorkerProcess
  ready: boolean
  /** Nobody here asked it to end, so it must not. */
  wanted: boolean
}

export interface Victim {
  pid: number
  workerId: string
  /** By the database's clock, just before the signal. */
  killedAt: Date
  running: number
}

/** Processes that run jobs; each one that is killed or stopped is replaced at once. */
export interface Crew {
  /** Pids of those that are ready and hold their lock. */
  atWork(): Promise<number[]>
  /** SIGKILL for one of those that run a job, while another one is at work; null when there was none in time. */
  killOne(options: { whileDown?: boolean }): Promise<Victim | null>
  /** SIGTERM for one that runs a job; resolves once it has ended, with its exit code. */
  stopOne(): Promise<number | null>
  /** Pids of all that have been started and not been told to end. */
  pids(): number[]
  /** What processes said that ended by themselves. */
  casualties(): string[]
  /** All of them, for the end of the run. */
  killAll(): Promise<void>
}

export interface CrewOptions {
  cluster: FaultCluster
  /** The database's address for each member. */
  urls: readonly string[]
  random: () => number
  drainMs: number
}

interface AtWork {
  pid: number
  id: string
  running: number
  now: Date
}

// Who holds its lock: the same question as worker-queries.ts asks.
const atWorkQuery = `
  select worker.pid, worker.id, clock_timestamp() as now,
    (select count(*)::int from job where job.worker_id = worker.id and job.state = 'running') as running
  from worker join pg_locks on pg_locks.locktype = 'advisory' and pg_locks.granted
    and pg_locks.classid = 7202 and pg_locks.objid = worker.lock_key::oid
  where worker.stopped_at is null`

export async function startCrew(options: CrewOptions): Promise<Crew> {
  const { cluster, random } = options
  const casualties: string[] = []
  const members = options.urls.map((url) => hire(url, options.drainMs, casualties))
  await Promise.all(members.map(({ process: { ready } }) => ready))

  const find = (pid: number): number => members.findIndex((member) => member.process.pid === pid)
  const replace = (at: number): void => {
    const url = options.urls[at]
    if (url !== undefined) members[at] = hire(url, options.drainMs, casualties)
  }
  const listAtWork = async (): Promise<AtWork[]> => {
    const known = await cluster.ask<AtWork>(atWorkQuery)
    return known.filter(({ pid }) => members[find(pid)]?.ready)
  }

  async function chooseBusy(): Promise<AtWork | null> {
    const deadline = performance.now() + 5_000
    while (performance.now() < deadline) {
      const candidates = await listAtWork()
      const busy = candidates.filter(({ running }) => running > 0)
      const chosen = busy[between(random, 0, Math.max(0, busy.length - 1))]
      if (candidates.length >= 2 && chosen) return chosen
    }
    return null
  }

  async function kill({ pid, id, now, running }: AtWork): Promise<Victim> {
    const at = find(pid)
    const member = members[at]
    if (!member) throw new Error(`no member has pid ${pid}`)
    member.wanted = false
    await member.process.kill()
    replace(at)
    return { pid, workerId: id, killedAt: now, running }
  }

  return {
    atWork: async () => (await listAtWork()).map(({ pid }) => pid),
    async killOne({ whileDown = false }) {
      if (!whileDown) {
        const chosen = await chooseBusy()
        return chosen && kill(chosen)
      }
      const ready = members.filter((member) => member.ready)
      const member = ready[between(random, 0, ready.length - 1)]
      if (ready.length < 2 || !member) return null
      return kill({ pid: member.process.pid, id: '', running: 0, now: new Date() })
    },
    async stopOne() {
      const chosen = await chooseBusy()
      const at = chosen ? find(chosen.pid) : -1
      const member = members[at]
      if (!member) return null
      member.wanted = false
      await member.process.stop()
      replace(at)
      return (await member.process.ended).code
    },
    pids: () => members.filter(({ wanted }) => wanted).map(({ process: { pid } }) => pid),
    casualties: () => casualties,
    async killAll() {
      for (const member of members) member.wanted = false
      await Promise.all(members.map((member) => member.process.kill()))
    },
  }
}

function hire(url: string, drainMs: number, casualties: string[]): Member {
  const process = startWorkerProcess({ url, tasks, env: { DRAIN_MS: String(drainMs) } })
  const member: Member = { process, ready: false, wanted: true }
  process.ready.then(() => (member.ready = true)).catch(() => undefined)
  void watch(member, casualties)
  return member
}

async function watch(member: Member, casualties: string[]): Promise<void> {
  const { process } = member
  const { signal, code } = await process.ended
  member.ready = false
  if (member.wanted) {
    casualties.push(`pid ${process.pid} ended by itself (${signal ?? code}): ${process.said()}`)
  }
}

/** Waits until so many are at work. */
export async function untilAtWork(crew: Crew, count: number, timeoutMs = 30_000): Promise<void> {
  await until(async () => (await crew.atWork().catch(() => [])).length >= count, timeoutMs)
}
