import type { Flood } from './jobs-flood.ts'
import type { Drain, Pace } from './jobs-measure.ts'
import { median, round, type BenchReport, type Table } from './report.ts'

/** What is asked of the engine. */
export const targets = {
  vsBare: 0.5,
  vsCelery: 1.3,
  flat: 0.8,
  startVsBare: 2,
  enqueueP99Ms: 10,
  floodMs: 1_000,
} as const

export interface PeerFigures {
  /** In the table. */
  title: string
  drains: Drain[]
  /** Of ten times as many. */
  big: Drain | null
  enqueues: Pace[]
  starts: Pace[]
}

export interface FloodFigures extends Flood {
  lane: string
  pauseMs: number
  count: number
}

export interface JobsFigures {
  peers: Record<string, PeerFigures>
  /** Ours again, beside very many rows that have ended. */
  history: { rows: number; drains: Drain[] }
  floods: FloodFigures[]
  /** Peers that this machine doesn't have, and why. */
  absent: string[]
  sizes: { count: number; big: number; atOnce: number; perSecond: number }
}

const rate = (drains: readonly Drain[]) => median(drains.map(({ jobsPerSecond }) => jobsPerSecond))
const p99 = (paces: readonly Pace[]) => median(paces.map((pace) => pace.p99))

/** Milliseconds per 1,000 jobs, worker and server; null where the system doesn't tell. */
function processorOf(drains: readonly Drain[]): number | null {
  const sums = drains.flatMap(({ workerMs, serverMs }) =>
    workerMs === null || serverMs === null ? [] : [workerMs + serverMs],
  )
  return sums.length === 0 ? null : median(sums)
}

/** Ratios to the peers that were found; 0 jobs per second of a peer would mean nothing. */
export function ratiosOf({ peers, history }: JobsFigures): Record<string, number> {
  const { jobpilot, graphile_worker: bare, celery, pg_boss: pgBoss, bullmq } = peers
  const versus = (peer: PeerFigures | undefined) =>
    jobpilot && peer && rate(peer.drains) > 0 ? rate(jobpilot.drains) / rate(peer.drains) : null
  const ownProcessor = jobpilot ? processorOf(jobpilot.drains) : null
  const bareProcessor = bare ? processorOf(bare.drains) : null
  const ratios = {
    throughput_vs_bare_graphile_worker: versus(bare),
    throughput_vs_celery: versus(celery),
    throughput_vs_pg_boss: versus(pgBoss),
    throughput_vs_bullmq: versus(bullmq),
    throughput_200k_vs_20k: jobpilot?.big ? jobpilot.big.jobsPerSecond / rate(jobpilot.drains) : null,
    throughput_with_history_vs_without:
      jobpilot && history.drains.length > 0 ? rate(history.drains) / rate(jobpilot.drains) : null,
    start_p99_vs_bare_graphile_worker:
      jobpilot && bare && p99(bare.starts) > 0 ? p99(jobpilot.starts) / p99(bare.starts) : null,
    // The steadiest of all while something else runs on the machine.
    processor_vs_bare_graphile_worker:
      ownProcessor !== null && bareProcessor ? ownProcessor / bareProcessor : null,
  }
  return Object.fromEntries(
    Object.entries(ratios).flatMap(([name, value]) => (value === null ? [] : [[name, round(value)]])),
  )
}

/** What fell short, in words. */
export function missesOf(figures: JobsFigures): string[] {
  const ratios = ratiosOf(figures)
  const least = (name: string, wanted: number) => {
    const ratio = ratios[name]
    return ratio === undefined || ratio >= wanted ? [] : [`${name} is ${ratio}, wanted ${wanted} or more`]
  }
  const { jobpilot } = figures.peers
  const start = ratios['start_p99_vs_bare_graphile_worker'] ?? 0
  const enqueue = jobpilot ? p99(jobpilot.enqueues) : 0
  return [
    ...least('throughput_vs_bare_graphile_worker', targets.vsBare),
    ...least('throughput_vs_celery', targets.vsCelery),
    ...least('throughput_200k_vs_20k', targets.flat),
    ...least('throughput_with_history_vs_without', targets.flat),
    ...(start > targets.startVsBare
      ? [`start_p99_vs_bare_graphile_worker is ${start}, wanted ${targets.startVsBare} or less`]
      : []),
    ...(enqueue >= targets.enqueueP99Ms
      ? [`one job takes ${round(enqueue, 1)} ms to be stored (p99), wanted below ${targets.enqueueP99Ms} ms`]
      : []),
    ...figures.floods.flatMap((flood) => floodMisses(flood)),
  ]
}

function floodMisses({ lane, pauseMs, sameLane, otherLane, probes }: FloodFigures): string[] {
  const where = `a flood of ${pauseMs} ms jobs in ${lane}`
  if (probes === 0) return [`${where} was over before anybody else asked`]
  return [
    { name: 'the same lane', worst: sameLane.worst },
    { name: 'another lane', worst: otherLane.worst },
  ].flatMap(({ name, worst }) =>
    worst <= targets.floodMs
      ? []
      : [`${where}: a job in ${name} waited ${Math.round(worst)} ms, wanted ${targets.floodMs} ms`],
  )
}

const whole = (value: number | null | undefined) =>
  value === null || value === undefined ? null : Math.round(value)
const fine = (value: number) => round(value, 2)
const processor = (drains: readonly Drain[], of: (drain: Drain) => number | null) => {
  const values = drains.map(of).filter((value) => value !== null)
  return values.length === 0 ? null : whole(median(values))
}

function drainTable({ peers, history, absent, sizes }: JobsFigures): Table {
  const row = (title: string, drains: readonly Drain[], big: Drain | null) => [
    title,
    whole(rate(drains)),
    drains.map(({ jobsPerSecond }) => Math.round(jobsPerSecond)).join(' · '),
    big && big.done < sizes.big
      ? `${Math.round(big.jobsPerSecond)} (${big.done} in time)`
      : whole(big?.jobsPerSecond),
    processor(drains, ({ workerMs }) => workerMs),
    processor(drains, ({ serverMs }) => serverMs),
  ]
  return {
    title: 'Jobs per second until all that waited have ended and are written',
    columns: [
      'runner',
      String(sizes.count),
      'runs',
      String(sizes.big),
      'worker, ms of processor per 1,000',
      'server',
    ],
    rows: [
      ...Object.values(peers).map(({ title, drains, big }) => row(title, drains, big)),
      ...(history.drains.length > 0
        ? [row(`JobPilot beside ${history.rows} ended jobs`, history.drains, null)]
        : []),
      ...absent.map((why) => [why, null, '', null, null, null]),
    ],
  }
}

function paceTable(title: string, peers: JobsFigures['peers'], of: (peer: PeerFigures) => Pace[]): Table {
  return {
    title,
    columns: ['runner', 'per second', 'p50', 'p99', 'p99 of runs'],
    rows: Object.values(peers).map((peer) => {
      const paces = of(peer)
      return [
        peer.title,
        whole(median(paces.map(({ perSecond }) => perSecond))),
        fine(median(paces.map(({ p50 }) => p50))),
        fine(p99(paces)),
        paces.map((pace) => fine(pace.p99)).join(' · '),
      ]
    }),
  }
}

function floodTable(floods: readonly FloodFigures[]): Table {
  return {
    title: `One person's flood: ms until the job of another one begins (wanted: at most ${targets.floodMs})`,
    columns: [
      'lane',
      'jobs',
      'ms each',
      'p50',
      'worst',
      'p50 in another lane',
      'worst',
      'probes',
      'begun by then',
    ],
    rows: floods.map(({ lane, count, pauseMs, sameLane, otherLane, probes, begun }) => [
      lane,
      count,
      pauseMs,
      fine(sameLane.p50),
      fine(sameLane.worst),
      fine(otherLane.p50),
      fine(otherLane.worst),
      probes,
      begun,
    ]),
  }
}

export function reportJobs(figures: JobsFigures): BenchReport {
  const { peers, history, floods, absent, sizes } = figures
  return {
    results: {
      sizes,
      enqueue_p99_ms: peers['jobpilot'] ? fine(p99(peers['jobpilot'].enqueues)) : null,
      peers,
      history,
      floods,
      absent,
    },
    ratios: ratiosOf(figures),
    tables: [
      drainTable(figures),
      paceTable(`Storing one job, ${sizes.atOnce} at once, ms`, peers, ({ enqueues }) => enqueues),
      paceTable(
        `From asking for a job to its start at ${sizes.perSecond} per second, ms`,
        peers,
        ({ starts }) => starts,
      ),
      floodTable(floods),
    ],
    misses: missesOf(figures),
  }
}
