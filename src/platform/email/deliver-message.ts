import type { AppContext } from '../../context.ts'
import type { Tx } from '../db/types.ts'
import { DomainError } from '../errors.ts'
import { EmailRefused, EmailTrouble, type EmailMessage } from './email.ts'
import { rulesOf } from './email-kinds.ts'
import { mailFail } from './errors.ts'
import { maskAddress } from './mask-address.ts'
import { countTry, lockMessage, noteSent, noteTrouble, type MessageRow } from './outbox-queries.ts'
import { settleMessage, TOO_LATE } from './settle-message.ts'
import { findSuppression, isOptedOut } from './suppression-queries.ts'
import { hashAddress } from './unsubscribe.ts'

const DAY_MS = 86_400_000

/** What became of a mail; `over`: it had gone out, or been given up, before. */
export interface Delivery {
  outcome: 'sent' | 'suppressed' | 'too_late' | 'over'
}

interface DeliveryOptions {
  /** ISO time. */
  notAfter?: string | undefined
  signal?: AbortSignal
  transact: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  /** Between the provider's answer and our record of it. */
  beforeSent?: () => void
}

type Parts = Pick<AppContext, 'config' | 'clock' | 'email'>

/**
 * Hands a message to the provider and writes down what came of it. Whoever dies between the two leaves it queued, and
 * the next one's question carries the same key. Throws EmailTrouble for "later", a DomainError for "never".
 */
export async function deliverMessage(ctx: Parts, id: string, options: DeliveryOptions): Promise<Delivery> {
  const { transact } = options
  const taken = await transact((tx) => takeMessage(tx, ctx, id, options.notAfter))
  if ('outcome' in taken) return taken
  const { message, content } = taken
  let providerId: string | null
  try {
    const signal = options.signal ? { signal: options.signal } : {}
    ;({ providerId } = await ctx.email.send(content, { idempotencyKey: id, ...signal }))
  } catch (error) {
    throw await transact((tx) => noteRefusal(tx, message, error))
  }
  options.beforeSent?.()
  const at = ctx.clock.now()
  await transact(async (tx) => {
    const end = { state: 'sent', error: null, providerId, sentAt: at } as const
    // The provider's report may have come before its answer.
    if (!(await settleMessage(tx, message, end))) await noteSent(tx, id, { providerId, at })
  })
  return { outcome: 'sent' }
}

type Taken = { message: MessageRow; content: EmailMessage } | Delivery

async function takeMessage(tx: Tx, ctx: Parts, id: string, notAfter: string | undefined): Promise<Taken> {
  const message = await lockMessage(tx, id)
  const { state, html, text_body: text } = message ?? {}
  if (!message || state !== 'queued' || typeof html !== 'string' || typeof text !== 'string')
    return { outcome: 'over' }
  if (notAfter !== undefined && ctx.clock.now() > new Date(notAfter)) {
    await settleMessage(tx, message, { state: 'failed', error: TOO_LATE })
    return { outcome: 'too_late' }
  }
  const reason = await whyNot(tx, ctx, message)
  if (reason !== null) {
    await settleMessage(tx, message, { state: 'suppressed', error: reason })
    return { outcome: 'suppressed' }
  }
  await countTry(tx, id)
  const { recipient: to, subject } = message
  return { message, content: { to, subject, text, html, headers: readHeaders(message.headers) } }
}

/** Why this person must not be mailed; null: they may. */
async function whyNot(tx: Tx, ctx: Parts, message: MessageRow): Promise<string | null> {
  const { optOut, asked } = rulesOf(message.kind)
  if (optOut && message.user_id !== null && (await isOptedOut(tx, message.user_id, optOut)))
    return 'The person unsubscribed from this.'
  const suppression = await findSuppression(tx, hashAddress(ctx.config, message.recipient))
  if (!suppression) return null
  if (asked) {
    // Who asks for a code can't go on without it. A mailbox that didn't exist yesterday may exist today.
    const isFresh = ctx.clock.now().getTime() - suppression.created_at.getTime() < DAY_MS
    if (suppression.reason === 'complained' || !isFresh) return null
  }
  return suppression.reason === 'bounced'
    ? 'Mail to this address came back before.'
    : 'The person complained about mail before.'
}

function readHeaders(stored: unknown): Record<string, string> {
  if (typeof stored !== 'object' || stored === null) return {}
  return Object.fromEntries(
    Object.entries(stored).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

/** Writes down why it didn't go out; the error to throw, which names the kind and half of the address. */
async function noteRefusal(tx: Tx, message: MessageRow, error: unknown): Promise<unknown> {
  const { id, kind } = message
  // In quotation marks, so that failures that differ in it alone count as one kind.
  const named = `${kind} to “${maskAddress(message.recipient)}”`
  if (error instanceof EmailTrouble) {
    await noteTrouble(tx, id, error.message)
    return new EmailTrouble(`${named}: ${error.message}`, error.retryAfterMs, { cause: error })
  }
  if (!(error instanceof EmailRefused || error instanceof DomainError)) return error
  await settleMessage(tx, message, { state: 'failed', error: error.message })
  const detail = { message: `${named}: ${error.message}`, cause: error }
  if (error instanceof EmailRefused) return mailFail('email_refused', detail)
  const { code, kind: errorKind, userMessage } = error
  return new DomainError({ code, kind: errorKind, userMessage, ...detail })
}
