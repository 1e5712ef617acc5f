import type { AppContext } from '../../context.ts'
import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { applicationErrors } from './errors.ts'
import { markDeleted } from './queries.ts'

const fail = failWith(applicationErrors)

/** Removes an application with its timeline; for ten minutes restoreApplication brings it back. */
export async function removeApplication(
  tx: Tx,
  ctx: Pick<AppContext, 'clock'>,
  { userId, id }: { userId: string; id: string },
): Promise<void> {
  if (!(await markDeleted(tx, userId, id, ctx.clock.now()))) throw fail('application_not_found')
}
