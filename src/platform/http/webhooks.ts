import { httpFail } from './errors.ts'
import { readText } from './read-body.ts'
import type { RequestInfo } from './request-info.ts'

/** Providers send a few kilobytes. */
const BODY_LIMIT = 256_000

/** Checks the signature of a message and takes it over; throws what to answer otherwise. Safe to be sent twice. */
export type WebhookReceiver = (request: Request, info: RequestInfo) => Promise<void>

/** What may be told at /api/webhooks/<provider>; a provider that isn't set up (null) isn't there. */
export function createWebhooks(receivers: Readonly<Record<string, WebhookReceiver | null>>) {
  return async (provider: string, request: Request, info: RequestInfo): Promise<Response> => {
    const receive = Object.hasOwn(receivers, provider) ? receivers[provider] : null
    if (!receive) throw httpFail('unknown_path')
    // Read here up to its limit: a signature can only be checked over the whole.
    const body = await readText(request, BODY_LIMIT)
    await receive(new Request(request.url, { method: 'POST', headers: request.headers, body }), info)
    return Response.json({ ok: true })
  }
}
