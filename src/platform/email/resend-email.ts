import { Resend } from 'resend'
import { EmailRefused, EmailTrouble, type Email } from './email.ts'

export interface ResendOptions {
  apiKey: string
  /** `JobPilot <jobs@example.org>` */
  from: string
  baseUrl: string
  now: () => Date
}

const ANSWER_LIMIT_MS = 20_000
const LONGEST_WAIT_MS = 3_600_000
/** When the provider names no time. */
const SHORTEST_WAIT_MS = 1_000

/** What is wrong with the message itself; everything else, a wrong key too, may be put right while it waits. */
const finalStatuses = new Set([400, 404, 405, 413, 422, 451])
/** The tag that reports carry back. */
export const MESSAGE_TAG = 'message_id'

/** Resend's HTTP API by its own client: https://resend.com/docs/api-reference/emails/send-email */
export function createResendEmail({ apiKey, from, baseUrl, now }: ResendOptions): Email {
  const resend = new Resend(apiKey, { baseUrl, userAgent: 'jobpilot' })
  return {
    async send({ to, subject, html, text, headers }, { idempotencyKey, signal }) {
      const limit = AbortSignal.timeout(ANSWER_LIMIT_MS)
      const request = {
        idempotencyKey,
        // The client hands all of it to fetch; its types leave the signal out.
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      }
      const tags = [{ name: MESSAGE_TAG, value: idempotencyKey }]
      const answer = await resend.emails
        .send({ from, to, subject, html, text, headers: { ...headers }, tags }, request)
        .catch((cause: unknown) => {
          throw new EmailTrouble('the provider’s answer broke off', SHORTEST_WAIT_MS, { cause })
        })
      if (answer.error === null) return { providerId: answer.data.id }
      const { name, message, statusCode } = answer.error
      const words = withoutAddress(
        `the provider answered ${statusCode ?? 'nothing'} (${name}): ${message}`,
        to,
      )
      // Our key with another content: sent already, by an older version of us.
      if (name === 'invalid_idempotent_request' || finalStatuses.has(statusCode ?? 0))
        throw new EmailRefused(words)
      throw new EmailTrouble(words, retryAfterMs(answer.headers?.['retry-after'], now()))
    },
  }
}

/** Their message may repeat the address: it is for operators' eyes. */
function withoutAddress(words: string, to: string): string {
  return words.replaceAll(to, '[address]').slice(0, 500)
}

/** Seconds or an HTTP date (RFC 9110); within bounds, whatever it says. */
function retryAfterMs(header: string | undefined, now: Date): number {
  if (header === undefined) return SHORTEST_WAIT_MS
  const wait = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now.getTime()
  if (Number.isNaN(wait)) return SHORTEST_WAIT_MS
  return Math.min(Math.max(wait, SHORTEST_WAIT_MS), LONGEST_WAIT_MS)
}
