import type { Response } from 'undici'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log.ts'
import { checkUrl, type AllowHosts } from './check-url.ts'
import { fetchFail } from './errors.ts'
import { failureOf, statusError, timeoutError } from './failures.ts'
import { createFollow, type Follow, type Trip } from './follow.ts'
import { systemResolve, type ResolveHost } from './guarded-lookup.ts'
import { createHostQueue } from './host-queue.ts'
import { decodeBody, isBinary, isReadableType, mediaType, readLimited } from './read-limited.ts'
import { createRobots, type RobotsAnswer } from './robots.ts'
import type { FetchedPage, SafeFetch } from './safe-fetch.ts'

export interface FetchLimits {
  /** For one fetch with its robots.txt, redirects, retry and body; not for waiting in line. */
  totalMs: number
  /** Of the body after decompression. */
  bytes: number
  redirects: number
  /** Most that a Retry-After is waited for. */
  retryMs: number
}

const defaultLimits: FetchLimits = { totalMs: 15_000, bytes: 8 * 1024 * 1024, redirects: 3, retryMs: 3_000 }

export interface SafeFetchOptions {
  /** config.fetchAllowHosts: hosts that may be private; empty unless somebody runs their own boards. */
  allowHosts: AllowHosts
  /** `Name/version (+address of whoever runs this)`; robots.txt is read for the name. */
  userAgent: string
  clock: Clock
  log: Logger
  resolveHost?: ResolveHost
  limits?: Partial<FetchLimits>
}

const PAGE_ACCEPT =
  'text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.8,text/plain;q=0.5'
const RETRIED = new Set([429, 502, 503, 504])

/** See SafeFetch. */
export function createSafeFetch(options: SafeFetchOptions): SafeFetch {
  const { allowHosts, userAgent, clock, log, resolveHost = systemResolve } = options
  const limits = { ...defaultLimits, ...options.limits }
  const { redirects, totalMs } = limits
  const follow = createFollow({ allowHosts, userAgent, resolveHost, redirects, timeoutMs: totalMs })
  const queue = createHostQueue(clock)
  const robots = createRobots(clock, /^[A-Za-z-]+/.exec(userAgent)?.[0] ?? 'JobPilot')

  async function visit(
    start: URL,
    signal: AbortSignal,
    accept: string,
    isPage: boolean,
  ): Promise<FetchedPage> {
    const ask = (robotsUrl: URL) => askRobots(follow, robotsUrl, { signal, accept: 'text/plain' })
    const trip: Trip = {
      signal,
      accept,
      arrive: async (url) => {
        if (isPage) await robots.assertAllowed(url, ask)
      },
    }
    let arrival = await follow(start, trip)
    if (RETRIED.has(arrival.response.status)) {
      const asked = Number(arrival.response.headers.get('retry-after')) * 1_000 || 1_000
      await arrival.response.body?.cancel()
      await clock.sleep(Math.min(asked, limits.retryMs) * (1 + clock.random() / 4), signal)
      arrival = await follow(start, trip)
    }
    const { url, response } = arrival
    return readPage(url, response, limits.bytes, clock)
  }

  async function limited(url: URL, outer: AbortSignal | undefined, accept: string | undefined) {
    const controller = new AbortController()
    const stop = () => controller.abort(outer?.reason)
    const timer = setTimeout(() => controller.abort(timeoutError(url)), totalMs)
    outer?.addEventListener('abort', stop, { once: true })
    const isPage = accept === undefined || accept.includes('html')
    try {
      return await visit(url, controller.signal, accept ?? PAGE_ACCEPT, isPage)
    } catch (error) {
      // Stopped by the caller: their reason, not ours.
      outer?.throwIfAborted()
      throw failureOf(error, url, controller.signal)
    } finally {
      clearTimeout(timer)
      outer?.removeEventListener('abort', stop)
    }
  }

  const noSignal = new AbortController().signal
  return async (written, { signal, accept } = {}) => {
    const url = checkUrl(written, allowHosts)
    try {
      return await queue.run(url.host, signal ?? noSignal, () => limited(url, signal, accept))
    } catch (error) {
      log.info({ err: error, host: url.hostname }, 'a fetch failed')
      throw error
    }
  }
}

async function askRobots(follow: Follow, robotsUrl: URL, trip: Trip): Promise<RobotsAnswer> {
  const { response } = await follow(robotsUrl, trip)
  if (response.ok)
    return { status: response.status, body: (await readLimited(response, 1024 * 1024)).toString() }
  await response.body?.cancel()
  return { status: response.status, body: '' }
}

async function readPage(url: URL, response: Response, maxBytes: number, clock: Clock): Promise<FetchedPage> {
  const contentType = response.headers.get('content-type') ?? ''
  const { status } = response
  if (!response.ok || !isReadableType(contentType)) {
    await response.body?.cancel()
    if (!response.ok) throw statusError(url, status)
    const type = mediaType(contentType)
    throw fetchFail('fetch_unsupported_type', { message: `${url.host} sent ${type}`, data: { type } })
  }
  const bytes = await readLimited(response, maxBytes)
  if (isBinary(bytes))
    throw fetchFail('fetch_unsupported_type', { message: `${url.host} sent a file as text` })
  return { url: url.href, status, contentType, body: decodeBody(bytes, contentType), fetchedAt: clock.now() }
}
