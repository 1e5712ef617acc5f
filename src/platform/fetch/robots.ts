import * as robotsModule from 'robots-parser'
import type { Clock } from '../clock.ts'
import { fetchFail } from './errors.ts'

interface Rules {
  isAllowed(url: string, userAgent?: string): boolean | undefined
}

// The package's types describe an ES module, its code is CommonJS: Node puts the function under `default`.
const parseRobots = robotsModule.default as unknown as (url: string, text: string) => Rules

const KEEP_MS = 60 * 60 * 1_000
const MAX_ORIGINS = 500

export interface RobotsAnswer {
  status: number
  body: string
}

export interface Robots {
  /** Throws fetch_robots when the site asks this program not to read the page. */
  assertAllowed(url: URL, ask: (robotsUrl: URL) => Promise<RobotsAnswer>): Promise<void>
}

/** robots.txt per origin, kept for an hour. Source: RFC 9309 (4xx: no rules; 5xx: everything refused). */
export function createRobots(clock: Pick<Clock, 'now'>, agentName: string): Robots {
  const known = new Map<string, { until: number; allows: (url: string) => boolean }>()

  async function rulesOf(url: URL, ask: (robotsUrl: URL) => Promise<RobotsAnswer>) {
    const kept = known.get(url.origin)
    const now = clock.now().getTime()
    if (kept && kept.until > now) return kept
    const robotsUrl = new URL('/robots.txt', url)
    const { status, body } = await ask(robotsUrl)
    const rules = status < 300 ? parseRobots(robotsUrl.href, body.slice(0, 500_000)) : null
    const allows = (address: string) => (rules ? rules.isAllowed(address, agentName) !== false : status < 500)
    const entry = { until: now + KEEP_MS, allows }
    if (known.size >= MAX_ORIGINS) known.clear()
    // A server in trouble may be asked again soon.
    if (status < 500) known.set(url.origin, entry)
    return entry
  }

  return {
    async assertAllowed(url, ask) {
      const rules = await rulesOf(url, ask)
      if (!rules.allows(url.href))
        throw fetchFail('fetch_robots', { message: `robots.txt of ${url.host} refuses it` })
    },
  }
}
