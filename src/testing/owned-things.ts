import { z } from 'zod'
import { defineAgent } from '../domains/agents/define-agent.ts'
import { startRun } from '../domains/agents/start-run.ts'
import { asUser } from '../platform/db/transaction.ts'
import type { Person, TestApp } from './app.ts'

/** How a person comes to own one of each thing that calls can name by id. Returns the id. */
const makers = {
  session: async (_app: TestApp, person: Person) => (await person.client.sessions.list.query())[0]?.id ?? '',
  token: async (_app: TestApp, person: Person) =>
    (await person.client.tokens.create.mutate({ name: 'owned' })).id,
  run: async (app: TestApp, { userId }: Person) => {
    const agent = defineAgent({ kind: 'owned', input: z.object({}), steps: [] })
    const { runId } = await asUser(app.ctx.db, userId, (tx) =>
      startRun(tx, app.ctx, agent, { userId, input: {}, traceparent: null }),
    )
    return runId
  },
}

export type Owned = Record<keyof typeof makers, string>

export async function ownOneOfEach(app: TestApp, person: Person): Promise<Owned> {
  const owned: Partial<Owned> = {}
  for (const [name, make] of Object.entries(makers)) owned[name as keyof Owned] = await make(app, person)
  return owned as Owned // every key of `makers` was just filled in
}

/**
 * The input of every call that names a thing by id. A procedure whose input has such an id and that is
 * missing here fails the isolation test.
 */
export const callsThatName: Record<string, (owned: Owned) => unknown> = {
  'tokens.revoke': ({ token }) => ({ id: token }),
  'sessions.revoke': ({ session }) => ({ id: session }),
  'agents.run': ({ run }) => ({ id: run }),
  'agents.cancel': ({ run }) => ({ id: run }),
}
