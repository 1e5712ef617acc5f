import type { AppContext } from '../../../context.ts'
import { requireSession, sessionErrors } from '../../../platform/auth/require-session.ts'
import type { Session } from '../../../platform/auth/session.ts'
import { asWorker } from '../../../platform/db/transaction.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { failWith } from '../../../platform/errors.ts'
import { accountErrors } from '../errors.ts'
import { confirmSession, deleteSessionByToken, findPerson } from '../queries.ts'
import { auditActor, recordAudit } from '../record-audit.ts'
import { trySecondStep } from '../second-step/try-second-step.ts'

const fail = failWith({ ...sessionErrors, ...accountErrors })

export interface Reauthentication {
  session: Session | null
  /** Of the app or a backup code; needed when the second step is on. */
  code: string | undefined
  requestId: string
  remoteAddress: string
  /** Uses up the code that was mailed to this address; the sign-in that came of it. */
  proveAddress: (email: string) => Promise<{ userId: string; token: string }>
}

/**
 * The same person proves again, by all the steps they have, that it is them: their session counts as signed in just
 * now. The second step's code is looked at first and used up last, so that neither code is lost when
 * the other one is wrong.
 */
export async function reauthenticate(
  ctx: Pick<AppContext, 'config' | 'db' | 'clock' | 'jobs'>,
  { session: given, code, proveAddress, ...request }: Reauthentication,
): Promise<void> {
  const session = requireSession(given, { toWrite: true })
  const { userId, sessionId, via, mfa } = session
  const actor = auditActor({ session, ...request })
  if (via !== 'session') throw fail('token_not_enough', { message: `reauthentication by ${via}` })
  const person = await asWorker(ctx.db, (tx) => findPerson(tx, userId))
  if (!person) throw fail('session_invalid', { message: `user ${userId} is gone` })
  if (mfa && code === undefined)
    throw fail('second_step_required', { message: `${userId} confirms without the second step` })
  const attempt = mfa && code !== undefined ? { userId, sessionId, code, actor } : null
  if (attempt) await trySecondStep(ctx, { ...attempt, spend: false })

  const proved = await proveAddress(person.email)
  if (proved.userId !== userId) throw new Error('The address of a person signed somebody else in')
  const confirm = async (tx: Tx): Promise<void> => {
    // The sign-in that proved it was a means; the session that asked goes on in its place.
    await deleteSessionByToken(tx, userId, proved.token)
    await confirmSession(tx, userId, sessionId, { now: ctx.clock.now(), withSecondStep: attempt !== null })
    await recordAudit(tx, {
      ...actor,
      action: 'sessions.confirm',
      targetType: 'session',
      targetId: sessionId,
      subjectId: userId,
    })
  }
  if (attempt) await trySecondStep(ctx, attempt, confirm)
  else await asWorker(ctx.db, confirm)
}
