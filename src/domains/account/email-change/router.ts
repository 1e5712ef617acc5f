import { z } from 'zod'
import type { Session } from '../../../platform/auth/session.ts'
import { failWith } from '../../../platform/errors.ts'
import { router, sensitiveProcedure, userProcedure } from '../../../platform/trpc/procedures.ts'
import { auditActor } from '../record-audit.ts'
import { beginEmailChange } from './begin-email-change.ts'
import { cancelEmailChange } from './cancel-email-change.ts'
import { confirmEmailChange } from './confirm-email-change.ts'
import { emailChangeErrors } from './errors.ts'
import { findEmailChange } from './find-email-change.ts'
import { beginEmailChangeSchema, confirmEmailChangeSchema, pendingEmailChangeSchema } from './schema.ts'

const fail = failWith(emailChangeErrors)

/** An address that Clerk knows is Clerk's to change. */
function assertBuiltIn({ via }: Session): void {
  if (via !== 'session') throw fail('email_elsewhere', { message: `e-mail change by ${via}` })
}

export const emailChangeRouter = router({
  /** The change of address that waits for its code; null when none does. */
  pending: userProcedure
    .output(pendingEmailChangeSchema.nullable())
    .query(({ ctx }) => findEmailChange(ctx.app, ctx.userId)),

  /**
   * Mails a code to the new address and word of it to the old one; replaces a change that was waiting. The answer is
   * the same for an address that somebody else has. Throws email_same, email_change_too_often, email_elsewhere.
   */
  begin: sensitiveProcedure
    .input(beginEmailChangeSchema)
    .output(pendingEmailChangeSchema)
    .mutation(({ ctx, input }) => {
      assertBuiltIn(ctx.session)
      return beginEmailChange(ctx.app, { userId: ctx.userId, actor: auditActor(ctx), ...input })
    }),

  /**
   * Changes the address with the code of six digits; all other sessions end. Throws email_change_code_wrong,
   * email_change_expired, email_change_used_up, email_change_off, email_taken.
   */
  confirm: sensitiveProcedure
    .input(confirmEmailChangeSchema)
    .output(z.object({ email: z.string() }))
    .mutation(async ({ ctx, input }) => {
      assertBuiltIn(ctx.session)
      const { userId, session } = ctx
      const wanted = { userId, sessionId: session.sessionId, actor: auditActor(ctx), ...input }
      const { email, ended } = await confirmEmailChange(ctx.app, wanted)
      for (const id of ended) ctx.forgetSession?.(id)
      return { email }
    }),

  /** Gives the change up; the code no longer works. */
  cancel: userProcedure.output(z.object({ ok: z.literal(true) })).mutation(async ({ ctx }) => {
    await cancelEmailChange(ctx.app, { userId: ctx.userId, actor: auditActor(ctx) })
    return { ok: true as const }
  }),
})
