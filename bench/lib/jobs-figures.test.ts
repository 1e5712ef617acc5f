import { describe, expect, it } from 'vitest'
import { readStat } from './jobs-cpu.ts'
import type { Drain, Pace } from './jobs-measure.ts'
import { chunksOf } from './jobs-peer.ts'
import { missesOf, ratiosOf, reportJobs, type JobsFigures, type PeerFigures } from './jobs-report.ts'

const drain = (jobsPerSecond: number, done = 20_000): Drain => ({
  jobsPerSecond,
  done,
  workerMs: 100,
  serverMs: null,
})
const pace = (p99: number): Pace => ({ perSecond: 1_000, p50: 1, p99 })

function peer(title: string, { drains, big, enqueue, start }: Record<string, number[]>): PeerFigures {
  return {
    title,
    drains: (drains ?? []).map((rate) => drain(rate)),
    big: big?.[0] === undefined ? null : drain(big[0], big[1]),
    enqueues: (enqueue ?? []).map(pace),
    starts: (start ?? []).map(pace),
  }
}

const good: JobsFigures = {
  peers: {
    jobpilot: peer('JobPilot', {
      drains: [3_000, 4_000, 9_000],
      big: [3_600, 200_000],
      enqueue: [8, 4, 40],
      start: [6, 5, 7],
    }),
    graphile_worker: peer('bare', {
      drains: [5_000, 6_000, 5_500],
      big: [5_000, 200_000],
      enqueue: [9],
      start: [4],
    }),
    celery: peer('Celery', { drains: [2_000], big: [1_000, 120_000], enqueue: [9], start: [4] }),
  },
  history: { rows: 1_000_000, drains: [drain(3_900)] },
  floods: [
    {
      lane: 'agents',
      count: 50_000,
      pauseMs: 50,
      sameLane: { p50: 40, worst: 60 },
      otherLane: { p50: 2, worst: 5 },
      probes: 20,
      begun: 300,
    },
  ],
  absent: ['BullMQ and Celery: not measured, no redis-server here'],
  sizes: { count: 20_000, big: 200_000, atOnce: 32, perSecond: 50 },
}

describe('figures of the jobs bench', () => {
  it('compares medians, with the peers that there are', () => {
    expect(ratiosOf(good)).toEqual({
      throughput_vs_bare_graphile_worker: 0.727,
      throughput_vs_celery: 2,
      throughput_200k_vs_20k: 0.9,
      throughput_with_history_vs_without: 0.975,
      start_p99_vs_bare_graphile_worker: 1.5,
    })
    expect(missesOf(good)).toEqual([])
  })

  it('compares what the processors did, where the system tells', () => {
    const used = (serverMs: number | null): PeerFigures => ({
      ...peer('one', {}),
      drains: [{ ...drain(1_000), serverMs }],
    })
    const ratio = (own: number | null, bare: number | null) =>
      ratiosOf({ ...good, peers: { jobpilot: used(own), graphile_worker: used(bare) } })[
        'processor_vs_bare_graphile_worker'
      ]
    expect(ratio(200, 500)).toBe(0.5)
    expect(ratio(200, null)).toBeUndefined()
  })

  it('says in words what fell short', () => {
    const { jobpilot, graphile_worker: bare } = good.peers
    if (!jobpilot || !bare) throw new Error('both are there')
    const slow = { ...jobpilot, drains: [drain(1_000)], enqueues: [pace(12)], starts: [pace(9)] }
    const misses = missesOf({
      ...good,
      peers: { ...good.peers, jobpilot: slow },
      history: { rows: 1_000_000, drains: [drain(700)] },
      floods: good.floods.map((flood) => ({ ...flood, sameLane: { p50: 900, worst: 1_500 } })),
    })
    expect(misses).toEqual([
      'throughput_vs_bare_graphile_worker is 0.182, wanted 0.5 or more',
      'throughput_vs_celery is 0.5, wanted 1.3 or more',
      'throughput_with_history_vs_without is 0.7, wanted 0.8 or more',
      'start_p99_vs_bare_graphile_worker is 2.25, wanted 2 or less',
      'one job takes 12 ms to be stored (p99), wanted below 10 ms',
      'a flood of 50 ms jobs in agents: a job in the same lane waited 1500 ms, wanted 1000 ms',
    ])
  })

  it('shows what ran out of time, and who was not there', () => {
    const rows = reportJobs(good).tables[0]?.rows ?? []
    expect(rows.map((row) => [row[0], row[1], row[3]])).toEqual([
      ['JobPilot', 4_000, 3_600],
      ['bare', 5_500, 5_000],
      ['Celery', 2_000, '1000 (120000 in time)'],
      ['JobPilot beside 1000000 ended jobs', 3_900, null],
      ['BullMQ and Celery: not measured, no redis-server here', null, null],
    ])
  })
})

describe('chunksOf', () => {
  it('gives whole ones and what is left', () => {
    expect(chunksOf(2_500, 1_000)).toEqual([1_000, 1_000, 500])
    expect(chunksOf(2_000, 1_000)).toEqual([1_000, 1_000])
    expect(chunksOf(0, 1_000)).toEqual([])
  })
})

describe('readStat', () => {
  const fields = '7 1 1 0 -1 4194304 100 0 0 0 150 50 20 10 20 0 1 0 5 0 0'

  it('sums what a process and its ended children used, whatever its name holds', () => {
    expect(readStat(`42 (post) gres (x) S ${fields}`)).toEqual({ parent: 7, seconds: 2.3 })
  })

  it('knows when it is something else', () => {
    expect(readStat('')).toBeNull()
    expect(readStat('42 (x) S 7')).toBeNull()
  })
})
