import { sessionsRouter, tokensRouter, usersRouter } from './domains/account/router.ts'
import { router } from './platform/trpc/procedures.ts'

/** A pure merge of the domains' routers. */
export const appRouter = router({
  users: usersRouter,
  tokens: tokensRouter,
  sessions: sessionsRouter,
})

export type AppRouter = typeof appRouter
