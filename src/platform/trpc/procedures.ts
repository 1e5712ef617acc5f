import { initTRPC, TRPCError } from '@trpc/server'
import type { OpenApiMeta } from 'trpc-to-openapi'
import type { AppContext } from '../../context.ts'
import { requireOperator, requireSession } from '../auth/require-session.ts'
import type { Session } from '../auth/session.ts'
import { asUser, asWorker, readAsUser, readAsWorker } from '../db/transaction.ts'
import type { Tx } from '../db/types.ts'
import { formatError, toTrpcError } from './error-shape.ts'

/** What every procedure gets; one per HTTP request (or per command of the CLI). */
export interface RequestContext {
  app: AppContext
  session: Session | null
  /** Why the caller's credential was refused; every procedure then fails with it. */
  refusal?: unknown
  /** Drops a session or token from this process's cache of verified ones; absent in the CLI. */
  forgetSession?: (sessionId: string) => void
  requestId: string
  /** W3C traceparent of this request; travels with the jobs it enqueues. */
  traceparent: string
  /** Fires when the caller goes away or the server stops. */
  signal: AbortSignal
}

export type Policy = 'public' | 'user' | 'operator' | 'admin'

/** `policy` says who may call; a test fails for a procedure without one. */
export type ProcedureMeta = OpenApiMeta & { policy?: Policy }

/** How streams are kept alive; the events' own responder does the same. */
export const streamOptions = {
  ping: { enabled: true, intervalMs: 15_000 },
  client: { reconnectAfterInactivityMs: 45_000 },
}

const t = initTRPC.context<RequestContext>().meta<ProcedureMeta>().create({
  errorFormatter: formatError,
  sse: streamOptions,
})

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/** For what is thrown before `next`, where nothing translates it any more. */
function refusal(cause: unknown): TRPCError {
  return toTrpcError(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause }))
}

/** A refused credential fails every call with its own words. */
function assertNotRefused(ctx: RequestContext): void {
  if (ctx.refusal !== undefined) throw refusal(ctx.refusal)
}

/** A domain's error as one of tRPC's; the result of a call as it is otherwise. */
function translated<Result extends { ok: true } | { ok: false; error: TRPCError }>(result: Result): Result {
  if (!result.ok) throw toTrpcError(result.error)
  return result
}

export const publicProcedure = t.procedure.meta({ policy: 'public' }).use(async ({ ctx, next }) => {
  assertNotRefused(ctx)
  return translated(await next())
})

function requireCaller(ctx: RequestContext, toWrite: boolean, require = requireSession): Session {
  assertNotRefused(ctx)
  try {
    return require(ctx.session, { toWrite })
  } catch (error) {
    throw refusal(error)
  }
}

/**
 * Needs a signed-in person. `transact` opens the transaction (a query's: read only) in which row-level security
 * shows only their rows: `ctx.transact((tx) => listResumes(tx, ctx.userId))`.
 */
export const userProcedure = t.procedure.meta({ policy: 'user' }).use(async ({ ctx, next, type }) => {
  const session = requireCaller(ctx, type === 'mutation')
  const { userId } = session
  // Queries read: Postgres holds them to it, and they are spared the wait for a commit.
  const open = type === 'mutation' ? asUser : readAsUser
  const transact = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => open(ctx.app.db, userId, work)
  return translated(await next({ ctx: { session, userId, transact } }))
})

/**
 * Needs an operator (or admin). `inspect` reads everybody's rows, `operate` changes them; both act as the worker:
 * an operator's own rows are no more than anybody's.
 */
export const operatorProcedure = t.procedure.meta({ policy: 'operator' }).use(async ({ ctx, next, type }) => {
  const session = requireCaller(ctx, type === 'mutation', requireOperator)
  const inspect = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => readAsWorker(ctx.app.db, work)
  const operate = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => asWorker(ctx.app.db, work)
  return translated(await next({ ctx: { session, userId: session.userId, inspect, operate } }))
})
