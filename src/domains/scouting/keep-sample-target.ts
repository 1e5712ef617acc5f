import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { insertTarget, listTargetRows, lockTargetsOf } from './queries.ts'
import { MAX_TARGETS } from './schema.ts'
import { understandSentence } from './understand-sentence.ts'

/** Keeps the target of the sample data; false where there is one already, or no room for it. */
export async function keepSampleTarget(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  { userId, sentence }: { userId: string; sentence: string },
): Promise<boolean> {
  await lockTargetsOf(tx, userId)
  const rows = await listTargetRows(tx, userId)
  if (rows.some((row) => row.is_sample) || rows.length >= MAX_TARGETS) return false
  const understood = understandSentence(sentence)
  await insertTarget(tx, { id: ctx.clock.uuid(), userId, sentence, understood, isSample: true })
  return true
}
