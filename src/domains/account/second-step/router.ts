import { z } from 'zod'
import type { Session } from '../../../platform/auth/session.ts'
import { DomainError, failWith } from '../../../platform/errors.ts'
import { doorProcedure, router, sensitiveProcedure } from '../../../platform/trpc/procedures.ts'
import { auditActor } from '../record-audit.ts'
import { beginSecondStep } from './begin-second-step.ts'
import { confirmSecondStep } from './confirm-second-step.ts'
import { disableSecondStep } from './disable-second-step.ts'
import { secondStepErrors } from './errors.ts'
import { passSecondStep } from './pass-second-step.ts'
import { readSecondStep } from './read-second-step.ts'
import { renewBackupCodes } from './renew-backup-codes.ts'
import {
  backupCodesSchema,
  secondStepCodeSchema,
  secondStepSetupSchema,
  secondStepStatusSchema,
} from './schema.ts'

const fail = failWith(secondStepErrors)

/** Only the built-in sign-in has this second step: Clerk has its own, a token has none. */
function assertBuiltIn({ via }: Session): void {
  if (via !== 'session') throw fail('second_step_elsewhere', { message: `second step by ${via}` })
}

interface Caller {
  session: Session
  userId: string
  requestId: string
  remoteAddress?: string | undefined
  forgetSession?: ((sessionId: string) => void) | undefined
}

function forget({ session, forgetSession }: Caller, others: readonly string[] = []): void {
  for (const id of [session.sessionId, ...others]) forgetSession?.(id)
}

const attemptOf = (ctx: Caller) => ({
  userId: ctx.userId,
  sessionId: ctx.session.sessionId,
  actor: auditActor(ctx),
})

export const secondStepRouter = router({
  /** Whether the second step is on, how many backup codes are left, and until when codes of the app must wait. */
  status: doorProcedure
    .output(secondStepStatusSchema)
    .query(({ ctx }) => readSecondStep(ctx.app, ctx.userId)),

  /**
   * A new secret for an authenticator app. Nothing changes until a code of it is confirmed. Throws second_step_on,
   * second_step_elsewhere.
   */
  begin: sensitiveProcedure.output(secondStepSetupSchema).mutation(({ ctx }) => {
    assertBuiltIn(ctx.session)
    return beginSecondStep(ctx.app, ctx.userId)
  }),

  /**
   * Turns the second step on with the app's first code; all other sessions end. The backup codes are shown this once.
   * Throws second_step_not_begun, second_step_on, second_step_code_wrong.
   */
  confirm: sensitiveProcedure
    .input(secondStepCodeSchema)
    .output(backupCodesSchema)
    .mutation(async ({ ctx, input }) => {
      assertBuiltIn(ctx.session)
      const { backupCodes, ended } = await confirmSecondStep(ctx.app, { ...attemptOf(ctx), ...input })
      forget(ctx, ended)
      return { backupCodes }
    }),

  /**
   * Lets this session in with a code of the app or a backup code. Five wrong ones end the session. Throws
   * second_step_code_wrong, second_step_code_used, second_step_locked (with retryAfterSeconds; backup codes work),
   * second_step_session_ended, second_step_not_due, second_step_off.
   */
  pass: doorProcedure
    .input(secondStepCodeSchema)
    .output(z.object({ ok: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      assertBuiltIn(ctx.session)
      try {
        await passSecondStep(ctx.app, { ...attemptOf(ctx), ...input })
      } catch (error) {
        if (error instanceof DomainError && error.code === 'second_step_session_ended') forget(ctx)
        throw error
      }
      forget(ctx)
      return { ok: true as const }
    }),

  /** Ten new backup codes in place of the old ones, shown this once. Throws second_step_off. */
  renewBackupCodes: sensitiveProcedure.output(backupCodesSchema).mutation(async ({ ctx }) => {
    assertBuiltIn(ctx.session)
    return { backupCodes: await renewBackupCodes(ctx.app, attemptOf(ctx)) }
  }),

  /** Turns the second step off; all other sessions end. Throws second_step_off. */
  disable: sensitiveProcedure.output(z.object({ ok: z.literal(true) })).mutation(async ({ ctx }) => {
    assertBuiltIn(ctx.session)
    forget(ctx, await disableSecondStep(ctx.app, attemptOf(ctx)))
    return { ok: true as const }
  }),
})
