import { constraintOf } from '../../../platform/db/constraint-errors.ts'
import { asWorker } from '../../../platform/db/transaction.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { failWith, type DomainError } from '../../../platform/errors.ts'
import { sameSecret } from '../../../platform/same-secret.ts'
import { accountErrors } from '../errors.ts'
import { notifySecurity } from '../notify-security.ts'
import { deleteOtherSessions, findPerson } from '../queries.ts'
import { recordAudit, type AuditActor } from '../record-audit.ts'
import { changeKey, type EmailChangeParts } from './begin-email-change.ts'
import { CHANGE_TRIES, hashChangeCode } from './change-code.ts'
import { emailChangeErrors } from './errors.ts'
import { countTry, lockChange, removeChange, setEmail } from './queries.ts'

const fail = failWith({ ...emailChangeErrors, ...accountErrors })

interface Confirmation {
  userId: string
  sessionId: string
  code: string
  actor: AuditActor
}

async function change(tx: Tx, ctx: EmailChangeParts, wanted: Confirmation, newEmail: string) {
  const { userId, sessionId, actor } = wanted
  const person = await findPerson(tx, userId)
  if (!person) throw fail('session_invalid', { message: `user ${userId} is gone` })
  await setEmail(tx, userId, newEmail).catch((error: unknown) => {
    // Taken since it began. It tells whoever reads mail there no more than the mailbox does.
    throw constraintOf(error) === 'users_email_key' ? fail('email_taken') : error
  })
  await removeChange(tx, userId)
  const ended = await deleteOtherSessions(tx, userId, sessionId)
  await recordAudit(tx, {
    ...actor,
    action: 'emailChange.confirm',
    targetType: 'user',
    targetId: userId,
    subjectId: userId,
    before: { email: person.email },
    after: { email: newEmail },
  })
  await notifySecurity(tx, ctx, {
    userId,
    to: person.email,
    what: `The address of your account is now ${newEmail}; you sign in with it from now on. All other sessions were ended. If it wasn’t you, write to whoever runs this JobPilot at once.`,
    address: actor.address,
  })
  return ended
}

async function judge(
  tx: Tx,
  ctx: EmailChangeParts,
  { userId, code }: Confirmation,
): Promise<{ newEmail: string } | { error: DomainError }> {
  const waiting = await lockChange(tx, userId)
  if (!waiting) throw fail('email_change_off')
  if (waiting.tries >= CHANGE_TRIES) return { error: fail('email_change_used_up') }
  if (waiting.expires_at <= ctx.clock.now()) return { error: fail('email_change_expired') }
  const newEmail = waiting.new_email
  if (sameSecret(hashChangeCode(changeKey(ctx), { userId, newEmail, code }), waiting.code_hash))
    return { newEmail }
  await countTry(tx, userId)
  return { error: fail('email_change_code_wrong') }
}

/**
 * Changes the address with the code that was mailed to the new one; all other sessions end, `ended` are their ids.
 * Throws email_change_off, email_change_code_wrong, email_change_expired, email_change_used_up (five tries), email_taken.
 */
export async function confirmEmailChange(
  ctx: EmailChangeParts,
  wanted: Confirmation,
): Promise<{ email: string; ended: string[] }> {
  const outcome = await asWorker(ctx.db, async (tx) => {
    const verdict = await judge(tx, ctx, wanted)
    // Returned, not thrown: what was counted must be kept.
    if ('error' in verdict) return verdict
    const email = verdict.newEmail
    return { email, ended: await change(tx, ctx, wanted, email) }
  })
  if ('error' in outcome) throw outcome.error
  return outcome
}
