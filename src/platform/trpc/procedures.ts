import { initTRPC, TRPCError } from '@trpc/server'
import type { OpenApiMeta } from 'trpc-to-openapi'
import type { AppContext } from '../../context.ts'
import {
  requireAdmin,
  requireOperator,
  requireRecentSession,
  requireSession,
  type SessionNeeds,
} from '../auth/require-session.ts'
import type { Session } from '../auth/session.ts'
import { asUser, asWorker, readAsUser, readAsWorker } from '../db/transaction.ts'
import type { Tx } from '../db/types.ts'
import type { Tally } from '../limits/create-limits.ts'
import type { Cost } from '../limits/limits.ts'
import { formatError, toTrpcError } from './error-shape.ts'

/** What every procedure gets; one per HTTP request (or per command of the CLI). */
export interface RequestContext {
  app: AppContext
  session: Session | null
  /** Counts the calls of this request; absent in the CLI. */
  tally?: Tally
  /** Why the caller's credential was refused; every procedure then fails with it. */
  refusal?: unknown
  /** Drops a session or token from this process's cache of verified ones; absent in the CLI. */
  forgetSession?: (sessionId: string) => void
  /** The same for a person, with all their sessions and tokens. */
  forgetPerson?: (userId: string) => void
  requestId: string
  /** Where the caller is; absent in the CLI. */
  remoteAddress?: string
  /** W3C traceparent of this request; travels with the jobs it enqueues. */
  traceparent: string
  /** Fires when the caller goes away or the server stops. */
  signal: AbortSignal
}

/**
 * public: anybody. door: signed in, though the second step is still due or the account is leaving. user: signed in.
 * sensitive: signed in a few minutes ago, by all steps, not by a token. operator, admin: by role.
 */
export type Policy = 'public' | 'door' | 'user' | 'sensitive' | 'operator' | 'admin'

/** `policy` says who may call; a test fails for a procedure without one. `costs`: what it counts as, if it is dear. */
export type ProcedureMeta = OpenApiMeta & { policy?: Policy; costs?: Cost }

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

interface Call {
  ctx: RequestContext
  type: 'query' | 'mutation' | 'subscription'
  meta: ProcedureMeta | undefined
}

/** Before anything is done for it. Of streams, only so many may be open. */
async function countCall({ ctx, type, meta }: Call): Promise<void> {
  if (type === 'subscription' || !ctx.tally) return
  try {
    const counting = ctx.tally.count(meta?.costs)
    if (counting) await counting
  } catch (error) {
    throw refusal(error)
  }
}

export const publicProcedure = t.procedure.meta({ policy: 'public' }).use(async (call) => {
  const { ctx, next } = call
  await countCall(call)
  assertNotRefused(ctx)
  return translated(await next())
})

type Require = (session: Session | null, needs: SessionNeeds) => Session

function requireCaller(ctx: RequestContext, needs: SessionNeeds, require: Require = requireSession): Session {
  assertNotRefused(ctx)
  try {
    return require(ctx.session, needs)
  } catch (error) {
    throw refusal(error)
  }
}

/** What a person's own procedures get; queries read: Postgres holds them to it, and they don't wait for a commit. */
function ownContext(ctx: RequestContext, session: Session, toWrite: boolean) {
  const { userId } = session
  const open = toWrite ? asUser : readAsUser
  const transact = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => open(ctx.app.db, userId, work)
  return { session, userId, transact }
}

/**
 * Needs a signed-in person. `transact` opens the transaction (a query's: read only) in which row-level security
 * shows only their rows: `ctx.transact((tx) => listResumes(tx, ctx.userId))`.
 */
export const userProcedure = t.procedure.meta({ policy: 'user' }).use(async (call) => {
  const { ctx, next, type } = call
  await countCall(call)
  const toWrite = type === 'mutation'
  const session = requireCaller(ctx, { toWrite })
  return translated(await next({ ctx: ownContext(ctx, session, toWrite) }))
})

/** As userProcedure, also for those who still owe their second step or are leaving: what lets them in, or out. */
export const doorProcedure = t.procedure.meta({ policy: 'door' }).use(async (call) => {
  const { ctx, next, type } = call
  await countCall(call)
  const toWrite = type === 'mutation'
  const session = requireCaller(ctx, { toWrite, atTheDoor: true })
  return translated(await next({ ctx: ownContext(ctx, session, toWrite) }))
})

/** As userProcedure, for what can't be taken back or lets others in: they have just proved who they are. */
export const sensitiveProcedure = t.procedure.meta({ policy: 'sensitive' }).use(async (call) => {
  const { ctx, next, type } = call
  await countCall(call)
  const toWrite = type === 'mutation'
  const now = ctx.app.clock.now()
  const session = requireCaller(ctx, { toWrite }, (known, needs) => requireRecentSession(known, now, needs))
  return translated(await next({ ctx: ownContext(ctx, session, toWrite) }))
})

/** What whoever runs this may do: `inspect` reads everybody's rows, `operate` changes them, both as the worker. */
function runnersContext(ctx: RequestContext, session: Session) {
  const inspect = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => readAsWorker(ctx.app.db, work)
  const operate = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => asWorker(ctx.app.db, work)
  return { session, userId: session.userId, inspect, operate }
}

/** Needs an operator (or admin): an operator's own rows are no more than anybody's. */
export const operatorProcedure = t.procedure.meta({ policy: 'operator' }).use(async (call) => {
  const { ctx, next, type } = call
  await countCall(call)
  const session = requireCaller(ctx, { toWrite: type === 'mutation' }, requireOperator)
  return translated(await next({ ctx: runnersContext(ctx, session) }))
})

/** Needs an admin: people's roles, plans and standing. */
export const adminProcedure = t.procedure.meta({ policy: 'admin' }).use(async (call) => {
  const { ctx, next, type } = call
  await countCall(call)
  const session = requireCaller(ctx, { toWrite: type === 'mutation' }, requireAdmin)
  return translated(await next({ ctx: runnersContext(ctx, session) }))
})
