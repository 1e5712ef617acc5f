import { z } from 'zod'
import { asWorker } from '../../../platform/db/transaction.ts'
import { router, sensitiveProcedure, userProcedure } from '../../../platform/trpc/procedures.ts'
import { auditActor } from '../record-audit.ts'
import { findConnection } from './queries.ts'
import { removeConnection } from './remove-connection.ts'
import { connectionInput, connectionSchema } from './schema.ts'

export const connectionsRouter = router({
  /** Other services that sign the person in here; they are connected in the browser, at /api/auth/link-social. */
  list: userProcedure.output(z.array(connectionSchema)).query(async ({ ctx }) => {
    const row = await asWorker(ctx.app.db, (tx) => findConnection(tx, ctx.userId))
    return row ? [{ provider: 'linkedin' as const, since: row.created_at.toISOString() }] : []
  }),

  /** That service signs the person in no longer; sessions that it began go on. Throws linkedin_not_connected. */
  remove: sensitiveProcedure
    .input(connectionInput)
    .output(connectionInput)
    .mutation(async ({ ctx, input }) => {
      await removeConnection(ctx.app, { userId: ctx.userId, actor: auditActor(ctx) })
      return input
    }),
})
