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
  /** SIGKILL for one of those that run a job, while another one is at work; fails when there is none in time. */
  killBusy(feed: Feed): Promise<Victim>
  /** SIGKILL for any, also while the database is away. */
  killAny(): Promise<number>
  /** SIGTERM for one that runs a job; resolves once it has ended, with its exit code. */
  stopBusy(feed: Feed): Promise<number | null>
  /** SIGSTOP for one that runs a job; the answer lets it go on. */
  freezeBusy(feed: Feed): Promise<{ victim: Victim; thaw: () => void }>
  /** Pids of all that have been started and not been told to end. */
  pids(): number[]
  /** What processes said that ended by themselves. */
  casualties(): string[]
  /** All of them, for the end of the run. */
  killAll(): Promise<void>
}

/** Sends some more jobs, when nobody is busy. */
type Feed = () => Promise<unknown>

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

  async function chooseBusy(feed: Feed): Promise<AtWork> {
    return until(async () => {
      const candidates = await listAtWork()
      const busy = candidates.filter(({ running }) => running > 0)
      if (busy.length === 0) await feed()
      return candidates.length >= 2 && busy[between(random, 0, Math.max(0, busy.length - 1))]
    })
  }

  async function end(pid: number, how: 'kill' | 'stop'): Promise<Member> {
    const at = find(pid)
    const member = members[at]
    if (!member) throw new Error(`no member has pid ${pid}`)
    member.wanted = false
    await member.process[how]()
    replace(at)
    return member
  }

  return {
    atWork: async () => (await listAtWork()).map(({ pid }) => pid),
    async killBusy(feed) {
      const { pid, id, now, running } = await chooseBusy(feed)
      await end(pid, 'kill')
      return { pid, workerId: id, killedAt: now, running }
    },
    async killAny() {
      const pids = members.map(({ process }) => process.pid)
      const pid = pids[between(random, 0, pids.length - 1)] ?? 0
      await end(pid, 'kill')
      return pid
    },
    async stopBusy(feed) {
      const { pid } = await chooseBusy(feed)
      return (await (await end(pid, 'stop')).process.ended).code
    },
    async freezeBusy(feed) {
      const { pid, id, now, running } = await chooseBusy(feed)
      process.kill(pid, 'SIGSTOP')
      const victim = { pid, workerId: id, killedAt: now, running }
      return { victim, thaw: () => void process.kill(pid, 'SIGCONT') }
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

/** Waits until so many are at work; false when they never are. */
export async function untilAtWork(crew: Crew, count: number): Promise<boolean> {
  const all = async (): Promise<boolean> => (await crew.atWork().catch(() => [])).length >= count
  return until(all, 15_000).catch(() => false)
}
