import autocannon from 'autocannon'
import { median } from './report.ts'

export interface Target {
  url: string
  headers?: Record<string, string>
}

export const CONNECTIONS = 32

interface Round {
  perSecond: number
  /** 97.5 of 100 answers took no longer than that: autocannon doesn't tell the 95th, which is shorter. */
  p97Ms: number
}

/** One round; fails when an answer was not 2xx, for then the figures mean nothing. */
async function fire({ url, headers = {} }: Target, seconds: number): Promise<Round> {
  const result = await autocannon({ url, headers, connections: CONNECTIONS, duration: seconds })
  const bad = result.non2xx + result.errors + result.timeouts
  if (bad > 0) throw new Error(`${bad} bad answers of ${url}`)
  return { perSecond: result.requests.average, p97Ms: result.latency.p97_5 }
}

export interface Comparison {
  /** Requests per second of each round. */
  ours: number[]
  bare: number[]
  ratio: number
  /** Milliseconds within which 97.5 of 100 answers came, each round. */
  latency: { ours: number[]; bare: number[] }
}

/** Warms both up, then lets them take turns, so that a slow spell of the machine hits both. */
export async function compare(
  ours: Target,
  bare: Target,
  { warmUpSeconds = 10, roundSeconds = 6, rounds = 3 } = {},
): Promise<Comparison> {
  await fire(bare, warmUpSeconds)
  await fire(ours, warmUpSeconds)
  const figures: Comparison = { ours: [], bare: [], ratio: 0, latency: { ours: [], bare: [] } }
  for (let round = 0; round < rounds; round++) {
    for (const [side, target] of [
      ['bare', bare],
      ['ours', ours],
    ] as const) {
      const { perSecond, p97Ms } = await fire(target, roundSeconds)
      figures[side].push(perSecond)
      figures.latency[side].push(p97Ms)
    }
  }
  return { ...figures, ratio: median(figures.ours) / median(figures.bare) }
}
