import type { AppContext } from '../../../context.ts'
import type { Session } from '../../../platform/auth/session.ts'
import type { Tx } from '../../../platform/db/types.ts'
import { adminProcedure, router } from '../../../platform/trpc/procedures.ts'
import { auditActor, type AuditActor } from '../record-audit.ts'
import { listPeople } from './list-people.ts'
import { restorePerson } from './restore-person.ts'
import { revokeSessions } from './revoke-sessions.ts'
import {
  listPeopleSchema,
  peoplePageSchema,
  personDetailSchema,
  revokedSchema,
  revokeSessionsSchema,
  setPlanSchema,
  setRoleSchema,
  showPersonSchema,
  standingSchema,
} from './schema.ts'
import { setPlan } from './set-plan.ts'
import { setRole } from './set-role.ts'
import { showPerson } from './show-person.ts'
import { suspendPerson } from './suspend-person.ts'

interface Administering {
  app: AppContext
  session: Session
  requestId: string
  remoteAddress?: string | undefined
  forgetPerson?: ((userId: string) => void) | undefined
  operate<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

/** The change takes effect at once here, and within the few seconds of the sessions' cache in other processes. */
async function change<T>(
  ctx: Administering,
  id: string,
  work: (tx: Tx, actor: AuditActor) => Promise<T>,
): Promise<T> {
  const result = await ctx.operate((tx) => work(tx, auditActor(ctx)))
  ctx.forgetPerson?.(id)
  return result
}

export const peopleRouter = router({
  /** A page of people, the newest first; `query` is how their address or name begins. Throws people_cursor_invalid. */
  list: adminProcedure
    .input(listPeopleSchema)
    .output(peoplePageSchema)
    .query(({ ctx, input }) => ctx.inspect((tx) => listPeople(tx, input))),

  /** One person, by id or address: what they have, where they are signed in, what was done. Throws person_unknown. */
  show: adminProcedure
    .input(showPersonSchema)
    .output(personDetailSchema)
    .query(({ ctx, input }) => ctx.inspect((tx) => showPerson(tx, ctx.app, input))),

  /** Gives another role. Throws person_unknown, last_admin. */
  setRole: adminProcedure
    .input(setRoleSchema)
    .output(personDetailSchema)
    .mutation(({ ctx, input }) =>
      change(ctx, input.id, async (tx, actor) => {
        await setRole(tx, input, actor)
        return showPerson(tx, ctx.app, input)
      }),
    ),

  /** Gives another plan: its rate limits hold from the next call on. Throws person_unknown. */
  setPlan: adminProcedure
    .input(setPlanSchema)
    .output(personDetailSchema)
    .mutation(({ ctx, input }) =>
      change(ctx, input.id, async (tx, actor) => {
        await setPlan(tx, input, actor)
        return showPerson(tx, ctx.app, input)
      }),
    ),

  /**
   * Refuses every call of theirs until `restore`; what they have stays. Throws person_unknown, own_suspension,
   * person_leaving.
   */
  suspend: adminProcedure
    .input(standingSchema)
    .output(personDetailSchema)
    .mutation(({ ctx, input }) =>
      change(ctx, input.id, async (tx, actor) => {
        await suspendPerson(tx, input, actor)
        return showPerson(tx, ctx.app, input)
      }),
    ),

  /** Ends a suspension. Throws person_unknown, person_leaving. */
  restore: adminProcedure
    .input(standingSchema)
    .output(personDetailSchema)
    .mutation(({ ctx, input }) =>
      change(ctx, input.id, async (tx, actor) => {
        await restorePerson(tx, input, actor)
        return showPerson(tx, ctx.app, input)
      }),
    ),

  /** Signs a person out everywhere, with `tokens` their programs as well. Throws person_unknown. */
  revokeSessions: adminProcedure
    .input(revokeSessionsSchema)
    .output(revokedSchema)
    .mutation(({ ctx, input }) =>
      change(ctx, input.id, (tx, actor) => revokeSessions(tx, ctx.app, input, actor)),
    ),
})
