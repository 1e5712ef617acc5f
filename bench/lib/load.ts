import autocannon from 'autocannon'
import { median } from './report.ts'

export interface Target {
  url: string
  headers?: Record<string, string>
}

export const CONNECTIONS = 32

/** Requests per second of one round; fails when an answer was not 2xx, for then the figure means nothing. */
async function fire({ url, headers = {} }: Target, seconds: number): Promise<number> {
  const result = await autocannon({ url, headers, connections: CONNECTIONS, duration: seconds })
  const bad = result.non2xx + result.errors + result.timeouts
  if (bad > 0) throw new Error(`${bad} bad answers of ${url}`)
  return result.requests.average
}

export interface Comparison {
  /** Requests per second of each round. */
  ours: number[]
  bare: number[]
  ratio: number
}

/** Warms both up, then lets them take turns, so that a slow spell of the machine hits both. */
export async function compare(
  ours: Target,
  bare: Target,
  { warmUpSeconds = 10, roundSeconds = 6, rounds = 3 } = {},
): Promise<Comparison> {
  await fire(bare, warmUpSeconds)
  await fire(ours, warmUpSeconds)
  const figures: Comparison = { ours: [], bare: [], ratio: 0 }
  for (let round = 0; round < rounds; round++) {
    figures.bare.push(await fire(bare, roundSeconds))
    figures.ours.push(await fire(ours, roundSeconds))
  }
  return { ...figures, ratio: median(figures.ours) / median(figures.bare) }
}
