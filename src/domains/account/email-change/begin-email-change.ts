import { hash } from 'node:crypto'
import type { AppContext } from '../../../context.ts'
import { deriveKey } from '../../../platform/auth/derive-key.ts'
import { asWorker } from '../../../platform/db/transaction.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { queueEmail } from '../../../platform/email/outbox.ts'
import { failWith } from '../../../platform/errors.ts'
import { takeToken } from '../../../platform/http/rate-limit.ts'
import { accountErrors } from '../errors.ts'
import { notifySecurity } from '../notify-security.ts'
import { findPerson, findPersonByEmail } from '../queries.ts'
import { recordAudit, type AuditActor } from '../record-audit.ts'
import { CHANGE_MINUTES, CODE_BYTES, hashChangeCode, makeCode } from './change-code.ts'
import { emailChangeErrors } from './errors.ts'
import { saveChange } from './queries.ts'
import type { PendingEmailChange } from './schema.ts'

const fail = failWith({ ...emailChangeErrors, ...accountErrors })
/** A mailbox isn't to be flooded, whosever it is. */
const OFTEN = { capacity: 5, perSeconds: 3_600 }

export type EmailChangeParts = Pick<AppContext, 'config' | 'db' | 'clock' | 'jobs'>

export const changeKey = ({ config }: Pick<AppContext, 'config'>): Buffer =>
  deriveKey(config.authSecret, 'e-mail change')

async function limitChanges({ db }: EmailChangeParts, userId: string, newEmail: string): Promise<void> {
  for (const who of [userId, hash('sha256', newEmail, 'base64url')]) {
    const wait = await takeToken(db, `email-change:${who}`, OFTEN)
    if (wait === null) continue
    throw fail('email_change_too_often', {
      userMessage: `You began this very often. Please wait ${wait} seconds and try again.`,
      data: { retryAfterSeconds: wait },
    })
  }
}

/** The same to whoever asks, whether or not the address is somebody's; what is mailed there differs. */
async function tellNewAddress(tx: Tx, ctx: EmailChangeParts, wanted: { newEmail: string; code: string }) {
  const { newEmail, code } = wanted
  const owner = await findPersonByEmail(tx, newEmail)
  if (!owner) {
    const message = { kind: 'email_change_code', userId: null, to: newEmail, code } as const
    await queueEmail(tx, ctx, { ...message, minutes: CHANGE_MINUTES })
    return
  }
  await notifySecurity(tx, ctx, {
    userId: owner.id,
    what: 'Somebody wanted to use your address for another account here. They can’t: it is yours. There is nothing that you need to do. If it was you, sign in with this address.',
  })
}

/** Mails a code to the new address, and word of it to the old one. Throws email_same, email_change_too_often. */
export async function beginEmailChange(
  ctx: EmailChangeParts,
  { userId, newEmail, actor }: { userId: string; newEmail: string; actor: AuditActor },
): Promise<PendingEmailChange> {
  await limitChanges(ctx, userId, newEmail)
  const now = ctx.clock.now()
  const expiresAt = new Date(now.getTime() + CHANGE_MINUTES * 60_000)
  const code = makeCode(ctx.clock.bytes(CODE_BYTES))
  const codeHash = hashChangeCode(changeKey(ctx), { userId, newEmail, code })
  await asWorker(ctx.db, async (tx) => {
    const person = await findPerson(tx, userId)
    if (!person) throw fail('session_invalid', { message: `user ${userId} is gone` })
    if (person.email.toLowerCase() === newEmail) throw fail('email_same')
    await saveChange(tx, userId, { newEmail, codeHash, expiresAt, now })
    await tellNewAddress(tx, ctx, { newEmail, code })
    await notifySecurity(tx, ctx, {
      userId,
      what: `A change of your address to ${newEmail} was begun. It happens once the code that was mailed there is entered. If it wasn’t you, sign in, give the change up under Settings and end all other sessions.`,
      address: actor.address,
    })
    await recordAudit(tx, {
      ...actor,
      action: 'emailChange.begin',
      targetType: 'user',
      targetId: userId,
      subjectId: userId,
    })
  })
  return { newEmail, expiresAt: expiresAt.toISOString() }
}
