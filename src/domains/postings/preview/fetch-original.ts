import type { AppContext } from '../../../context.ts'
import { failWith } from '../../../platform/errors.ts'
import { fetchFail } from '../../../platform/fetch/errors.ts'
import type { FetchedPage } from '../../../platform/fetch/safe-fetch.ts'
import { takeToken, type RateLimit } from '../../../platform/http/rate-limit.ts'
import { postingErrors } from '../errors.ts'
import { fetchPosting } from '../fetch-posting.ts'

const fail = failWith(postingErrors)

/** Each preview is a request to somebody's site, made while a request of ours waits. */
const PER_PERSON: RateLimit = { capacity: 30, perSeconds: 600 }
/** The server answers within 30 s. */
const LIMIT_MS = 25_000

export interface FetchOriginal {
  userId: string
  url: string
  /** Fires when the caller goes away. */
  signal: AbortSignal
  /** Default 25,000. */
  limitMs?: number
}

/** Fetches inside a request: limited in number and time, stopped when the caller goes away. */
export async function fetchOriginal(
  ctx: Pick<AppContext, 'db' | 'fetch'>,
  { userId, url, signal, limitMs = LIMIT_MS }: FetchOriginal,
): Promise<FetchedPage> {
  const wait = await takeToken(ctx.db, `posting-preview:${userId}`, PER_PERSON)
  if (wait !== null) {
    throw fail('posting_preview_limited', {
      userMessage: `You have looked at ${PER_PERSON.capacity} addresses in a short time. Please wait ${wait} seconds, or paste the posting’s text.`,
      data: { retryAfterSeconds: wait },
    })
  }
  const controller = new AbortController()
  const leave = (): void => controller.abort(fail('posting_preview_stopped'))
  const timer = setTimeout(() => controller.abort(fetchFail('fetch_timeout')), limitMs)
  signal.addEventListener('abort', leave, { once: true })
  if (signal.aborted) leave()
  try {
    return await fetchPosting({ fetch: ctx.fetch, signal: controller.signal, wholeBoard: true }, url)
  } catch (error) {
    controller.signal.throwIfAborted()
    throw error
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', leave)
  }
}
