import type { Person } from './app.ts'
import { until } from './until.ts'

const posting =
  'Nurse (m/f/d)\nSt. Example Hospital, Leeds\nYou have a nursing diploma and two years on a ward.'

async function resultOf(person: Person, runId: string): Promise<Record<string, unknown>> {
  const run = await until(async () => {
    const current = await person.client.agents.run.query({ id: runId })
    return current.finishedAt === null ? null : current
  }, 30_000)
  return run.result ?? {}
}

/** Lets a person own one of each thing that calls can name by id. */
export async function ownOneOfEach(person: Person) {
  const { client } = person
  const { runId } = await client.postings.captureText.mutate({ text: posting })
  const captured = await resultOf(person, runId)
  return {
    session: (await client.sessions.list.query())[0]?.id ?? '',
    token: (await client.tokens.create.mutate({ name: 'owned' })).id,
    run: runId,
    posting: String(captured['postingId']),
  }
}

export type Owned = Awaited<ReturnType<typeof ownOneOfEach>>

/**
 * The input of every call that names a thing by id. A procedure whose input has such an id and that is
 * missing here fails the isolation test.
 */
export const callsThatName: Record<string, (owned: Owned) => unknown> = {
  'tokens.revoke': ({ token }) => ({ id: token }),
  'sessions.revoke': ({ session }) => ({ id: session }),
  'agents.run': ({ run }) => ({ id: run }),
  'agents.cancel': ({ run }) => ({ id: run }),
  'postings.get': ({ posting: id }) => ({ id }),
  'postings.snapshot': ({ posting: id }) => ({ id }),
  'postings.remove': ({ posting: id }) => ({ id }),
}
