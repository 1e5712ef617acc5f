import { z } from 'zod'
import { asWorker } from '../../platform/db/transaction.ts'
import { failWith } from '../../platform/errors.ts'
import { publicProcedure, router, userProcedure } from '../../platform/trpc/procedures.ts'
import { issueToken } from './create-token.ts'
import { accountErrors } from './errors.ts'
import {
  deleteSession,
  findPerson,
  listSessions,
  listTokens,
  revokeToken,
  updatePerson,
  type PersonRow,
  type TokenRow,
} from './queries.ts'
import {
  createdTokenSchema,
  createTokenSchema,
  personSchema,
  signInOptionsSchema,
  signInSessionSchema,
  tokenSchema,
  updatePersonSchema,
  type Person,
  type Token,
} from './schema.ts'

const fail = failWith(accountErrors)
const MAX_TOKENS = 50

function toPerson(row: PersonRow | undefined): Person {
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
  /** The signed-in person. */
  me: userProcedure
    .meta({ openapi: { method: 'GET', path: '/users/me', summary: 'The signed-in person', tags: ['users'] } })
    .output(personSchema)
    .query(async ({ ctx }) => toPerson(await ctx.transact((tx) => findPerson(tx, ctx.userId)))),

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
      toPerson(await ctx.transact((tx) => updatePerson(tx, ctx.userId, input))),
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

  /** The answer is the only time the token is shown. */
  create: userProcedure
    .input(createTokenSchema)
    .output(createdTokenSchema)
    .mutation(async ({ ctx, input }) => {
      const { userId, app } = ctx
      const { row, token } = await ctx.transact(async (tx) => {
        const existing = await listTokens(tx, userId, app.clock.now())
        if (existing.length >= MAX_TOKENS) throw fail('too_many_tokens')
        return issueToken(tx, app, { userId, ...input })
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
      const revoked = await ctx.transact((tx) => revokeToken(tx, ctx.userId, input.id, ctx.app.clock.now()))
      if (!revoked) throw fail('token_not_found', { message: `token ${input.id} of user ${ctx.userId}` })
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
      const { clerk, appEnv } = ctx.app.config
      // Codes need mail, which only local and test have: elsewhere Clerk signs people in.
      const code = appEnv === 'local' || appEnv === 'test'
      return { code, clerk: clerk && { publishableKey: clerk.publishableKey } }
    }),

  /** Where the person is signed in, newest first. */
  list: userProcedure.output(z.array(signInSessionSchema)).query(async ({ ctx }) => {
    const rows = await asWorker(ctx.app.db, (tx) => listSessions(tx, ctx.userId, ctx.app.clock.now()))
    return rows.map((row) => ({
      id: row.id,
      current: row.id === ctx.session.sessionId,
      userAgent: row.user_agent,
      createdAt: row.created_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
    }))
  }),

  /** Signs that device out. */
  revoke: userProcedure
    .input(idInput)
    .output(z.object({ id: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      const deleted = await asWorker(ctx.app.db, (tx) => deleteSession(tx, ctx.userId, input.id))
      if (!deleted) throw fail('session_not_found', { message: `session ${input.id} of user ${ctx.userId}` })
      ctx.forgetSession?.(input.id)
      return { id: input.id }
    }),
})
