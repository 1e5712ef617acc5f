import { initTRPC } from '@trpc/server'
import type { OpenApiMeta } from 'trpc-to-openapi'
import type { AppContext } from '../../context.ts'
import type { Session } from '../auth/session.ts'
import { asUser } from '../db/transaction.ts'
import type { Tx } from '../db/types.ts'
import { DomainError } from '../errors.ts'
import { formatError, toTrpcError } from './error-shape.ts'

/** What every procedure gets; one per HTTP request (or per command of the CLI). */
export interface RequestContext {
  app: AppContext
  session: Session | null
  requestId: string
  /** W3C traceparent of this request; travels with the jobs it enqueues. */
  traceparent: string
  /** Fires when the caller goes away or the server stops. */
  signal: AbortSignal
}

export type Policy = 'public' | 'user' | 'operator' | 'admin'

/** `policy` says who may call; a test fails for a procedure without one. */
export type ProcedureMeta = OpenApiMeta & { policy?: Policy }

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({ errorFormatter: formatError, sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 45_000 } } })

export const router = t.router
export const mergeRouters = t.mergeRouters
export const createCallerFactory = t.createCallerFactory

const procedure = t.procedure.use(async ({ next }) => {
  const result = await next()
  if (!result.ok) throw toTrpcError(result.error)
  return result
})

export const publicProcedure = procedure.meta({ policy: 'public' })

function requireSession(session: Session | null): Session {
  if (session) return session
  throw new DomainError({
    code: 'sign_in_required',
    kind: 'unauthorized',
    message: 'no session',
    userMessage: 'Please sign in first.',
  })
}

/**
 * Needs a signed-in person. `transact` opens the transaction in which row-level security shows only their
 * rows: `ctx.transact((tx) => listResumes(tx, ctx.userId))`.
 */
export const userProcedure = procedure.meta({ policy: 'user' }).use(({ ctx, next }) => {
  const session = requireSession(ctx.session)
  const transact = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => asUser(ctx.app.db, session.userId, work)
  return next({ ctx: { ...ctx, session, userId: session.userId, transact } })
})

/** Needs a session with the role operator (or admin). */
export const operatorProcedure = userProcedure.meta({ policy: 'operator' }).use(({ ctx, next }) => {
  if (ctx.session.role === 'user') {
    throw new DomainError({
      code: 'operator_required',
      kind: 'forbidden',
      message: `user ${ctx.userId} is no operator`,
      userMessage: 'This needs the role operator. Ask an administrator for it.',
    })
  }
  return next()
})
