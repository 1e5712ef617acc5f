import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { insertChanges, lockFacts, updateFact } from './queries.ts'

/**
 * Confirms facts of one person: those named that are theirs and neither confirmed nor removed. Returns how
 * many were. Approving a draft confirms the facts it rests on through this.
 */
export async function confirmFacts(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  { userId, factIds }: { userId: string; factIds: readonly string[] },
): Promise<number> {
  const facts = (await lockFacts(tx, userId, factIds)).filter((fact) => fact.state === 'unconfirmed')
  for (const fact of facts) await updateFact(tx, userId, fact.id, { state: 'confirmed' })
  await insertChanges(
    tx,
    facts.map(({ id }) => ({
      id: ctx.clock.uuid(),
      userId,
      factId: id,
      action: 'confirmed',
      before: { state: 'unconfirmed' },
      after: { state: 'confirmed' },
    })),
  )
  return facts.length
}
