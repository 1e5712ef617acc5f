import { RetryAfterError } from '../jobs/errors.ts'

/** One mail, ready to go out. */
export interface EmailMessage {
  to: string
  subject: string
  text: string
  html: string
  /** Besides those that the provider sets: `List-Unsubscribe`, … */
  headers: Readonly<Record<string, string>>
}

export interface SendOptions {
  /** The provider sends once per key, however often it is asked. */
  idempotencyKey: string
  signal?: AbortSignal
}

/** Where mail goes: a provider, or in `local` without one the terminal and a dev mailbox. */
export interface Email {
  /** Throws EmailTrouble for "later", EmailRefused (or a DomainError) for "never". */
  send(message: EmailMessage, options: SendOptions): Promise<{ providerId: string | null }>
}

/** The provider couldn't take it now; it may in a while. Its message names no recipient. */
export class EmailTrouble extends RetryAfterError {
  override readonly name = 'EmailTrouble'
}

/** The provider will never take this message. Its message names no recipient. */
export class EmailRefused extends Error {
  override readonly name = 'EmailRefused'
}
