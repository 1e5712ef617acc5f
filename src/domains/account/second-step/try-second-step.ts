import type { AppContext } from '../../../context.ts'
import { deriveKey } from '../../../platform/auth/derive-key.ts'
import { asWorker } from '../../../platform/db/transaction.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { failWith, type DomainError } from '../../../platform/errors.ts'
import { accountErrors } from '../errors.ts'
import { notifySecurity } from '../notify-security.ts'
import { deleteSession } from '../queries.ts'
import { recordAudit, type AuditActor } from '../record-audit.ts'
import { stepOfCode } from './app-code.ts'
import { hashBackupCode, readBackupCode } from './backup-code.ts'
import { secondStepErrors } from './errors.ts'
import { lockedUntil, SESSION_TRIES } from './lock-out.ts'
import {
  countFailure,
  countSessionTry,
  hasBackupCode,
  lockFactor,
  lockSession,
  useBackupCode,
  useStep,
  type Factor,
  type TryingSession,
} from './queries.ts'
import { openSecret } from './sealed-secret.ts'

const fail = failWith({ ...secondStepErrors, ...accountErrors })

export type SecondStepParts = Pick<AppContext, 'config' | 'db' | 'clock' | 'jobs'>

export interface SecondStepAttempt {
  userId: string
  sessionId: string
  code: string
  actor: AuditActor
  /** False: is it right, without using it up. Default true. */
  spend?: boolean
  /** To get in: refused, and nothing counted, where the session is in already. */
  toPass?: boolean
}

type Verdict =
  | { right: true; step: number }
  | { right: true; backupHash: string }
  | { right: false; error: DomainError; counts: boolean }

export const backupKey = ({ config }: Pick<AppContext, 'config'>): Buffer =>
  deriveKey(config.authSecret, 'backup codes')

export const factorKey = ({ config }: Pick<AppContext, 'config'>): Buffer =>
  deriveKey(config.authSecret, 'second step')

/** What the app's secret says of a code, without using it up. */
export function judgeAppCode(
  ctx: Pick<AppContext, 'config' | 'clock'>,
  userId: string,
  factor: Factor,
  code: string,
): Verdict {
  const now = ctx.clock.now()
  const until = factor.locked_until
  if (until && until > now) {
    const seconds = Math.ceil((until.getTime() - now.getTime()) / 1_000)
    const error = fail('second_step_locked', {
      userMessage: `There were too many wrong codes. Wait ${seconds} seconds, or use a backup code.`,
      data: { retryAfterSeconds: seconds },
    })
    return { right: false, error, counts: false }
  }
  const secret = openSecret(factor.sealed_secret, { key: factorKey(ctx), owner: userId })
  if (!secret) throw fail('second_step_unreadable', { message: `sealed secret of ${userId} doesn't open` })
  const step = stepOfCode(secret, code, now)
  if (step === null) return { right: false, error: fail('second_step_code_wrong'), counts: true }
  if (step <= factor.last_step) return { right: false, error: fail('second_step_code_used'), counts: false }
  return { right: true, step }
}

async function judge(
  tx: Tx,
  ctx: SecondStepParts,
  { userId, code }: SecondStepAttempt,
  factor: Factor,
): Promise<Verdict> {
  const backup = readBackupCode(code)
  if (backup === null) return judgeAppCode(ctx, userId, factor, code.replace(/[\s-]/g, ''))
  const backupHash = hashBackupCode(backupKey(ctx), userId, backup)
  if (await hasBackupCode(tx, userId, backupHash)) return { right: true, backupHash }
  // Fifty bits aren't guessed: it is the session that ends, not the app's codes that have to wait.
  return { right: false, error: fail('second_step_code_wrong'), counts: false }
}

async function spendCode(tx: Tx, ctx: SecondStepParts, attempt: SecondStepAttempt, verdict: Verdict) {
  const { userId, actor } = attempt
  if (!verdict.right) return
  if ('step' in verdict) return useStep(tx, userId, verdict.step)
  await useBackupCode(tx, userId, verdict.backupHash, ctx.clock.now())
  await recordAudit(tx, {
    ...actor,
    action: 'secondStep.useBackupCode',
    targetType: 'user',
    targetId: userId,
    subjectId: userId,
  })
  await notifySecurity(tx, ctx, {
    userId,
    what: 'A backup code was used for the second step of your account. If it wasn’t you, sign in, end all other sessions and make new backup codes.',
    address: actor.address,
  })
}

/** Counts a wrong code; the error says what is next. */
async function countWrong(
  tx: Tx,
  ctx: SecondStepParts,
  { userId, actor }: SecondStepAttempt,
  found: { factor: Factor; session: TryingSession; error: DomainError; counts: boolean },
): Promise<DomainError> {
  const { factor, session, error, counts } = found
  if (counts) {
    const failedTries = factor.failed_tries + 1
    const until = lockedUntil(failedTries, ctx.clock.now())
    await countFailure(tx, userId, { failedTries, lockedUntil: until })
  }
  // What was refused unseen tells its sender nothing, so it ends nothing either.
  if (error.code === 'second_step_locked') return error
  const tries = session.second_factor_tries + 1
  await countSessionTry(tx, userId, session.id, tries)
  if (tries < SESSION_TRIES) return error
  await deleteSession(tx, userId, session.id)
  await recordAudit(tx, {
    ...actor,
    action: 'secondStep.refuse',
    targetType: 'session',
    targetId: session.id,
    subjectId: userId,
  })
  await notifySecurity(tx, ctx, {
    userId,
    what: 'Somebody got a sign-in code of yours and then entered five wrong codes for the second step. That sign-in was ended. If it wasn’t you, make sure that nobody else reads your mail.',
    address: actor.address,
  })
  return fail('second_step_session_ended', { message: `five wrong codes in session ${session.id}` })
}

/**
 * Tries a code of the app or a backup code. When it is right it is used up and `accepted` runs, in one transaction;
 * else it is counted and the error says why. Throws second_step_off, second_step_code_wrong, second_step_code_used,
 * second_step_locked, second_step_session_ended, second_step_not_due, session_invalid.
 */
export async function trySecondStep(
  ctx: SecondStepParts,
  attempt: SecondStepAttempt,
  accepted: (tx: Tx) => Promise<void> = async () => undefined,
): Promise<void> {
  const { userId, sessionId, spend = true } = attempt
  const error = await asWorker(ctx.db, async (tx) => {
    const factor = await lockFactor(tx, userId)
    if (!factor?.confirmed_at) throw fail('second_step_off')
    const session = await lockSession(tx, userId, sessionId)
    if (!session) throw fail('session_invalid', { message: `session ${sessionId} is over` })
    if (attempt.toPass && session.second_factor_at) throw fail('second_step_not_due')
    const verdict = await judge(tx, ctx, attempt, factor)
    // Returned, not thrown: what was counted must be kept.
    if (!verdict.right) return countWrong(tx, ctx, attempt, { factor, session, ...verdict })
    if (spend) await spendCode(tx, ctx, attempt, verdict)
    await accepted(tx)
    return null
  })
  if (error) throw error
}
