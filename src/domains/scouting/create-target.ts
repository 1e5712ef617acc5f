import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { targetErrors } from './errors.ts'
import { countTargets, findTarget, insertTarget, lockTargetsOf } from './queries.ts'
import { MAX_TARGETS, type Target } from './schema.ts'
import { targetView } from './target-view.ts'
import { understandSentence } from './understand-sentence.ts'

const fail = failWith(targetErrors)

/** Keeps what a person looks for; it is active at once. Throws target_limit, target_not_understood. */
export async function createTarget(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  { userId, sentence }: { userId: string; sentence: string },
): Promise<Target> {
  const understood = understandSentence(sentence)
  await lockTargetsOf(tx, userId)
  if ((await countTargets(tx, userId)) >= MAX_TARGETS) throw fail('target_limit')
  const id = ctx.clock.uuid()
  await insertTarget(tx, { id, userId, sentence, understood })
  const row = await findTarget(tx, userId, id)
  if (!row) throw new Error(`target ${id} was not stored`)
  return targetView(row)
}
