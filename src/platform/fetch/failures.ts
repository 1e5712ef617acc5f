import { DomainError } from '../errors.ts'
import { fetchFail } from './errors.ts'

export function timeoutError(url: URL): DomainError {
  return fetchFail('fetch_timeout', { message: `${url.host} took too long` })
}

export function statusError(url: URL, status: number): DomainError {
  const gone = status === 404 || status === 410
  return fetchFail('fetch_http_status', {
    message: `${url.host} answered ${status}`,
    data: { status },
    userMessage: gone
      ? 'The site says that there is nothing at this address (any more). Check the address.'
      : `The site answered with error ${status}. Paste the posting’s text instead, or try again later.`,
  })
}

const DNS = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ENODATA'])
const SLOW = new Set([
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'ETIMEDOUT',
])

/** The reason below "fetch failed", as an error of ours. */
export function failureOf(error: unknown, url: URL, signal: AbortSignal): DomainError {
  if (signal.aborted && signal.reason instanceof DomainError) return signal.reason
  for (let cause = error, depth = 0; cause instanceof Error && depth < 6; cause = cause.cause, depth++) {
    if (cause instanceof DomainError) return cause
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
    if (DNS.has(code))
      return fetchFail('fetch_dns', { message: `${url.host} does not resolve`, cause: error })
    if (SLOW.has(code))
      return fetchFail('fetch_timeout', { message: `${url.host} took too long`, cause: error })
  }
  return fetchFail('fetch_failed', { message: `${url.host} could not be fetched`, cause: error })
}
