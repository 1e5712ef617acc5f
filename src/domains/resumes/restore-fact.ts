import { z } from 'zod'
import type { AppContext } from '../../context.ts'
import { failWith } from '../../platform/errors.ts'
import type { Tx } from '../../platform/db/types.ts'
import { resumeErrors } from './errors.ts'
import { toProfileFact } from './fact-view.ts'
import { insertChanges, lockFacts, stateBeforeRemoval, updateFact } from './queries.ts'
import type { ProfileFact } from './schema.ts'

const fail = failWith(resumeErrors)
const beforeSchema = z.object({ state: z.enum(['unconfirmed', 'confirmed']) }).catch({ state: 'unconfirmed' })

/** Brings a removed fact back as it was. */
export async function restoreFact(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  { userId, factId }: { userId: string; factId: string },
): Promise<ProfileFact> {
  const [fact] = await lockFacts(tx, userId, [factId])
  if (!fact) throw fail('fact_not_found')
  if (fact.state !== 'removed') return toProfileFact(fact)
  const { state } = beforeSchema.parse(await stateBeforeRemoval(tx, userId, factId))
  await updateFact(tx, userId, factId, { state })
  const [before, after] = [{ state: 'removed' }, { state }]
  await insertChanges(tx, [{ id: ctx.clock.uuid(), userId, factId, action: 'restored', before, after }])
  return toProfileFact({ ...fact, state })
}
