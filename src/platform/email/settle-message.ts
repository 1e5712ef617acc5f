import type { Tx } from '../db/types.ts'
import { rulesOf } from './email-kinds.ts'
import { endMessage, type MessageRow } from './outbox-queries.ts'
import type { EmailState } from './tables.ts'

/** Why a code was given up. */
export const TOO_LATE = 'Too late: it no longer works.'

interface MessageEnd {
  state: Exclude<EmailState, 'queued'>
  /** Absent: as it is. */
  error?: string | null
  providerId?: string | null
  sentAt?: Date
  /** Default: from the queue. */
  from?: readonly EmailState[]
}

/**
 * Ends a message and drops what needn't stay: codes and links go once it is over; what failed keeps its content, so that
 * it can be sent again, unless that would come too late; who left leaves no address behind. False: it was over already.
 */
export function settleMessage(
  tx: Tx,
  { id, kind }: Pick<MessageRow, 'id' | 'kind'>,
  { state, error, providerId, sentAt, from = ['queued'] }: MessageEnd,
): Promise<boolean> {
  const { asked, forgets, subjectAfter } = rulesOf(kind)
  const goesAgain = state === 'failed' && !asked && !forgets
  return endMessage(tx, id, from, {
    state,
    ...(error === undefined ? {} : { error }),
    ...(providerId === undefined ? {} : { provider_id: providerId }),
    ...(sentAt ? { sent_at: sentAt } : {}),
    ...(goesAgain ? {} : { html: null, text_body: null }),
    ...(subjectAfter === undefined ? {} : { subject: subjectAfter }),
    ...(forgets ? { recipient: '' } : {}),
  })
}
