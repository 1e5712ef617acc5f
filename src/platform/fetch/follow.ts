import { Agent, fetch, type Response } from 'undici'
import { checkUrl, isAllowed, type AllowHosts } from './check-url.ts'
import { fetchFail } from './errors.ts'
import { guardedLookup, type ResolveHost } from './guarded-lookup.ts'

export interface Trip {
  signal: AbortSignal
  accept: string
  /** Asked before each hop. */
  arrive?: (url: URL) => Promise<void>
}

export interface Arrival {
  url: URL
  response: Response
}

export type Follow = (start: URL, trip: Trip) => Promise<Arrival>

export interface FollowOptions {
  allowHosts: AllowHosts
  userAgent: string
  resolveHost: ResolveHost
  redirects: number
  timeoutMs: number
}

/** Asks, and follows redirects by hand: every hop is checked by its spelling, and by its address on connecting. */
export function createFollow(options: FollowOptions): Follow {
  const { allowHosts, userAgent, resolveHost, redirects, timeoutMs: timeout } = options
  const limits = { keepAliveTimeout: 1_000, headersTimeout: timeout, bodyTimeout: timeout }
  const guarded = new Agent({ ...limits, connect: { lookup: guardedLookup(resolveHost), timeout } })
  const open = new Agent({ ...limits, connect: { timeout } })

  function ask(url: URL, { signal, accept }: Trip): Promise<Response> {
    return fetch(url, {
      dispatcher: isAllowed(url, allowHosts) ? open : guarded,
      redirect: 'manual',
      signal,
      headers: { accept, 'user-agent': userAgent, 'accept-language': 'en, *;q=0.5' },
    })
  }

  return async (start, trip) => {
    let url = start
    for (let hop = 0; hop <= redirects; hop++) {
      await trip.arrive?.(url)
      const response = await ask(url, trip)
      const location = response.headers.get('location')
      if (response.status < 300 || response.status > 399 || !location) return { url, response }
      await response.body?.cancel()
      url = checkUrl(location, allowHosts, url)
    }
    throw fetchFail('fetch_redirects', { message: `more than ${redirects} redirects from ${start.host}` })
  }
}
