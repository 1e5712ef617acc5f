import { operatorProcedure, router, userProcedure } from '../../platform/trpc/procedures.ts'
import { auditActor } from '../account/record-audit.ts'
import { listMessages } from './list-messages.ts'
import { readPreferences } from './read-preferences.ts'
import { resendMessage } from './resend-message.ts'
import {
  messageListInput,
  messagePageSchema,
  preferencesSchema,
  resendInput,
  resentSchema,
  setPreferenceInput,
} from './schema.ts'
import { setPreference } from './set-preference.ts'

export const emailRouter = router({
  /** Which kinds of mail one can unsubscribe from, and from which one has. */
  preferences: userProcedure
    .output(preferencesSchema)
    .query(({ ctx }) => ctx.transact((tx) => readPreferences(tx, ctx.userId))),

  /** Unsubscribes from a kind of mail, or subscribes again; answers how things stand then. */
  setPreference: userProcedure
    .input(setPreferenceInput)
    .output(preferencesSchema)
    .mutation(({ ctx, input }) =>
      ctx.transact(async (tx) => {
        await setPreference(tx, ctx.userId, input)
        return readPreferences(tx, ctx.userId)
      }),
    ),
})

export const messagesRouter = router({
  /** Mails of everybody and what became of them, the newest first. Addresses are masked; what a mail said isn't shown. */
  list: operatorProcedure
    .input(messageListInput)
    .output(messagePageSchema)
    .query(({ ctx, input }) => ctx.inspect((tx) => listMessages(tx, input))),

  /** Sends a failed mail again. A code is never sent again, nor is what went out already: `message_over`. */
  resend: operatorProcedure
    .input(resendInput)
    .output(resentSchema)
    .mutation(({ ctx, input }) => ctx.operate((tx) => resendMessage(tx, ctx.app, auditActor(ctx), input))),
})
