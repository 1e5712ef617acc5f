import type { AppContext } from '../../context.ts'
import { failWith } from '../../platform/errors.ts'
import type { Tx } from '../../platform/db/types.ts'
import { resumeErrors } from './errors.ts'
import { insertChanges, lockFacts, updateFact } from './queries.ts'

const fail = failWith(resumeErrors)

/** Takes a fact out of the profile; it can be restored. Removing it twice is the same as once. */
export async function removeFact(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  { userId, factId }: { userId: string; factId: string },
): Promise<void> {
  const [fact] = await lockFacts(tx, userId, [factId])
  if (!fact) throw fail('fact_not_found')
  if (fact.state === 'removed') return
  await updateFact(tx, userId, factId, { state: 'removed' })
  const [before, after] = [{ state: fact.state }, { state: 'removed' }]
  await insertChanges(tx, [{ id: ctx.clock.uuid(), userId, factId, action: 'removed', before, after }])
}
