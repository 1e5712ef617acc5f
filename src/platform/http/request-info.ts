import { randomUUID } from 'node:crypto'

/** What identifies one request in answers, logs and the jobs it starts. */
export interface RequestInfo {
  requestId: string
  /** W3C Trace Context, https://www.w3.org/TR/trace-context/#traceparent-header */
  traceparent: string
  traceId: string
}

const REQUEST_ID = /^[\w.:-]{8,128}$/
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/

/**
 * Keeps a caller's well-formed X-Request-Id and trace; makes new ones otherwise, so that neither can
 * smuggle text into the log.
 */
export function describeRequest(requestId: string | undefined, traceparent: string | undefined): RequestInfo {
  const known = traceparent === undefined ? null : TRACEPARENT.exec(traceparent)
  const ownId = randomUUID()
  const traceId = known?.[1] ?? ownId.replaceAll('-', '')
  // randomUUID draws from a pool, which makes it many times cheaper than randomBytes.
  const spanId = randomUUID().replaceAll('-', '').slice(16)
  return {
    requestId: requestId !== undefined && REQUEST_ID.test(requestId) ? requestId : ownId,
    traceparent: `00-${traceId}-${spanId}-${traceparent !== undefined && known ? traceparent.slice(-2) : '01'}`,
    traceId,
  }
}
