import type { AppContext } from '../../context.ts'
import { mapConstraint } from '../../platform/db/constraint-errors.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { UNDO_REMOVAL_MS } from '../studio/schema.ts'
import { applicationErrors } from './errors.ts'
import { unmarkDeleted } from './queries.ts'

const fail = failWith(applicationErrors)

/**
 * Brings an application back that was removed within the last ten minutes. Throws application_not_found,
 * application_replaced.
 */
export async function restoreApplication(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  { userId, id }: { userId: string; id: string },
): Promise<void> {
  const since = new Date(ctx.clock.now().getTime() - UNDO_REMOVAL_MS)
  const restored = await unmarkDeleted(tx, userId, id, since).catch((error: unknown) => {
    throw mapConstraint(error, {
      application_once_per_posting: (cause) => fail('application_replaced', { cause }),
    })
  })
  if (!restored) throw fail('application_not_found')
}
