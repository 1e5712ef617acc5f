import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { queueEmail } from '../../platform/email/outbox.ts'
import { networkOf } from '../../platform/http/network-of.ts'
import { findPerson } from './queries.ts'

export interface SecurityNotice {
  userId: string
  /** Whole sentences: what happened, and what to do if it wasn't them. */
  what: string
  device?: string | null
  /** Where whoever did it is; only the network is told. */
  address?: string | null | undefined
  /** Default: the person's address. */
  to?: string
}

/** Tells a person by mail what happened to the safety of their account, in the transaction in which it does. */
export async function notifySecurity(
  tx: Tx,
  ctx: Pick<AppContext, 'config' | 'clock' | 'jobs'>,
  notice: SecurityNotice,
): Promise<void> {
  const { userId, what, device, address, to } = notice
  const person = await findPerson(tx, userId)
  if (!person) return
  await queueEmail(tx, ctx, {
    kind: 'security_notice',
    userId,
    to: to ?? person.email,
    what,
    at: ctx.clock.now(),
    timeZone: person.time_zone,
    device: device ?? null,
    address: address ? networkOf(address) : null,
  })
}
