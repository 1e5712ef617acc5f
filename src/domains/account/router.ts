import { z } from 'zod'
import { asWorker } from '../../platform/db/transaction.ts'
import { failWith } from '../../platform/errors.ts'
import { networkOf } from '../../platform/http/network-of.ts'
import type { Session } from '../../platform/auth/session.ts'
import {
  doorProcedure,
  publicProcedure,
  router,
  sensitiveProcedure,
  userProcedure,
} from '../../platform/trpc/procedures.ts'
import { offersCodes } from './code-offer.ts'
import { issueToken } from './create-token.ts'
import { accountErrors } from './errors.ts'
import {
  findPerson,
  listSessions,
  listTokens,
  revokeToken,
  updatePerson,
  type PersonRow,
  type TokenRow,
} from './queries.ts'
import { auditActor, recordAudit } from './record-audit.ts'
import {
  createdTokenSchema,
  createTokenSchema,
  personSchema,
  securityHistorySchema,
  securityQuerySchema,
  signInOptionsSchema,
  signInSessionSchema,
  tokenSchema,
  updatePersonSchema,
  type Person,
  type Token,
} from './schema.ts'
import { deviceName } from './sessions/device-name.ts'
import { endOtherSessions } from './sessions/end-other-sessions.ts'
import { endSession } from './sessions/end-session.ts'
import { listSecurityEvents } from './sessions/list-security-events.ts'

const fail = failWith(accountErrors)
const MAX_TOKENS = 50

function secondStepOf({ secondStepDue, mfa }: Session): Person['secondStep'] {
  if (secondStepDue) return 'due'
  return mfa ? 'passed' : 'off'
}

function toPerson(row: PersonRow | undefined, session: Session): Person {
  // Erased between signing in and asking.
  if (!row) throw fail('session_invalid', { message: 'the person of this session no longer exists' })
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    emailVerified: row.email_verified,
    role: row.role,
    plan: row.plan,
    timeZone: row.time_zone,
    createdAt: row.created_at.toISOString(),
    state: row.state === 'pending_deletion' ? 'leaving' : 'active',
    purgeAfter: row.purge_after?.toISOString() ?? null,
    secondStep: secondStepOf(session),
  }
}

function toToken(row: TokenRow): Token {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  }
}

const idInput = z.object({ id: z.uuid() })

export const usersRouter = router({
  /** The signed-in person, also one who still owes the second step or is leaving. */
  me: doorProcedure
    .meta({ openapi: { method: 'GET', path: '/users/me', summary: 'The signed-in person', tags: ['users'] } })
    .output(personSchema)
    .query(async ({ ctx }) => toPerson(await ctx.transact((tx) => findPerson(tx, ctx.userId)), ctx.session)),

  /** Changes the name or the time zone; what isn't given stays. */
  update: userProcedure
    .meta({
      openapi: {
        method: 'PATCH',
        path: '/users/me',
        summary: 'Change the name or the time zone',
        tags: ['users'],
      },
    })
    .input(updatePersonSchema)
    .output(personSchema)
    .mutation(async ({ ctx, input }) =>
      toPerson(await ctx.transact((tx) => updatePerson(tx, ctx.userId, input)), ctx.session),
    ),
})

export const tokensRouter = router({
  /** Working personal access tokens, newest first. */
  list: userProcedure
    .meta({
      openapi: { method: 'GET', path: '/tokens', summary: 'Your personal access tokens', tags: ['tokens'] },
    })
    .output(z.array(tokenSchema))
    .query(async ({ ctx }) => {
      const rows = await ctx.transact((tx) => listTokens(tx, ctx.userId, ctx.app.clock.now()))
      return rows.map(toToken)
    }),

  /** The answer is the only time the token is shown. Throws too_many_tokens. */
  create: sensitiveProcedure
    .input(createTokenSchema)
    .output(createdTokenSchema)
    .mutation(async ({ ctx, input }) => {
      const { userId, app } = ctx
      const { row, token } = await ctx.transact(async (tx) => {
        const existing = await listTokens(tx, userId, app.clock.now())
        if (existing.length >= MAX_TOKENS) throw fail('too_many_tokens')
        const issued = await issueToken(tx, app, { userId, ...input })
        await recordAudit(tx, {
          ...auditActor(ctx),
          action: 'tokens.create',
          targetType: 'token',
          targetId: issued.row.id,
          subjectId: userId,
          after: { name: input.name, scope: input.scope, expiresAt: issued.row.expires_at },
        })
        return issued
      })
      return { ...toToken(row), token }
    }),

  /** Ends a token at once; who calls with it is refused from then on. */
  revoke: userProcedure
    .meta({
      openapi: { method: 'DELETE', path: '/tokens/{id}', summary: 'Revoke a token', tags: ['tokens'] },
    })
    .input(idInput)
    .output(z.object({ id: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      const { userId } = ctx
      await ctx.transact(async (tx) => {
        const revoked = await revokeToken(tx, userId, input.id, ctx.app.clock.now())
        if (!revoked) throw fail('token_not_found', { message: `token ${input.id} of user ${userId}` })
        await recordAudit(tx, {
          ...auditActor(ctx),
          action: 'tokens.revoke',
          targetType: 'token',
          targetId: input.id,
          subjectId: userId,
        })
      })
      ctx.forgetSession?.(input.id)
      return { id: input.id }
    }),
})

export const sessionsRouter = router({
  /** How one can sign in here; for the page that asks. */
  options: publicProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/sessions/options',
        protect: false,
        summary: 'How one can sign in',
        tags: ['sessions'],
      },
    })
    .output(signInOptionsSchema)
    .query(({ ctx }) => {
      const { clerk, linkedin } = ctx.app.config
      return {
        code: offersCodes(ctx.app.config),
        clerk: clerk && { publishableKey: clerk.publishableKey },
        linkedin: linkedin !== null,
      }
    }),

  /** Where the person is signed in, newest first. */
  list: userProcedure.output(z.array(signInSessionSchema)).query(async ({ ctx }) => {
    const rows = await asWorker(ctx.app.db, (tx) => listSessions(tx, ctx.userId, ctx.app.clock.now()))
    return rows.map((row) => ({
      id: row.id,
      current: row.id === ctx.session.sessionId,
      userAgent: row.user_agent,
      device: deviceName(row.user_agent),
      network: row.ip_address ? networkOf(row.ip_address) : null,
      createdAt: row.created_at.toISOString(),
      lastUsedAt: row.updated_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
    }))
  }),

  /** Signs that device out. */
  revoke: userProcedure
    .input(idInput)
    .output(z.object({ id: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      const { userId } = ctx
      const ended = await endSession(ctx.app, { userId, sessionId: input.id, actor: auditActor(ctx) })
      if (!ended) throw fail('session_not_found', { message: `session ${input.id} of user ${ctx.userId}` })
      ctx.forgetSession?.(input.id)
      return { id: input.id }
    }),

  /** Signs every other device out; how many that were. */
  revokeOthers: userProcedure.output(z.object({ ended: z.number().int() })).mutation(async ({ ctx }) => {
    const { userId, session } = ctx
    const actor = auditActor(ctx)
    const ended = await endOtherSessions(ctx.app, { userId, sessionId: session.sessionId, actor })
    for (const id of ended) ctx.forgetSession?.(id)
    return { ended: ended.length }
  }),

  /** What happened to the safety of one's own account, the newest first: sign-ins, tokens, changes by operators. */
  security: userProcedure
    .input(securityQuerySchema)
    .output(securityHistorySchema)
    .query(({ ctx, input }) => ctx.transact((tx) => listSecurityEvents(tx, ctx.userId, input))),
})
