import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { targetErrors } from './errors.ts'
import { findTarget, updateTargetRow } from './queries.ts'
import type { Target } from './schema.ts'
import { targetView } from './target-view.ts'
import { understandSentence } from './understand-sentence.ts'

const fail = failWith(targetErrors)

export interface UpdateTarget {
  userId: string
  id: string
  sentence?: string | undefined
  active?: boolean | undefined
}

/** Changes the sentence or whether it counts; what isn't given stays. Throws target_not_found, target_not_understood. */
export async function updateTarget(tx: Tx, { userId, id, sentence, active }: UpdateTarget): Promise<Target> {
  if (!(await findTarget(tx, userId, id))) throw fail('target_not_found')
  const change = {
    // In the person's own words it no longer goes with the sample data.
    ...(sentence === undefined
      ? {}
      : { sentence, understood: understandSentence(sentence), isSample: false }),
    ...(active === undefined ? {} : { active }),
  }
  if (Object.keys(change).length > 0) await updateTargetRow(tx, userId, id, change)
  const row = await findTarget(tx, userId, id)
  if (!row) throw fail('target_not_found')
  return targetView(row)
}
