import { limits, readLimit } from './limits.ts'
import { readRefusal } from './refusal.ts'

/** An upload is no call of tRPC’s: the limit that refused it is told all the same. */
export function noteRefusedUpload(request: XMLHttpRequest, answer: unknown): void {
  if (request.status !== 429) return
  const header = request.getResponseHeader('retry-after')
  limits.note(readLimit(readRefusal(answer)?.data ?? {}, header, Date.now()))
}
